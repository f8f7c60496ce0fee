"""The whole public site laid out for web servers that know nothing of Baqylau."""
