"""Work of the jobs process: timers and outbox, each done exactly once.

Owns what each kind of job does. A job that fails goes back with a growing delay; a job of an
unknown kind fails visibly rather than being dropped.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from portal.domain.case.timers import TimerKind
from portal.domain.errors import DomainError
from portal.services import calendars, timing
from portal.services.conflicts import NotFound
from portal.services.issuing import RENDER
from portal.services.materials import locker
from portal.services.money import news as money_news
from portal.services.money import serving

if TYPE_CHECKING:
    from portal.services.deps import Deps
    from portal.services.records.core import Job

LEASE_SECONDS: Final = 20
_TIMERS: Final = frozenset(kind.value for kind in TimerKind)
_LONGEST_DELAY: Final = timedelta(hours=1)


class JobUnknown(DomainError):
    """Nobody knows how to do this kind of job."""

    message_id = "job.unknown"


def do_next(deps: Deps) -> bool:
    """Claim and do one due job; False when nothing is due.

    Whatever goes wrong is recorded on the job, which is tried again later.
    """
    job = deps.jobs.claim(deps.clock.now(), lease_seconds=LEASE_SECONDS)
    if job is None:
        return False
    try:
        do(deps, job)
    except Exception as error:  # noqa: BLE001 - one bad job must not stop the others
        retry_at = deps.clock.now() + delay_after(job.attempts)
        deps.jobs.failed(job.id, retry_at=retry_at, error=f"{type(error).__name__}: {error}")
    return True


def do(deps: Deps, job: Job) -> None:
    """Do one claimed job."""
    if job.kind == RENDER:
        render_document(deps, job.key, job_id=job.id)
    elif job.kind in _TIMERS:
        timing.fire_timer(deps, job)
    elif job.kind == money_news.NEWS:
        money_news.tell(deps, job)
    elif job.kind == serving.SERVE:
        serving.serve(deps, job)
    elif job.kind == calendars.RECOMPUTE:
        calendars.continue_recompute(deps, job)
    else:
        raise JobUnknown(kind=job.kind)


def delay_after(attempts: int) -> timedelta:
    """One second, then doubling, at most an hour."""
    return min(timedelta(seconds=2 ** min(attempts, 12)), _LONGEST_DELAY)


def render_document(deps: Deps, code: str, *, job_id: int) -> None:
    """Make the PDF of an issued document from its stored content, once (签名法 arts. 4-6).

    Rendering and writing happen outside the transaction; a second worker's result for the
    same document is not taken.
    """
    with deps.uow.read() as tx:
        document = tx.documents.by_code(code)
    if document is None:
        raise NotFound(document=code)
    if document.sha256 is None:
        pdf = deps.renderer.render(document.content)
        digest, size = deps.documents.put(pdf), len(pdf)
        if locker.is_licence(document):
            deps.uploads.put(pdf)
    else:
        digest, size = document.sha256, document.size or 0
    with deps.uow.begin() as tx:
        tx.documents.mark_stored(code, sha256=digest, size=size)
        locker.keep_licence(tx, code)
        tx.finish_job(job_id)
