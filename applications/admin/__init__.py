"""The officials' desk. States change here by acts, never by fields."""

from applications.admin import intake, records, review, setup

__all__ = ["intake", "records", "review", "setup"]
