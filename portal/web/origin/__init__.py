"""The advisor for certificates of origin 原产地证助手: for everybody, nothing is stored."""
