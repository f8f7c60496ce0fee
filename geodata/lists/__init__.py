"""Lists: the tables people have (CSV in any encoding, XLSX, JSON lines), read row by row."""
