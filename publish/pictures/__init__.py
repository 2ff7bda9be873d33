"""The pictures that texts show: each is judged once, and goes out without what is only about it."""
