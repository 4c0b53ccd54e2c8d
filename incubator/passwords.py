"""What a password must be, said in words of our own: Django's Chinese catalogue lacks some and is too familiar."""

from django.contrib.auth.password_validation import (
    CommonPasswordValidator,
    MinimumLengthValidator,
    UserAttributeSimilarityValidator,
)
from django.utils.translation import gettext as _


class LongEnough(MinimumLengthValidator):
    def get_error_message(self) -> str:
        return _("Choose a longer password: at least %(min_length)d characters.") % {"min_length": self.min_length}

    def get_help_text(self) -> str:
        return _("At least %(min_length)d characters.") % {"min_length": self.min_length}


class NotCommon(CommonPasswordValidator):
    def get_error_message(self) -> str:
        return _("Choose another password: many people use this one.")

    def get_help_text(self) -> str:
        return _("Not one that many people use.")


class NotLikeTheAddress(UserAttributeSimilarityValidator):
    def get_error_message(self) -> str:
        return _("Choose another password: this one is too much like your e-mail address.")

    def get_help_text(self) -> str:
        return _("Not like your e-mail address.")
