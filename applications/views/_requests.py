"""What ``login_required`` guarantees, said to the type checker."""

from django.http import HttpRequest

from applications.models import User


class PersonsRequest(HttpRequest):
    user: User
