"""Gold for the running text of articles that are not in this repository: figures, names and places, no sentences."""
