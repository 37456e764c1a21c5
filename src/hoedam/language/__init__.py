"""Languages: one folder each, with normaliser, sentence splitter and analyser."""
