"""Writes an import into the record store, in a single transaction."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from knowledge.portal.files.faults import Fault
from knowledge.portal.store.tables import FAULTS, IMPORTS, SEEN, VERSIONS, Header, Import, Version, pack


class StoreWriter:
    """Writes an import; made by `RecordStore.writing`.

    `id` is the id of the import."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        last = connection.execute(sa.select(sa.func.max(IMPORTS.c.id))).scalar()
        self.id: int = (last or 0) + 1
        columns = (VERSIONS.c.code, VERSIONS.c.digest, VERSIONS.c.raw, VERSIONS.c.listed_only, VERSIONS.c.name)
        self._current = {
            row[0]: (row[1], row[2], row[3], row[4])
            for row in connection.execute(sa.select(*columns).where(VERSIONS.c.until.is_(None)))
        }

    @property
    def codes(self) -> frozenset[str]:
        """The codes of the records that are valid now."""
        return frozenset(self._current)

    def digest(self, code: str) -> str | None:
        """The digest of the version that is valid now."""
        found = self._current.get(code)
        return found[0] if found else None

    def raw(self, code: str) -> str | None:
        """The digest of the bytes from which that version was read."""
        found = self._current.get(code)
        return found[1] if found else None

    def listed_only(self, code: str) -> bool:
        """Whether the record that is valid now is known from the list alone."""
        found = self._current.get(code)
        return bool(found and found[2])

    def name(self, code: str) -> str:
        """The name of the record that is valid now; empty when there is none."""
        found = self._current.get(code)
        return found[3] if found else ""

    def put(self, versions: Iterable[Version]) -> None:
        """Write these versions; they replace those of the same codes."""
        rows = [
            {
                **{name: getattr(version.header, name) for name in Header.__slots__},
                "since": self.id,
                "digest": version.digest,
                "raw": version.raw,
                "record": pack(version.record),
            }
            for version in versions
        ]
        if not rows:
            return
        self.end(row["code"] for row in rows if row["code"] in self._current)
        self._connection.execute(VERSIONS.insert(), rows)
        self._current |= {row["code"]: (row["digest"], row["raw"], row["listed_only"], row["name"]) for row in rows}

    def reread(self, raws: Mapping[str, str]) -> None:
        """Note that other bytes hold the same record: code → digest of the bytes."""
        if raws:
            self._connection.execute(
                VERSIONS.update().where(VERSIONS.c.code == sa.bindparam("c"), VERSIONS.c.until.is_(None)),
                [{"c": code, "raw": raw} for code, raw in raws.items()],
            )

    def end(self, codes: Iterable[str]) -> None:
        """End the versions of these codes."""
        ended = [{"c": code, "until": self.id} for code in codes]
        if ended:
            self._connection.execute(
                VERSIONS.update().where(VERSIONS.c.code == sa.bindparam("c"), VERSIONS.c.until.is_(None)), ended
            )
            for row in ended:
                self._current.pop(str(row["c"]), None)

    def see(self, codes: Iterable[str], day: dt.date) -> None:
        """Note that these records were seen on `day`."""
        rows = [{"code": code, "day": day} for code in sorted(codes)]
        if not rows:
            return
        name = self._connection.dialect.name
        insert = sa.dialects.postgresql.insert(SEEN) if name == "postgresql" else sa.dialects.sqlite.insert(SEEN)
        self._connection.execute(
            insert.on_conflict_do_update(index_elements=["code"], set_={"day": insert.excluded.day}), rows
        )

    def finish(self, source: str, day: dt.date, counts: Mapping[str, int], faults: Iterable[Fault]) -> Import:
        """Write the import itself; nothing is written after it."""
        digest = hashlib.sha256()
        for code in sorted(self._current):
            digest.update(f"{code}:{self._current[code][0]}\n".encode())
        import_ = Import(
            id=self.id,
            source=_plain(source),
            day=day,
            finished=dt.datetime.now(tz=dt.UTC).replace(tzinfo=None, microsecond=0),
            fingerprint=digest.hexdigest()[:32],
            **counts,
        )
        self._connection.execute(IMPORTS.insert().values(**import_.__dict__))
        rows = [
            {
                "import_id": self.id,
                "place": place,
                "line": fault.line,
                "code": _plain(fault.code),
                "reason": _plain(fault.reason),
            }
            for place, fault in enumerate(faults)
        ]
        if rows:
            self._connection.execute(FAULTS.insert(), rows)
        return import_


def _plain(text: str) -> str:
    """The text without what a database does not store: halves of characters and zero bytes."""
    return text.encode("utf-8", "replace").decode().replace("\x00", " ")
