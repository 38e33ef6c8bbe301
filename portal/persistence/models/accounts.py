"""Accounts 账号 and the enterprises 企业 they act for."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, false
from sqlalchemy.orm import Mapped, mapped_column

from portal.persistence.models.base import BIG, Base, RowId


class UserRow(Base):
    """One person who signs in; only the hash of the password is kept."""

    __tablename__ = "users"

    id: Mapped[RowId]
    username: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    role: Mapped[str] = mapped_column(index=True)
    name: Mapped[str]
    created_at: Mapped[datetime]
    id_number: Mapped[str | None]
    mobile: Mapped[str | None]
    department: Mapped[str | None]
    window: Mapped[str | None]
    locale: Mapped[str | None]
    failed_logins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    is_active: Mapped[bool]
    is_head: Mapped[bool] = mapped_column(server_default=false())


class EnterpriseRow(Base):
    """One enterprise, known by its 统一社会信用代码."""

    __tablename__ = "enterprises"

    id: Mapped[RowId]
    uscc: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    legal_representative: Mapped[str]
    founded_on: Mapped[date | None]
    created_at: Mapped[datetime]


class EnterpriseUserRow(Base):
    """An account may act for an enterprise."""

    __tablename__ = "enterprise_users"

    user_id: Mapped[int] = mapped_column(BIG, ForeignKey("users.id"), primary_key=True)
    enterprise_id: Mapped[int] = mapped_column(BIG, ForeignKey("enterprises.id"), primary_key=True)
