"""The compiled copy of the catalogue in the data folder, which makes the next start fast.

One line of JSON for each part and each procedure, below the fingerprint of the files it was made from. A procedure is
read from its line when it is first asked for.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from knowledge.catalogue_files.parse import DOCUMENTS, FIELDS, GROUPS, NAMED, REPLACED, SAYINGS, SPOKEN, Parts
from knowledge.files import write_in_one_move
from knowledge.schema.procedure import Procedure


class CompiledProcedures(Mapping[str, Procedure]):
    """Procedures that are read from their compiled form when they are first asked for, and kept from then on."""

    def __init__(self, compiled: dict[str, bytes]) -> None:
        self._compiled = compiled
        self._read: dict[str, Procedure] = {}

    def __getitem__(self, code: str) -> Procedure:
        procedure = self._read.get(code)
        if procedure is None:
            procedure = self._read[code] = Procedure.model_validate_json(self._compiled[code])
        return procedure

    def __iter__(self) -> Iterator[str]:
        return iter(self._compiled)

    def __len__(self) -> int:
        return len(self._compiled)


def read_compiled(path: Path, fingerprint: str, root: Path) -> Parts | None:
    """The compiled copy of the files with this fingerprint below `root`; None when there is none that can be read."""
    try:
        header, documents, fields, spoken, sayings, old, groups, named, names, *procedures = path.read_bytes().split(
            b"\n"
        )
        if header.decode() != fingerprint:
            return None
        files = {code: root / name for code, name in json.loads(names).items()}
        return Parts(
            CompiledProcedures(dict(zip(files, procedures, strict=True))),
            MappingProxyType(DOCUMENTS.validate_json(documents)),
            MappingProxyType(FIELDS.validate_json(fields)),
            MappingProxyType(SPOKEN.validate_json(spoken)),
            MappingProxyType(SAYINGS.validate_json(sayings)),
            MappingProxyType(files),
            MappingProxyType(REPLACED.validate_json(old)),
            MappingProxyType(GROUPS.validate_json(groups)),
            MappingProxyType(NAMED.validate_json(named)),
        )
    except (OSError, ValueError):
        return None


def write_compiled(path: Path, fingerprint: str, parts: Parts, root: Path) -> None:
    """Keep a compiled copy; a data folder that cannot be written costs speed, not answers."""
    names = {code: str(file.relative_to(root)) for code, file in parts.files.items()}
    lines = [
        fingerprint.encode(),
        DOCUMENTS.dump_json(dict(parts.document_types)),
        FIELDS.dump_json(dict(parts.fields)),
        SPOKEN.dump_json(dict(parts.spoken)),
        SAYINGS.dump_json(dict(parts.sayings)),
        REPLACED.dump_json(dict(parts.replaced)),
        GROUPS.dump_json(dict(parts.groups), by_alias=True),
        NAMED.dump_json(dict(parts.named)),
        json.dumps(names).encode(),
        *(parts.procedures[code].model_dump_json().encode() for code in names),
    ]
    with contextlib.suppress(OSError):
        write_in_one_move(path, b"\n".join(lines))
