"""`python -m web`: what an operator does with the gateway's data.

backup FOLDER          copy messages, conversations and the secret, also while the assistant serves
restore BACKUP         put a backup back; the assistant must not be running
forget PERSON          delete everything kept of a person: "zalo:<id>", or the code of a conversation
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import sqlalchemy as sa

from knowledge.settings import get_settings
from web.channels.registry import pushing_channels
from web.chat.keeping.forgetting import ASKED
from web.chat.sender import hash_of
from web.operations.backup import CannotBackUp, back_up, restore
from web.operations.clerk import Clerk, NobodyThere
from web.store.database import Database, StoreUnavailable
from web.store.notes import Notes
from web.store.tables import CONVERSATIONS
from web.wording import load_wording


def main(arguments: Sequence[str] | None = None) -> int:
    """Do one thing; 0 when it was done, 1 with the reason on standard error."""
    parser = argparse.ArgumentParser(
        prog="python -m web", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = parser.add_subparsers(dest="verb", required=True)
    for verb, what in (("backup", "folder"), ("restore", "backup"), ("forget", "person")):
        verbs.add_parser(verb).add_argument(what)
    verbs.add_parser("queue")
    for verb in ("take", "answer", "done"):
        verbs.add_parser(verb).add_argument("number", type=int)
    verbs.choices["answer"].add_argument("text")
    options = parser.parse_args(arguments)
    try:
        return _do(options)
    except (CannotBackUp, NobodyThere, StoreUnavailable) as error:
        print(f"web: {error}", file=sys.stderr)
        return 1


def _do(options: argparse.Namespace) -> int:
    settings = get_settings()
    if options.verb == "backup":
        print(back_up(settings, Path(options.folder)))
    elif options.verb == "restore":
        before = restore(settings, Path(options.backup))
        print(f"restored; what was there before is in {before}" if before else "restored")
    elif options.verb == "forget":
        return _forget(options.person)
    else:
        packs = {channel.name: channel.pack for channel in pushing_channels(settings)}
        clerk = Clerk(Database.open(settings), packs, load_wording(settings.hotline))
        if options.verb == "queue":
            print("\n".join(clerk.lines()) or "nobody waits")
        elif options.verb == "answer":
            clerk.answer(options.number, options.text)
        else:
            {"take": clerk.take, "done": clerk.done}[options.verb](options.number)
    return 0


def _forget(person: str) -> int:
    database = Database.open(get_settings())
    with database.reading() as connection:
        everybody = [row[0] for row in connection.execute(sa.select(CONVERSATIONS.c.sender))]
    found = [name for name in everybody if person in (name, hash_of(name))]
    if not found:
        print(f"web: nothing is kept of {person}", file=sys.stderr)
        return 1
    notes = Notes(database)
    for name in found:
        notes.write(f"{ASKED}{name}", True)
    print("noted: the running assistant deletes it within a minute")
    return 0


if __name__ == "__main__":
    sys.exit(main())
