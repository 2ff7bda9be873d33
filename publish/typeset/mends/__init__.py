"""What is replaced inside WeasyPrint, and why: a module for each mend, one table of all."""
