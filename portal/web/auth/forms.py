"""What is typed to sign up and in.

Owns shape only: lengths, characters, the second password. Whether a name is free or a password
right is the accounts service's business.
"""

import re
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import EqualTo, Length, Optional, Regexp, ValidationError

from portal.i18n import language
from portal.services.accounts import RegisterApplicant
from portal.services.identifiers import IDENTIFIERS
from portal.web.common.fields import Form, HiddenField, PasswordField, Required, TextField, stripped

USERNAME: Final = re.compile(r"[A-Za-z0-9_.@-]{3,40}\Z")
MOBILE: Final = re.compile(r"1[3-9][0-9]{9}\Z")
SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 200


class SignInForm(Form):
    username = TextField(
        _l("User name or mobile number"), [Required(_l("Enter your user name or mobile number"))], filters=[stripped]
    )
    password = PasswordField(_l("Password"), [Required(_l("Enter your password")), Length(max=LONGEST_PASSWORD)])
    next = HiddenField()


class PasswordForm(Form):
    """Changing the own password."""

    old = PasswordField(_l("Present password"), [Required(_l("Enter your present password"))])
    password = PasswordField(
        _l("New password"),
        [
            Required(_l("Enter a new password")),
            Length(SHORTEST_PASSWORD, LONGEST_PASSWORD, _l("Use at least 10 characters")),
        ],
        description=_l("At least 10 characters. Three words you remember are better than one with symbols."),
    )
    again = PasswordField(
        _l("New password, once more"),
        [
            Required(_l("Enter the password once more")),
            EqualTo("password", _l("The two passwords differ; enter the same one twice")),
        ],
    )

    def validate_password(self, field: Any) -> None:
        """A change changes something."""
        if field.data and field.data == self.old.data:
            raise ValidationError(_("Choose a password that is not the present one"))


class SignUpForm(Form):
    name = TextField(
        _l("Real name"),
        [Required(_l("Enter your real name")), Length(max=50, message=_l("Enter at most 50 characters"))],
        description=_l("As on your identity card. It appears on filing receipts."),
        filters=[stripped],
    )
    username = TextField(
        _l("User name or mobile number"),
        [
            Required(_l("Enter a user name or your mobile number")),
            Regexp(USERNAME, message=_l("Use 3 to 40 letters, digits, or the characters _ . @ -")),
        ],
        description=_l("You sign in with it."),
        filters=[stripped],
    )
    mobile = TextField(
        _l("Mobile number (optional)"),
        [Optional(), Regexp(MOBILE, message=_l("Enter a mobile number of 11 digits, for example 13900000000"))],
        description=_l("So that the window can reach you."),
        filters=[stripped],
    )
    id_number = TextField(
        _l("Identity card number (optional)"),
        [Optional()],
        description=_l("18 characters. Filled into your forms, and shown to nobody in full."),
        filters=[stripped],
    )
    password = PasswordField(
        _l("Password"),
        [
            Required(_l("Enter a password")),
            Length(SHORTEST_PASSWORD, LONGEST_PASSWORD, _l("Use at least 10 characters")),
        ],
        description=_l("At least 10 characters. Three words you remember are better than one with symbols."),
    )
    again = PasswordField(
        _l("Password, once more"),
        [
            Required(_l("Enter the password once more")),
            EqualTo("password", _l("The two passwords differ; enter the same one twice")),
        ],
    )
    next = HiddenField()

    def validate_id_number(self, field: Any) -> None:
        """The check digit of GB 11643 must hold when a number is given."""
        if field.data and IDENTIFIERS.person_id(field.data) is None:
            raise ValidationError(_("Check the identity card number: its last character does not fit the others"))

    def command(self) -> RegisterApplicant:
        """What was typed, for the accounts service."""
        username = str(self.username.data)
        return RegisterApplicant(
            username=username,
            password=str(self.password.data),
            name=str(self.name.data),
            mobile=self.mobile.data or (username if MOBILE.match(username) else None),
            id_number=self.id_number.data.upper() if self.id_number.data else None,
            locale=language(),
        )
