"""Outside programs, one module for each: found, run, and their answers read."""
