"""Candidates to choose from, and what was chosen: by button, number or name."""

from __future__ import annotations

import re

from actions.after import After
from actions.case_question import back_buttons, the_right_one
from actions.command_words import command_in
from actions.facts_in_message import corrections, facts_said, note, note_carried
from actions.needs.carried import answered_alike
from actions.needs.told import facts_told
from actions.payloads import button, labelled, payload, read_payload
from actions.questions.answers import answer_topics, asked_by_words, asked_in
from actions.topic_words import after, begins_with, mentions, names_outright, without
from actions.topics.card import turn_to
from actions.turn import Turn
from actions.understood import Guess, Understood
from actions.wording import say, say_more
from knowledge.checklist.phrases import called, short_label
from knowledge.messages import Choice, Notice, ProcedureChoices
from knowledge.provinces import find_provinces, provinces
from knowledge.reading.asking import asks_openly
from knowledge.reading.clauses import accented, is_denied, read_clauses, telling_words
from knowledge.reading.options import label_said, match_answer
from knowledge.reading.short_answers import accepts, moves, refuses
from knowledge.schema.procedure import Option, Procedure, Question
from knowledge.schema.relations import PUBLIC
from knowledge.search.difference import differences
from knowledge.search.types import Candidate
from knowledge.text.normalise import normalise
from knowledge.text.words import whole_words

_DIGITS = re.compile(r"[0-9]+")
_FIRST = re.compile(r"[.,;!\n]+")
_BEFORE_MORE = re.compile(r"[.,;:!\n]+|\s(?=m[aà]\s)")
LONGEST_PLACE = 6
"""Words up to which "cái cuối" is a choice and nothing else."""
ASKED = 0.6
"""How probable a question must be to be answered in the reply that names the procedure."""


def take(turn: Turn, code: str) -> After:
    """Make a procedure active, say so, note what was said of it already, and answer what was asked with it."""
    told, turn.told = turn.told, ""
    same_matter, before = read_payload(the_right_one(turn))[1].get("procedure") == code, turn.code
    turn_to(turn, turn.catalogue.get(code))
    if same_matter and before:
        note_carried(turn, answered_alike(turn, before))
    note(turn, {**facts_told(turn, told or ("" if turn.pressed else turn.text)), **facts_said(turn)})
    text = told or turn.text
    asks = asks_openly(text) or names_outright(text)  # "nộp trực tiếp, ba đi nộp" asks nothing
    if asks and (asked := asked_in(turn, ASKED, by_words=True) or asked_by_words(told)):
        answer_topics(turn, asked)
    return After.NEXT


def choose(turn: Turn) -> After:
    """A candidate was chosen."""
    code = turn.values.get("procedure", "")
    if turn.offered and code not in turn.offered_codes():
        turn.told = ""  # an older button: what was told led to other choices
    if code in turn.catalogue.procedures:
        return take(turn, code)
    turn.say(say_more(), Notice(topic="say_more"))
    return After.NOTHING


def offer(turn: Turn, candidates: tuple[Candidate, ...]) -> After:
    """Let the person choose; the hint says what a candidate is for."""
    procedures = [turn.catalogue.procedures[candidate.code] for candidate in candidates]
    choices = [choice_of(procedure.code, called(procedure), _hint(turn, procedure)) for procedure in procedures]
    kinds = say("or").join(differences([procedure.name for procedure in procedures]))
    return put_choices(turn, say("choose_between", kinds=kinds) if kinds else say("choose"), choices)


def ask_whose(turn: Turn, code: str) -> After | None:
    """Ask first, where a procedure is one province's or a closed group's and the person has not said to be of it."""
    entry, audience = turn.catalogue.entries[code], turn.catalogue.audience(code)
    if entry.province:
        if entry.province in (turn.province, *find_provinces(turn.text)):
            return None
        ask = say("only_in", name=called(turn.catalogue.get(code)), province=provinces()[entry.province].name)
    elif audience != PUBLIC:
        group = turn.catalogue.groups[audience]
        if whole_words(map(normalise, group.hears)).search(normalise(turn.text)):
            return None
        ask = say("only_for", name=called(turn.catalogue.get(code)), group=group.name, ask=group.ask)
    else:
        return None
    buttons = [button(say("meant_yes"), "choose", procedure=code), button(say("meant_no"), "something_else")]
    lines = [say("ask_option", number=number, say=way.title) for number, way in enumerate(buttons, start=1)]
    turn.say("\n".join([ask, *lines]), Notice(topic="whose"), buttons, numbered=len(buttons))
    turn.expect(buttons)
    turn.told = turn.text
    return After.NOTHING


def choice_of(code: str, name: str, hint: str = "") -> Choice:
    """One of the procedures to choose from."""
    return Choice(code=code, name=name, hint=hint, payload=payload("choose", procedure=code))


