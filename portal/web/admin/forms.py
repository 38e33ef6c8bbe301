"""What administrators type about accounts. Owns shape only; who may have which post is the service's business."""

import re
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Regexp

from portal.domain.permissions import Role
from portal.services.administration import STAFF, OpenAccount, Post
from portal.web.common.fields import (
    ChoiceField,
    Form,
    PasswordField,
    Required,
    SelectField,
    TextField,
    TickField,
    stripped,
)

USERNAME: Final = re.compile(r"[A-Za-z0-9_.@-]{3,40}\Z")
SHORTEST_PASSWORD: Final = 10
LONGEST_PASSWORD: Final = 200
ROLES: Final = {
    Role.CLERK: _l("Window clerk"),
    Role.OFFICER: _l("Department officer"),
    Role.MANAGER: _l("Manager"),
    Role.ADMIN: _l("Administrator"),
    Role.APPLICANT: _l("Applicant"),
}


def password_field(label: object) -> PasswordField:
    return PasswordField(
        label,
        [
            Required(_l("Enter a password")),
            Length(SHORTEST_PASSWORD, LONGEST_PASSWORD, _l("Use at least 10 characters")),
        ],
        description=_l("At least 10 characters. Hand it over in person."),
    )


class PostForm(Form):
    """Who somebody is and what for."""

    name = TextField(
        _l("Real name"),
        [Required(_l("Enter the real name")), Length(max=50, message=_l("Enter at most 50 characters"))],
        filters=[stripped],
    )
    role = ChoiceField(
        _l("Role"),
        choices=[SelectChoice(role.value, ROLES[role]) for role in STAFF],
        validators=[Required(_l("Choose a role"))],
    )
    department = SelectField(_l("Department (officers)"), validate_choice=False)
    is_head = TickField(_l("Head of the department: approves extensions"))
    window = TextField(
        _l("Window (clerks)"), [Length(max=40, message=_l("Enter at most 40 characters"))], filters=[stripped]
    )

    def offer(self, departments: list[tuple[str, str]]) -> "PostForm":
        """The departments to choose from."""
        self.department.choices = [SelectChoice("", "—"), *(SelectChoice(key, name) for key, name in departments)]
        return self

    def post(self) -> Post:
        """What was typed."""
        return Post(
            name=str(self.name.data),
            role=Role(self.role.data),
            department=self.department.data or None,
            window=self.window.data or None,
            is_head=bool(self.is_head.data),
        )


class OpenAccountForm(PostForm):
    """A new staff account."""

    username = TextField(
        _l("User name"),
        [
            Required(_l("Enter a user name")),
            Regexp(USERNAME, message=_l("Use 3 to 40 letters, digits, or the characters _ . @ -")),
        ],
        filters=[stripped],
    )
    password = password_field(_l("First password"))

    def command(self) -> OpenAccount:
        """What was typed."""
        return OpenAccount(username=str(self.username.data), password=str(self.password.data), post=self.post())


class PasswordForm(Form):
    """A new password for somebody who lost theirs."""

    password = password_field(_l("New password"))


def post_data(account: Any) -> dict[str, object]:
    """An account as the form shows it."""
    return {
        "name": account.name,
        "role": account.role.value,
        "department": account.department or "",
        "window": account.window or "",
        "is_head": account.is_head,
    }
