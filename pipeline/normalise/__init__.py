"""What a printed expression means: numbers, shapes, times, p values, names."""
