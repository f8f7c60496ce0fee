"""What a reader sees: addresses, words, views, the map and its pictures, panels and pages."""
