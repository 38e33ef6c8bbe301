"""The words of every refusal: message id of a `DomainError` → a sentence to be translated.

Owns no logic. A test checks that every DomainError class has its entry here. Placeholders are
facts of the error: `%(name)s`.
"""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l

MESSAGES: Final[Mapping[str, object]] = {
    "domain.refused": _l("This is not possible now."),
    "limit.invalid": _l("%(value)s is not a time limit."),
    "permission.refused": _l("Your account may not do this."),
    "account.credentials_wrong": _l("User name or password is wrong."),
    "account.locked": _l("Too many wrong passwords. Try again after %(until)s."),
    "account.username_taken": _l("The user name %(username)s is taken. Choose another one, or sign in."),
}
