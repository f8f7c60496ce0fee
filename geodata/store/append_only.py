"""What the database itself refuses: to change a row of the store, or to take one out again.

The program never tries; this is for a slip of the hand at a prompt of the database.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

LOGS = ("store", "event", "conflict")
_REFUSAL = "the store is append-only"
# "INSERT OR REPLACE" deletes without a word to triggers on deletion, so it is met on its way in.
_TAKEN_NAMES: Mapping[str, str] = {
    "store": "format = NEW.format",
    "event": "position = NEW.position OR (instance = NEW.instance AND version = NEW.version)",
    "conflict": "position = NEW.position OR (instance = NEW.instance AND version = NEW.version"
    " AND sha256 = NEW.sha256)",
}


def guards(dialect: str, logs: Mapping[str, str] = _TAKEN_NAMES) -> Iterator[str]:
    """The statements that put the guards in place, for "sqlite" or "postgresql".

    ``logs`` gives each table that only grows, and when a new row's name is taken.
    """
    return _sqlite_guards(logs) if dialect == "sqlite" else _postgresql_guards(logs)


def _sqlite_guards(logs: Mapping[str, str]) -> Iterator[str]:
    for table, taken in logs.items():
        for act in ("UPDATE", "DELETE"):
            yield (
                f"CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
            )
        yield (
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {taken}) "
            f"BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
        )


def _postgresql_guards(logs: Mapping[str, str]) -> Iterator[str]:
    yield (
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}'; END $$"
    )
    for table in logs:
        yield (
            f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()"
        )
        yield f"REVOKE ALL ON {table} FROM PUBLIC"
