"""In which case a paper is needed, as the record says it: "đối với xe cải tạo". A condition on a part is none."""

from __future__ import annotations

import itertools
import re

from knowledge.portal.parse.vocabulary import CAPITALS, Expression, vocabulary
from knowledge.portal.wording import portal_wording
from knowledge.text.fold import fold

LONGEST = 240
"""A condition longer than this is cut at a word, in characters."""
RESTATED = 0.7
"""A condition of whose pairs of words this share stands in the procedure's title only names its subject again."""
SAME_PAPER = 3
"""Papers of one row whose names begin with so many equal words are kinds of one paper."""
SUBJECT = 0.6
"""The like for single words, of the only request."""
_LEAD, _WHOSE = Expression("condition.lead"), Expression("condition.whose")
_WHOLE_LEAD, _SUBJECT = Expression("condition.whole_lead"), Expression("condition.subject")
_BRINGS, _ADDITION = Expression("condition.brings"), Expression("condition.addition")
_COPY_RULE, _NUMBERED = Expression("condition.copy_rule"), Expression("condition.numbered")
_COMMITMENT, _BY_FORM = Expression("condition.commitment"), Expression("condition.by_form")
_OWN_MARK, _APPLIES = Expression("condition.own_mark"), Expression("condition.applies")
_ONE_OF, _FOR_A_PART = Expression("condition.one_of"), Expression("condition.for_a_part")
_PAPER, _NUMBER = Expression("row.paper"), Expression("condition.number")
_BRING = Expression("condition.bring")
_CASE = Expression("condition.case")
_MARK = Expression("condition.mark")
_EXCEPTED = Expression("condition.excepted")
_CLASS, _COMPLEMENT = Expression("condition.class"), Expression("condition.complement")
_NO_CLASS, _RELATED = Expression("condition.no_class"), Expression("condition.related")
_IF_ANY, _LIST = Expression("condition.if_any"), Expression("condition.list")
_WAYS, _FORM = Expression("condition.way_of_filing"), Expression("condition.form")
_ADDS = Expression("heading.adds")
_SENTENCE = re.compile(
    rf"(?<=\.)\s+(?=[{CAPITALS}(])|(?<=;)\s+(?=Trường hợp|Trong trường hợp|Đối với|Nếu|Riêng|Mẫu|Phụ lục)|\n"
)
"""After a semicolon another paper may follow, or a sentence about this one."""
_THEN = re.compile(r"\bthì\b", re.IGNORECASE)
_PARTS = re.compile(rf";\s+|\s[+•]\s|\s-\s(?=[{CAPITALS}])")


def only_in_a_case(text: str, title: str = "") -> str:
    """The condition under which a paper is needed at all, in the record's words; empty when it always is.

    Args:
        text: a row without its bullet.
        title: the procedure's title: a condition that only says it again holds for everybody.
    """
    flat = re.sub(r"[^\S\n]+", " ", text).strip()
    lead = _lead(flat) or (_WHOSE.match(flat) if not _PAPER.match(flat) else None)
    if lead:
        return _short(lead.group(1))
    head = _SENTENCE.split(flat)[0].strip(" .;,")
    if len({way.lower() for way in _WAYS.findall(head)}) > 1:  # a form for each way of filing
        return ""
    parts = [part for part in _parts_of(head) if part.strip() and not _COPY_RULE.match(part)] or [""]
    found = _condition_in(parts[-1], title, is_last_of_several=len(parts) > 1)
    if found and any(_OWN_MARK.search(part) for part in parts[:-1]):  # each part has a case of its own, or none
        found = ""
    if not found and len(parts) > 1:
        if ":" in parts[0] and (found := _condition_in(parts[0], title)):
            return _short(found)
        conditions = [_condition_in(part, title) for part in parts]
        if conditions[0]:  # another kind of the same paper: "Giấy phép … đối với …; Giấy phép … theo hạn ngạch"
            same = [part.split()[:SAME_PAPER] == parts[0].split()[:SAME_PAPER] for part in parts]
            conditions = [found or alike * conditions[0] for found, alike in zip(conditions, same, strict=True)]
        found = " / ".join(dict.fromkeys(conditions)) if all(conditions) else ""
    return _short(found)


def _parts_of(head: str) -> list[str]:
    """The papers that a row names one after the other; what stands in one bracket stays together."""
    parts = [""]
    for place, piece in enumerate(re.split(f"({_PARTS.pattern})", head)):  # each second piece is what stands between
        if place % 2 == 0 or parts[-1].count("(") > parts[-1].count(")"):
            parts[-1] += piece
        else:
            parts.append("")
    return parts


