"""Names of enterprises 名称自主申报: the check for everybody, and the register for those who keep it."""
