"""Alembic's entry: runs on the connection that :mod:`portal.persistence.migrations` opened."""

from alembic import context
from sqlalchemy import Connection

from portal.persistence.models import Base


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        render_as_batch=connection.dialect.name == "sqlite",
        compare_server_default=True,
    )
    with context.begin_transaction():
        context.run_migrations()


run(context.config.attributes["connection"])
