"""Which recognised pieces belong together: readings in, results out."""
