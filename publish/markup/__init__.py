"""Text in, HTML out: templates filled in, with no rule of typography in them."""
