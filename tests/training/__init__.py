"""Learns the weights of names and links from the annotated sentences of RCT-ART (Apache 2.0)."""
