"""Names of enterprises 名称自主申报: keeping and freeing them, and the lists of existing ones."""