def _hint(turn: Turn, procedure: Procedure) -> str:
    """What it is for; else when it is this one; else the office, in which namesakes differ; else nothing."""
    if procedure.about:
        return procedure.about
    if when := turn.catalogue.entries[procedure.code].about:
        return _when(when)
    return say("choose_agency", agency=short_label(procedure.agency)) if procedure.agency else ""


def _when(when: str) -> str:
    """ "khi …", whether or not the catalogue's words begin with it."""
    begin = say("choose_when_begins")
    return when if when.startswith(begin) else say("choose_when", when=when)


def wrong(turn: Turn) -> After:
    """The procedure found is not the one meant: offer its neighbours."""
    active = turn.procedure
    refused = turn.catalogue.procedures.get(turn.values.get("procedure", ""), active)
    if active and refused is not active:
        turn.say(say("still_on", name=called(active)), Notice(topic="still_on"), back_buttons(turn))
        return After.NOTHING
    neighbours = refused.confused_with[:4] if refused else ()
    turn.leave()
    if neighbours:
        choices = [
            choice_of(neighbour.code, called(turn.catalogue.get(neighbour.code)), _when(neighbour.when))
            for neighbour in neighbours
        ]
        return put_choices(turn, say("wrong_procedure"), choices)
    turn.say(say("wrong_procedure_alone"), Notice(topic="wrong_procedure"))
    return After.NOTHING


def something_else(turn: Turn) -> After:
    """None of the candidates: help to say it another way, and leave the way back open."""
    before = turn.procedure
    turn.leave()
    buttons = [button(say("button_return", name=called(before)), "choose", procedure=before.code)] if before else []
    turn.say(say_more("say_else"), Notice(topic="say_more"), buttons)
    return After.NOTHING


def picked(turn: Turn) -> bool:
    """Take the offered button that a typed number, name or yes means, as if it were pressed; False for none."""
    sent_back = _proposed(turn) or _offered(turn) or _chosen_first(turn)
    if sent_back is None:
        return False
    intent, values = read_payload(sent_back)
    turn.text, turn.understood, turn.values = sent_back, Understood(Guess(intent, 1.0, sent_back)), values
    return True


def picked_before_more(turn: Turn) -> str:
    """Take the way that the first part of a message accepts ("ừ tiếp đi, mà …"); what else it says, or "" for none."""
    whole = turn.text
    first = _BEFORE_MORE.split(whole, maxsplit=1)[0]
    rest = whole[len(first) :].strip(" ,.;:!")
    if not (turn.proposed and without(rest, "turning").strip(" .,!")):
        return ""
    turn.text = first
    if _proposed(turn) and picked(turn):
        return rest
    turn.text = whole
    return ""


def _proposed(turn: Turn) -> str | None:
    """The way offered beside an open question, when the message takes it ("chuyển đi"); a bare yes may answer that."""
    open_question = turn.procedure.question(turn.asking or "") if turn.procedure else None
    if moves(turn.text) or _goes_on(turn):
        return turn.proposed or the_right_one(turn)
    if (way := turn.proposed or the_right_one(turn)) and _names(turn, way):
        return way
    return turn.proposed if open_question is None and accepts(turn.text) else None


def _goes_on(turn: Turn) -> bool:
    """ "Ok làm cái đó luôn đi ạ", "được, làm tiếp việc đó": whether a message says to go on, and nothing else."""
    text = turn.text
    if not mentions(text, "goes_on") or command_in(text) or asks_openly(text) or is_denied(accented(text)):
        return False
    return not telling_words(without(text, "turning"))


def _names(turn: Turn, way: str) -> bool:
    """ "Vậy làm khai tử trước đi": whether what a message tells is all in the name of what a way leads to."""
    procedure = turn.catalogue.procedures.get(read_payload(way)[1].get("procedure", ""))
    if procedure is None or is_denied(accented(turn.text)) or asks_openly(turn.text) or corrections(turn):
        return False
    said = telling_words(without(turn.text, "turning"))
    return bool(said) and said <= telling_words(called(procedure)) | telling_words(procedure.name)


def _offered(turn: Turn) -> str | None:
    """The payload of the offered button that the message means."""
    if len(turn.offered) < 2:
        return None
    if meant := _says_yes_or_no(turn) or _wants_none(turn):
        return meant
    if place := _place(turn) or _numbered(turn):
        return place
    options = [Option(value=f"n{number}", say=title) for number, (title, _) in enumerate(turn.offered)]
    typed = after(turn.text, "picks") or turn.text
    meant = match_answer(Question(id="offered", ask=turn.text, options=tuple(options)), typed)
    for option, (title, sent_back) in zip(options, turn.offered, strict=True):
        # a message longer than the title says more than the title: that is for the search
        if option.value == meant and len(turn.text.split()) <= max(3, len(title.split())):
            return sent_back
    return _by_telling_words(turn)


