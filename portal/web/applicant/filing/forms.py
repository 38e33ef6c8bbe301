"""The declaration at the end of a filing.

Owns one tick. Refuses to submit without it by words at the box; the service refuses as well.
"""

from flask_babel import lazy_gettext as _l

from portal.web.common.fields import Form, TickField


class DeclarationForm(Form):
    declared = TickField(_l("I have read this and declare it"))
