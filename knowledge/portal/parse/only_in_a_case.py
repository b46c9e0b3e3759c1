"""In which case a paper is needed, as the record says it: "đối với xe cải tạo". A condition on a part is none."""

from __future__ import annotations

import itertools
import re

from knowledge.portal.parse.vocabulary import Expression, vocabulary
from knowledge.text.fold import fold

LONGEST = 240
"""A condition longer than this is cut at a word, in characters."""
RESTATED = 0.7
"""A condition of whose pairs of words this share stands in the procedure's title only names its subject again."""
_LEAD, _WHOSE = Expression("condition.lead"), Expression("condition.whose")
_PAPER, _NUMBER = Expression("row.paper"), Expression("condition.number")
_BRING = Expression("condition.bring")
_CASE = Expression("condition.case")
_MARK = Expression("condition.mark")
_EXCEPTED = Expression("condition.excepted")
_CLASS, _COMPLEMENT = Expression("condition.class"), Expression("condition.complement")
_NO_CLASS, _RELATED = Expression("condition.no_class"), Expression("condition.related")
_IF_ANY, _LIST = Expression("condition.if_any"), Expression("condition.list")
_WAYS, _FORM = Expression("condition.way_of_filing"), Expression("condition.form")
_SENTENCE = re.compile(r"(?<=[.;])\s+(?=[A-ZĐÀ-Ỹ(])|\n")
_PARTS = re.compile(r";\s+|\s[+•]\s|\s-\s(?=[A-ZĐÀ-Ỹ])")


def only_in_a_case(text: str, title: str = "") -> str:
    """The condition under which a paper is needed at all, in the record's words; empty when it always is.

    Args:
        text: a row without its bullet.
        title: the procedure's title: a condition that only says it again holds for everybody.
    """
    flat = re.sub(r"[^\S\n]+", " ", text).strip()
    lead = _LEAD.match(flat) or (_WHOSE.match(flat) if not _PAPER.match(flat) else None)
    if lead:
        return _short(lead.group(1))
    head = _SENTENCE.split(flat)[0].strip(" .;,")
    if len({way.lower() for way in _WAYS.findall(head)}) > 1:  # a form for each way of filing
        return ""
    parts = [part for part in _PARTS.split(head) if part.strip()] or [""]
    found = _condition_in(parts[-1], title, is_last_of_several=len(parts) > 1)
    if not found and len(parts) > 1:
        if ":" in parts[0] and (found := _condition_in(parts[0], title)):
            return _short(found)
        conditions = [_condition_in(part, title) for part in parts]
        found = " / ".join(dict.fromkeys(conditions)) if all(conditions) else ""
    return _short(found)


def paper_alone(text: str) -> str:
    """The text without the case it begins with ("Trường hợp …: ", "Nếu … thì phải nộp "), where a paper follows."""
    flat = re.sub(r"[^\S\n]+", " ", text).strip()
    lead = _LEAD.match(flat)
    if lead is None:
        return text
    rest = _BRING.sub("", flat[lead.end() :].strip(" :,;")).strip(" :,;")
    return rest[:1].upper() + rest[1:] if _PAPER.match(rest) else text


def _condition_in(part: str, title: str, *, is_last_of_several: bool = False) -> str:
    """The condition that ends a part of a row; where the row has several parts only one in brackets covers them all."""
    part = _NUMBER.sub("", part.strip(" .;,:")).strip(" .;,:")
    if if_any := _IF_ANY.search(part):
        return "" if is_last_of_several or _LIST.search(part) else str(if_any.group(1) or if_any.group(2))
    marks = list(_MARK.finditer(part))
    if sum(mark.group().startswith("(") for mark in marks) > 1:  # one paper for some, another for the others
        return ""
    for mark in marks:
        before, after = part[: mark.start()], part[mark.start() :]
        if after.startswith("("):
            inside, rest = _bracketed(after)
            if not re.search(r"\w", rest) or _FORM.match(rest.strip()):
                own_name = bool(re.search(r"\w", rest)) and _restates(inside, title)  # "(áp dụng đối với …) mẫu số …"
                return "" if own_name and not _CASE.search(inside) else inside.strip(" .;,:")
            continue
        if is_last_of_several or before.count("(") > before.count(")") or _EXCEPTED.search(before):
            continue
        if _FORM.search(before[-60:]) and len(_FORM.findall(part)) > 1:
            continue
        if _CASE.match(after) or (
            (_CLASS.match(after) or _RELATED.match(after))
            and not _NO_CLASS.match(after)
            and not _COMPLEMENT.search(before)
            and not _restates(after, title)
        ):
            return after.strip(" .;,:")
    return ""


def _bracketed(text: str) -> tuple[str, str]:
    """What stands in the bracket that a text begins with, and what comes after it; it may lack its end."""
    depth = 0
    for place, character in enumerate(text):
        depth += (character == "(") - (character == ")")
        if depth == 0:
            return text[1:place], text[place + 1 :]
    return text[1:], ""


def _restates(condition: str, title: str) -> bool:
    """Whether a condition only says the procedure's title again."""
    pairs, said = _pairs(condition), _pairs(title)
    return bool(pairs) and len(pairs & said) >= RESTATED * len(pairs)


def _pairs(text: str) -> set[tuple[str, str]]:
    small = set(vocabulary()["condition"]["small"])
    return set(itertools.pairwise(word for word in re.findall(r"\w+", fold(text)) if word not in small))


def _short(condition: str) -> str:
    """Cut at a word when it is very long."""
    condition = condition.strip(" .;,:")
    if len(condition) <= LONGEST:
        return condition
    return condition[: condition.rfind(" ", 0, LONGEST)].rstrip(" ,;:") + "…"
