"""Small widgets every page is made of; they know the look and no page."""
