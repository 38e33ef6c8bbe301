"""The comparison itself: single parts key by key, lists part by part.

Owns which parts belong together (the same id) and the order of the changes: as the later file reads, what is gone
first. Refuses to look inside a part that came or went: it is one change.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from portal.domain.differences.change import Change, Part, Place, Simple, Value, What

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from portal.domain.differences.aspects import Aspect
    from portal.domain.differences.kinds import Kind
    from portal.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a part stands: its kind of part, its name, its place in the file, the names around it."""

    part: Part
    place: Place
    name: Text | None = None
    within: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of a list with its place, and the part it stands in (none at the top)."""

    item: Any
    place: Place
    parent: str = ""
    within: tuple[Text, ...] = ()


def entries(items: Iterable[Any], place: Place, *, parent: str = "", within: tuple[Text, ...] = ()) -> list[Entry]:
    """A list as it stands in the file."""
    return [Entry(item, (*place, number), parent, within) for number, item in enumerate(items)]


def compare_aspects(before: object, after: object, table: Mapping[str, Aspect], *, spot: Spot) -> Iterator[Change]:
    """One part that is in both versions: every key that is not what it was."""
    for attribute, aspect in table.items():
        old, new = getattr(before, attribute), getattr(after, attribute)
        if old == new:
            continue
        key = aspect.key or attribute
        yield Change(
            What.CHANGED,
            spot.part,
            spot.name,
            (*spot.place, key),
            within=spot.within,
            aspect=key,
            before=plain(old),
            after=plain(new),
            touches=aspect.touches,
            is_harder=aspect.harder(old, new),
        )


def compare_lists(kind: Kind, before: Sequence[Entry], after: Sequence[Entry]) -> Iterator[Change]:
    """Two lists of one kind of part: what is gone, what is new, what changed, and whether the order did."""
    olds, news = _by_key(kind, before), _by_key(kind, after)
    for key, old in olds.items():
        if key not in news:
            yield _whole(What.REMOVED, kind, old, is_harder=kind.harder_when_removed(old.item))
    for key, new in news.items():
        if key in olds:
            yield from _compare(kind, olds[key], new)
        else:
            yield _whole(What.ADDED, kind, new, is_harder=kind.harder_when_added(new.item))
    yield from _reordered(kind, olds, news)


def plain(value: Any) -> Value:
    """A value that can be said: a mapping becomes its lines, a list a tuple."""
    if isinstance(value, dict):
        return tuple(f"{name}: {value[name]}" for name in sorted(value))
    return tuple(value) if isinstance(value, list) else value


def _by_key(kind: Kind, given: Sequence[Entry]) -> dict[str, Entry]:
    """Entries by what they are known by; the second of the same key is another part."""
    found: dict[str, Entry] = {}
    for entry in given:
        key, number = kind.key(entry.item), 2
        while key in found:
            key, number = f"{kind.key(entry.item)}/{number}", number + 1
        found[key] = entry
    return found


def _whole(what: What, kind: Kind, entry: Entry, *, is_harder: bool) -> Change:
    when = getattr(entry.item, "when", None)
    return Change(
        what,
        kind.part,
        kind.name(entry.item),
        entry.place,
        within=entry.within,
        before=when if what is What.REMOVED else None,
        after=when if what is What.ADDED else None,
        touches=kind.touches,
        is_harder=is_harder,
    )


def _compare(kind: Kind, old: Entry, new: Entry) -> Iterator[Change]:
    name = kind.name(new.item)
    if old.parent != new.parent:
        yield Change(
            What.CHANGED,
            kind.part,
            name,
            new.place,
            within=new.within,
            aspect="stands_in",
            before=old.within[-1:],
            after=new.within[-1:],
            touches=kind.touches,
        )
    yield from compare_aspects(old.item, new.item, kind.aspects, spot=Spot(kind.part, new.place, name, new.within))
    within = (*new.within, name) if name else new.within
    for attribute, inner in kind.inside:
        yield from compare_lists(
            inner,
            entries(getattr(old.item, attribute), (*old.place, attribute), within=within),
            entries(getattr(new.item, attribute), (*new.place, attribute), within=within),
        )
    for attribute, single in kind.singles:
        place = (*new.place, attribute)
        yield from compare_single(
            single,
            getattr(old.item, attribute),
            getattr(new.item, attribute),
            spot=Spot(single.part, place, None, within),
        )


def compare_single(kind: Kind, old: Any, new: Any, *, spot: Spot) -> Iterator[Change]:
    """A part that a definition has once or not at all."""
    if old is not None and new is not None:
        yield from _compare(kind, Entry(old, spot.place, "", spot.within), Entry(new, spot.place, "", spot.within))
    elif old is not new:
        what = What.ADDED if old is None else What.REMOVED
        is_harder = kind.harder_when_added(new) if old is None else kind.harder_when_removed(old)
        yield Change(what, kind.part, None, spot.place, within=spot.within, touches=kind.touches, is_harder=is_harder)


def _told(kind: Kind, item: Any) -> Simple:
    """What stands for a part in a list: its name, or the condition it is known by."""
    condition: Simple = getattr(item, "when", None)
    return kind.name(item) or condition or kind.key(item)


def _reordered(kind: Kind, olds: Mapping[str, Entry], news: Mapping[str, Entry]) -> Iterator[Change]:
    """One change for each parent whose remaining parts stand in another order."""
    stayed = [key for key, old in olds.items() if key in news and news[key].parent == old.parent]
    for parent in dict.fromkeys(news[key].parent for key in stayed):
        was = [key for key in stayed if olds[key].parent == parent]
        now = [key for key in news if key in was]
        if was != now:
            first = news[now[0]]
            yield Change(
                What.REORDERED,
                kind.part,
                None,
                first.place[:-1],
                within=first.within,
                before=tuple(_told(kind, olds[key].item) for key in was),
                after=tuple(_told(kind, news[key].item) for key in now),
                touches=kind.touches,
            )
