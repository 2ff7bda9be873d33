"""Print runs: papers, figures, tickets for people and for machines, and the way to a printer."""
