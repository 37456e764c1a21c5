"""What leaves hoedam: one file per format, each behind one function that writes to a binary file."""
