"""What everything looks like: the folder of style sheets, and one table of all colours."""
