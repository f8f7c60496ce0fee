"""The application: settings, the public door, the publisher of views, commands."""
