"""Tests say what Baqylau does in the words of the field; they mirror its packages."""
