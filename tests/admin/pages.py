"""Where the pages of the desk are, and what stands on them."""

from django.urls import reverse

QUEUE = reverse("admin:applications_reviewtask_changelist")
CASES = reverse("admin:applications_application_changelist")


def url(task, slug="change"):
    return reverse(f"admin:applications_reviewtask_{slug}", args=[task.pk])


def case_url(application, slug="change"):
    return reverse(f"admin:applications_application_{slug}", args=[application.pk])


def html(response):
    return response.content.decode()
