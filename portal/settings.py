"""Settings: one frozen object, read from the environment once.

Owns the names of the environment variables and what happens when a secret is missing: production
refuses to start, elsewhere a key is made at the first start and kept with mode 0600.
"""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from pathlib import Path
from typing import Final, Self

ROOT: Final = Path(__file__).resolve().parent.parent
MEBIBYTE: Final = 1024 * 1024
KEY_BYTES: Final = 48


class Environment(StrEnum):
    """Where the program runs; only production insists on its secrets."""

    DEVELOPMENT = "development"
    TEST = "test"
    PRODUCTION = "production"


class SecretMissing(RuntimeError):
    """Production was started without PORTAL_SECRET_KEY."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything that differs between two installations of the portal."""

    environment: Environment
    secret_key: str = field(repr=False)
    var: Path
    database_url: str = field(repr=False)
    base_url: str
    workflows: Path = ROOT / "workflows"
    templates: Path = ROOT / "templates"
    static: Path = ROOT / "static"
    translations: Path = ROOT / "translations"
    secure_cookies: bool = False
    trusted_proxies: int = 0
    max_upload_bytes: int = 60 * MEBIBYTE
    staff_idle: timedelta = timedelta(minutes=30)
    applicant_idle: timedelta = timedelta(hours=12)

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] | None = None) -> Self:
        """Read PORTAL_… variables; raises `SecretMissing` or ValueError for what cannot be."""
        given = os.environ if environ is None else environ
        environment = Environment(given.get("PORTAL_ENV", Environment.DEVELOPMENT))
        var = Path(given.get("PORTAL_VAR", ROOT / "var")).resolve()
        base_url = given.get("PORTAL_BASE_URL", f"http://127.0.0.1:{given.get('PORT', '8000')}").rstrip("/")
        return cls(
            environment=environment,
            secret_key=secret_key(given, environment, var / "secret-key"),
            var=var,
            database_url=given.get("PORTAL_DATABASE_URL") or f"sqlite:///{var / 'portal.db'}",
            base_url=base_url,
            workflows=Path(given.get("PORTAL_WORKFLOWS", ROOT / "workflows")).resolve(),
            secure_cookies=base_url.startswith("https://"),
            trusted_proxies=int(given.get("PORTAL_TRUSTED_PROXIES", "0")),
            max_upload_bytes=int(given.get("PORTAL_MAX_UPLOAD_MB", "60")) * MEBIBYTE,
        )

    @property
    def uploads(self) -> Path:
        """Where uploaded files lie, outside the web root."""
        return self.var / "uploads"

    @property
    def records(self) -> Path:
        """Where the local twins of licence store and data sharing look."""
        return self.var / "records"

    @property
    def documents(self) -> Path:
        """Where issued PDFs lie, stored once by digest."""
        return self.var / "documents"

    @property
    def calendars(self) -> Path:
        """Where notices lie that were loaded into the running portal; those that are shipped lie in `workflows`."""
        return self.var / "calendars"


def secret_key(environ: Mapping[str, str], environment: Environment, path: Path) -> str:
    """The key from the environment; outside production, else the one kept in the file."""
    given = environ.get("PORTAL_SECRET_KEY")
    if given:
        return given
    if environment is Environment.PRODUCTION:
        raise SecretMissing("PORTAL_SECRET_KEY must be set when PORTAL_ENV is production")
    return kept_key(path)


def kept_key(path: Path) -> str:
    """The key in the file, made first when there is none; two processes agree on one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f"{path.name}.{os.getpid()}")
    if not path.exists():
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(KEY_BYTES), encoding="ascii")
        try:
            path.hardlink_to(made)
        except FileExistsError:
            pass
        finally:
            made.unlink()
    return path.read_text(encoding="ascii").strip()