def _wants_none(turn: Turn) -> str | None:
    """ "Thôi, có sửa cái gì đâu" to a list whose last button goes back: that button, and no end of the talk."""
    title, back = turn.offered[-1]
    if back != payload("resume"):
        return None
    first, *rest = [part for part in _FIRST.split(turn.text) if part.strip()] or [""]
    if not (command_in(first) == "stop" or refuses(first)):
        return None
    told = telling_words(" ".join(rest))
    return back if not rest or (is_denied(accented(" ".join(rest))) and told <= telling_words(title)) else None


def _by_telling_words(turn: Turn) -> str | None:
    """ "Ừ xóa đi": the one button whose title holds every word that tells something; "không xóa" means none."""
    if _says_more(turn):
        return None
    said = telling_words(turn.text)
    held = [sent_back for title, sent_back in turn.offered if said and said <= telling_words(title)]
    return held[0] if len(held) == 1 else None


def _place(turn: Turn, text: str = "") -> str | None:
    """ "Cái cuối", "cái ở giữa", "số hai nha bác": the procedure at that place among those to choose from."""
    text = text or turn.text
    choices = _choices(turn)
    if len(choices) < 2 or len(text.split()) > LONGEST_PLACE or asks_openly(text) or is_denied(accented(text)):
        return None
    places = {"first_one": 0, "last_one": -1, "middle_one": len(choices) // 2}
    named = [place for topic, place in places.items() if mentions(text, topic)]
    if not named:
        options = tuple(Option(value=f"n{number}", say=f"n{number}") for number in range(len(choices)))
        picked_one = label_said(Question(id="offered", ask=text, options=options), read_clauses(accented(text)))
        return choices[int(picked_one[1:])] if picked_one else None
    return choices[named[0]] if len(named) == 1 else None


def _choices(turn: Turn) -> list[str]:
    """What the buttons of the procedures to choose from send back."""
    return [sent_back for _, sent_back in turn.offered if read_payload(sent_back)[0] == "choose"]


def _chosen_first(turn: Turn) -> str | None:
    """ "Cái đầu tiên đó con, trường nhà nước": the procedure chosen by its place; what follows is told of its case."""
    first = _FIRST.split(turn.text.strip(), maxsplit=1)[0]
    rest = turn.text.strip()[len(first) :].strip(" ,.;!\n")
    chosen = _place(turn, first) if rest and first else None
    if chosen:
        turn.told = f"{turn.told}. {rest}" if turn.told else rest
    return chosen


def _numbered(turn: Turn) -> str | None:
    """ "Số 3 chắc đúng": the offered button with that number, whatever few words follow."""
    number = _DIGITS.match(after(turn.text, "numbered"))
    if number is None or not begins_with(turn.text, "numbered") or _says_more(turn):
        return None
    place = int(number.group())
    return turn.offered[place - 1][1] if 1 <= place <= len(turn.offered) else None


def _says_more(turn: Turn) -> bool:
    """Whether a message is no plain choice: long, asking, denying, correcting, or about two numbers."""
    text = turn.text
    long = len(text.split()) > LONGEST_PLACE or len(_DIGITS.findall(text)) > 1
    return long or asks_openly(text) or is_denied(accented(text)) or mentions(text, "corrects")


def _says_yes_or_no(turn: Turn) -> str | None:
    """What "ừ" and "không phải" mean where one thing is proposed and the other button goes back; else None."""
    if len(turn.offered) != 2 or turn.offered[1][1] != payload("resume"):
        return None
    (_, yes), (_, no) = turn.offered
    first = _FIRST.split(turn.text.strip(), maxsplit=1)[0]
    if refuses(first) and first != turn.text.strip():
        return None  # "hông, em là mẹ" says what it is instead
    return yes if accepts(first) else no if refuses(turn.text) else None


def put_choices(turn: Turn, text: str, choices: list[Choice]) -> After:
    """Put these on the screen, with the ways out; what the message told is kept for the one that is chosen."""
    buttons = [labelled(choice.name, choice.payload) for choice in choices]
    buttons.append(button(say("something_else"), "something_else"))
    lines = [
        say("choose_line", number=number, say=choice.name, hint=choice.hint)
        if choice.hint
        else say("ask_option", number=number, say=choice.name)
        for number, choice in enumerate(choices, start=1)
    ]
    lines.append(say("ask_option", number=len(buttons), say=say("something_else")))
    if turn.procedure and turn.code not in {choice.code for choice in choices}:
        buttons.append(
            button(say("button_return", name=called(turn.procedure)), "choose", procedure=turn.procedure.code)
        )
        lines.append(say("ask_option", number=len(buttons), say=buttons[-1].title))
    turn.say("\n".join([text, *lines]), ProcedureChoices(choices=choices), buttons, numbered=len(buttons))
    turn.expect(buttons)
    turn.told = "" if turn.pressed else turn.text
    return After.NOTHING
