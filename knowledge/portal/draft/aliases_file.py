"""The files of how people speak of a procedure and what they call it: its entries move into the authored file."""

from __future__ import annotations

from pathlib import Path

import yaml

from knowledge.catalogue_files.yaml_file import YamlFault, read_yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


SPOKEN = ("aliases", "short_names")
"""The kinds of such files; of each kind one may have an entry."""


def aliases_file(catalogue: Path, code: str, kind: str = SPOKEN[0]) -> Path | None:
    """The file `<kind>.<field>.yml` that has an entry for a code, or None."""
    return next((path for path in sorted(catalogue.glob(f"{kind}*.yml")) if code in read_yaml(path.read_bytes())), None)


def without_entry(content: str, code: str) -> str:
    """The text of such a file without the lines of one code; all else stays as it is written.

    Raises:
        YamlFault: there is no such entry, or its lines cannot be told from the others.
    """
    node = yaml.compose(content, Loader=_LOADER)
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    place = next((place for place, (key, _) in enumerate(pairs) if key.value == code), None)
    if place is None:
        raise YamlFault(f"no entry {code}")
    lines = content.split("\n")
    start = pairs[place][0].start_mark.line
    end = pairs[place + 1][0].start_mark.line if place + 1 < len(pairs) else len(lines)
    while end - 1 > start and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1  # a comment above the next entry belongs to it
    rest = "\n".join([*lines[:start], *lines[end:]])
    before, after = read_yaml(content.encode()), read_yaml(rest.encode())
    if {**after, code: before[code]} != before or code in after:
        raise YamlFault(f"the lines of {code} cannot be taken out; take them out by hand")
    return rest
