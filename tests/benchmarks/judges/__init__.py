"""How each benchmark's predictions are judged, as the README of the shared data defines it."""
