"""The officials' desk. States change here by acts, never by fields."""

from allauth.account.models import EmailAddress
from django.contrib import admin
from django.contrib.auth.models import Group

from applications.admin import intake, records, review, setup

# What libraries register is no business of the desk: nobody edits addresses or groups past our own acts.
admin.site.unregister([Group, EmailAddress])

__all__ = ["intake", "records", "review", "setup"]
