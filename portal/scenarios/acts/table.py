"""All acts by actor: the whole vocabulary of what people do.

Owns the actors' names. Refuses nothing; whoever looks an act up is told what there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from portal.definitions.complaints import nearest
from portal.scenarios.acts import applicant, applicant_steps, course, department, everybody, window
from portal.scenarios.acts.verb import Verb, normal

if TYPE_CHECKING:
    from collections.abc import Mapping

ACTORS: Final[Mapping[str, tuple[Verb, ...]]] = {
    "applicant": (*applicant.VERBS, *applicant_steps.VERBS),
    "window": window.VERBS,
    "department": (*department.VERBS, *course.DEPARTMENT),
    "head": course.HEAD,
    "superior": course.SUPERIOR,
    "manager": course.MANAGER,
    "admin": course.ADMIN,
    "public": course.PUBLIC,
    "everybody": everybody.VERBS,
}
"""Acts by the name of whoever does them, as the reference writes it."""

ALSO: Final[Mapping[str, str]] = {
    "owner": "applicant",
    "clerk": "window",
    "counter": "window",
    "officer": "department",
    "anybody": "public",
    "everyone": "everybody",
}
"""Other names of the same actors."""


def actor_in(step: Mapping[str, object]) -> list[str]:
    """The keys of a step that name an actor, as they are written.

    Beside another actor, `department: health` names a department and no act.
    """
    found = [key for key in step if ALSO.get(key, key) in ACTORS]
    if len(found) > 1 and "department" in found and isinstance(find_verb("department", step["department"]), str):
        found.remove("department")
    return found


def find_verb(actor: str, words: object) -> Verb | str:
    """The act, or a sentence that says what is wrong with its name."""
    name = ALSO.get(actor, actor)
    known = ACTORS[name]
    says = ", ".join(verb.says for verb in known)
    if not isinstance(words, str):
        return f"write what is done, for example `{actor}: {known[0].says}`; there is: {says}"
    wanted = normal(words)
    for verb in known:
        if wanted in verb.spellings:
            return verb
    others = [other for other, verbs in ACTORS.items() for verb in verbs if wanted in verb.spellings]
    if others:
        return f"{words!r} is not what `{actor}` does; write `{others[0]}: {words}`"
    return f"{actor!r} cannot do {words!r}{nearest(words, [verb.says for verb in known])}; there is: {says}"
