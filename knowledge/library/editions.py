"""Editions: catalogues that were found sound and whose index is ready, each with a copy of all that it was made of.

An edition is a numbered folder in var/index/editions, moved there in one step. Every process serves the newest whole
one, so none serves what another refuses; when the files of the catalogue are broken, or an edition is damaged, the one
before goes on serving. A copy is the models' own JSON and the overlays' YAML, sealed with a manifest.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from filelock import BaseFileLock, FileLock

from knowledge.catalogue_files.authored import FORMAT, AuthoredFiles, authored_of
from knowledge.catalogue_files.catalogue import Catalogue
from knowledge.catalogue_files.compiled import read_compiled, write_compiled
from knowledge.catalogue_files.overlays import FOLDER as OVERLAYS
from knowledge.catalogue_files.overlays import load_overlays
from knowledge.catalogue_files.parse import Parts as AuthoredParts
from knowledge.errors import KnowledgeError
from knowledge.library.assemble import Parts, assemble
from knowledge.portal.imported import Imported
from knowledge.portal.store.record_store import RecordStore
from knowledge.search.index.manifest import is_whole, seal, to_disk
from knowledge.settings import Settings

VERSION = 1
KEPT = 2
MOST_IMPORTS = 1_000
"""Imports among which that of an edition is looked for; it is one of the last."""
_COMPILED, _ABOUT = "catalogue.json", "edition.json"
_FRESH = ".new-"


class EditionUnusable(KnowledgeError):
    """An edition is damaged, or was made by another version of this program."""


@dataclass(frozen=True)
class About:
    """What an edition is made of: the catalogue's fingerprint, that of its authored part, and the import's id."""

    fingerprint: str
    authored: str
    import_id: int | None
    version: int = VERSION
    format: int = FORMAT


class Editions:
    """The editions of a data folder.

    Args:
        settings: where they lie, and where imported records are read.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.folder = settings.index_dir / "editions"

    def numbers(self) -> list[int]:
        """The numbers of all editions, the newest first, whole or not."""
        return sorted((int(path.name) for path in self.folder.glob("[0-9]*") if path.name.isdecimal()), reverse=True)

    def is_there(self, number: int) -> bool:
        """Whether an edition is there in full, as far as sizes tell."""
        return is_whole(self._place(number), by_size=True)

    def about(self, number: int) -> About:
        """What an edition is made of.

        Raises:
            EditionUnusable: it is damaged, or of another version.
        """
        folder = self._place(number)
        if not is_whole(folder):
            raise EditionUnusable(f"edition {number} of the catalogue is damaged")
        return _about(folder)

    def load(self, number: int) -> Catalogue:
        """The catalogue of an edition.

        Raises:
            EditionUnusable: it is damaged, of another version, or its import is gone.
            StoreError: the imported records cannot be read.
        """
        self.about(number)
        return self._read(self._place(number))

    def publish(self, parts: Parts, catalogue: Catalogue) -> int:
        """Make the newest edition of a sound catalogue whose index is ready; its number. The oldest ones go.

        Call it while holding `lock`.

        Raises:
            EditionUnusable: what was written cannot be read back; the files changed meanwhile.
            OSError: the disk is full.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        for left in self.folder.glob(f"{_FRESH}*"):
            shutil.rmtree(left, ignore_errors=True)
        fresh = Path(tempfile.mkdtemp(prefix=_FRESH, dir=self.folder))
        try:
            self._write(fresh, parts, catalogue)
            if self._read(fresh).fingerprint != catalogue.fingerprint:
                raise EditionUnusable("the catalogue changed while it was copied")
            seal(fresh)
            fresh.chmod(0o755)
            number = max(self.numbers(), default=0) + 1
            fresh.rename(self._place(number))
        except BaseException:
            shutil.rmtree(fresh, ignore_errors=True)
            raise
        to_disk(self.folder)
        self._remove_old()
        return number

    def lock(self, timeout: float) -> BaseFileLock:
        """Held by whoever publishes; a process that is killed lets go of it.

        Args:
            timeout: seconds until `filelock.Timeout` is raised; below 0: waits for ever.
        """
        self.folder.mkdir(parents=True, exist_ok=True)
        return FileLock(self.folder / ".lock", timeout=timeout)

    def _place(self, number: int) -> Path:
        return self.folder / f"{number:08d}"

    def _remove_old(self) -> None:
        """Keep the newest whole ones; a damaged one does not count."""
        whole = [number for number in self.numbers() if self.is_there(number)][:KEPT]
        for number in self.numbers():
            if number not in whole:
                shutil.rmtree(self._place(number), ignore_errors=True)

    def _write(self, folder: Path, parts: Parts, catalogue: Catalogue) -> None:
        authored, imported = parts.authored, parts.imported
        held = (authored.procedures, authored.document_types, authored.fields, authored.spoken, authored.sayings)
        files = AuthoredParts(*held, authored.files, authored.replaced, authored.groups, authored.named)
        write_compiled(folder / _COMPILED, authored.fingerprint, files, self._settings.catalogue)
        laid = self._settings.var / OVERLAYS
        if parts.overlays.files:
            shutil.copytree(laid, folder / OVERLAYS, ignore_dangling_symlinks=True)
        about = About(catalogue.fingerprint, authored.fingerprint, imported.import_.id if imported else None)
        (folder / _ABOUT).write_text(json.dumps(vars(about)), encoding="utf-8")

    def _read(self, folder: Path) -> Catalogue:
        about = _about(folder)
        authored = self._authored(folder, about)
        overlays = load_overlays(folder / OVERLAYS)
        catalogue = assemble(Parts(authored, self._imported(authored, about), overlays))
        if catalogue.fingerprint != about.fingerprint:
            raise EditionUnusable("an edition of the catalogue does not fit its imported records; a new one is needed")
        return catalogue

    def _authored(self, folder: Path, about: About) -> AuthoredFiles:
        path, root = folder / _COMPILED, self._settings.catalogue
        # read twice: procedures are read when they are asked for, and all must be readable before any serves
        trial, parts = (read_compiled(path, about.authored, root) for _ in range(2))
        try:
            if trial is None or parts is None:
                raise ValueError(_COMPILED)
            for code in trial.procedures:
                trial.procedures[code]
        except ValueError:
            raise EditionUnusable("the copy of the catalogue in an edition cannot be read") from None
        return authored_of(parts, about.authored)

    def _imported(self, authored: AuthoredFiles, about: About) -> Imported | None:
        if about.import_id is None:
            return None
        if RecordStore.exists(self._settings):
            store = RecordStore.open(self._settings)
            for import_ in store.imports(MOST_IMPORTS):
                if import_.id == about.import_id:
                    return Imported(store, import_, frozenset(authored.files), authored.spoken, authored.short_names)
        raise EditionUnusable("the imported records of an edition are gone; a new one is needed")


def _about(folder: Path) -> About:
    try:
        about = About(**json.loads((folder / _ABOUT).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise EditionUnusable("an edition of the catalogue does not say what it is") from None
    if (about.version, about.format) != (VERSION, FORMAT):
        raise EditionUnusable("an edition of the catalogue was made by another version of this program")
    return about
