"""Progress of a case 进度查询 by its number and the query code of the receipt, without an account."""
