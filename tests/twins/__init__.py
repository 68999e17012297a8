"""Real articles as PDF and as XML: what one says, the other should."""