def with_case_added(own: str, heading: str, *, adds: bool) -> str:
    """The condition of a paper below a heading whose papers, if it `adds`, come on top of others in its case."""
    if not adds:
        return own
    lead = _lead(heading)
    said = lead.group(1) if lead else heading
    case = _short(_FOR_A_PART.sub("", _ADDITION.sub("", said).strip() or said))
    if not own or own.casefold() == portal_wording().say("any"):
        return case
    return own if _ADDS.match(heading) or own.casefold() in case.casefold() else _short(f"{case}: {own}")


def _lead(flat: str) -> re.Match[str] | None:
    """The case that a text begins with: to the first comma after which somebody must bring something.

    A comma within the case ("giao rừng, cho thuê rừng thì phải có …") does not end it.
    """
    lead = _LEAD.match(flat)
    if lead is None or not flat[lead.end(1) :].lstrip().startswith(","):
        return lead
    whole = _WHOLE_LEAD.match(flat)
    if whole is None or whole.end(1) <= lead.end(1):
        return lead
    between = flat[lead.end(1) : whole.end(1)].lstrip(" ,")
    return lead if _SUBJECT.match(between) or _BRINGS.search(between) else whole


def paper_alone(text: str) -> str:
    """The text without the case it begins with ("Trường hợp …: ", "Nếu … thì phải nộp "), where a paper follows."""
    flat = re.sub(r"[^\S\n]+", " ", text).strip()
    lead = _lead(flat)
    if lead is None:
        return text
    rest = _BRING.sub("", flat[lead.end() :].strip(" :,;")).strip(" :,;")
    return rest[:1].upper() + rest[1:] if _PAPER.match(rest) else text


def _condition_in(part: str, title: str, *, is_last_of_several: bool = False) -> str:
    """The condition that ends a part of a row; where the row has several parts only one in brackets covers them all."""
    part = _NUMBER.sub("", part.strip(" .;,:")).strip(" .;,:")
    if if_any := _IF_ANY.search(part):
        last_only = is_last_of_several or _LIST.search(part) or _ONE_OF.match(part)
        return "" if last_only else str(if_any.group(1) or if_any.group(2))
    marks = list(_MARK.finditer(part))
    if len(marks) > 1 and marks[-1].group().startswith("(") and (applies := _APPLIES.search(part)):
        return applies.group(1).strip(" .;,")
    if sum(mark.group().startswith("(") for mark in marks) > 1:  # one paper for some, another for the others
        return ""
    for mark in marks:
        before, after = part[: mark.start()], part[mark.start() :]
        if after.startswith("("):
            inside, rest = _bracketed(after)
            if not re.search(r"\w", rest) or _FORM.match(rest.strip()):
                if _THEN.search(inside):  # what an office does in a case
                    return ""
                own_name = bool(re.search(r"\w", rest)) and _restates(inside, title)  # "(áp dụng đối với …) mẫu số …"
                return "" if own_name and not _CASE.search(inside) else inside.strip(" .;,:")
            continue
        if is_last_of_several or before.count("(") > before.count(")") or _EXCEPTED.search(before):
            continue
        if _COPY_RULE.match(after) or _NUMBERED.match(after) or _COMMITMENT.search(before):
            continue
        if _FORM.search(before[-60:]) and len(_FORM.findall(part)) > 1:
            continue
        if _CASE.match(after) or (
            (_CLASS.match(after) or _RELATED.match(after))
            and not _NO_CLASS.match(after)
            and not _COMPLEMENT.search(before)
            and not _restates(after, title)
        ):
            return _BY_FORM.sub("", after).strip(" .;,:")
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


def names_the_subject(condition: str, title: str) -> bool:
    """Whether most words of a condition stand in the title: of the only request of a dossier it says nothing new."""
    small = set(vocabulary()["condition"]["small"])
    said = [word for word in re.findall(r"\w+", fold(condition.partition(",")[0])) if word not in small]
    known = set(re.findall(r"\w+", fold(title)))
    return bool(said) and sum(word in known for word in said) >= SUBJECT * len(said)


def _pairs(text: str) -> set[tuple[str, str]]:
    small = set(vocabulary()["condition"]["small"])
    return set(itertools.pairwise(word for word in re.findall(r"\w+", fold(text)) if word not in small))


def _short(condition: str) -> str:
    """Cut at a word when it is very long."""
    condition = condition.strip(" .;,:")
    if len(condition) <= LONGEST:
        return condition
    return condition[: condition.rfind(" ", 0, LONGEST)].rstrip(" ,;:") + "…"
