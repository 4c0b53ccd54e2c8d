"""What people fill in: fields, their checks, their words. ``steps`` is the founder's form, one module per page."""
