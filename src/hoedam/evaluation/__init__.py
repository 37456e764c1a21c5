"""How well documents are read: gold files, per-field figures, and the floors they may not fall below."""
