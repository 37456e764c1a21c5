"""Run by Alembic: takes the versions up on the connection that hoedam hands over."""

from alembic import context

from hoedam.ledger.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
