"""Making releases: what the publisher follows, the pages it makes, and what it tells the desk."""
