"""What a press needs: colours in inks, profiles, boxes, marks, and the identity of PDF/X-4."""
