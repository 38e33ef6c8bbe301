"""My documents 我的材料库 and the queries made about me."""
