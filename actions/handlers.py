"""What each intent does, once: Rasa's domain and rules, the buttons and the readings all go by this table."""

from __future__ import annotations

from actions.after import Handler
from actions.questions.answers import ANSWERS
from actions.several.life_event import event_button
from actions.several.listing import drop_need, show_needs, take_need
from actions.topics.answer import answer_button
from actions.topics.change import ask_to_start_over, change_answer, change_one, start_over
from actions.topics.choices import choose, something_else, wrong
from actions.topics.commands import explain, other_matter, print_list, resume, show_again, skip, stop, summarise, wait
from actions.topics.not_understood import not_understood
from actions.topics.other_need import not_this
from actions.topics.questions import DOCUMENTS, ask
from actions.topics.small_talk import GROUP, complain, greet, group, hand_off, thank
from actions.topics.whose import go_on
from actions.walk.document_walk import nothing_asked, walk, walk_answer, walk_get

BUTTONS: dict[str, Handler] = {
    "answer": answer_button,
    "change": change_one,
    "change_answer": change_answer,
    "choose": choose,
    "drop_need": drop_need,
    "event_answer": event_button,
    "go_on": go_on,
    GROUP: group,
    "resume": resume,
    "show_needs": show_needs,
    "something_else": something_else,
    "start_over": start_over,
    "take_need": take_need,
    "walk": walk,
    "walk_answer": walk_answer,
    "walk_get": walk_get,
    "wrong_procedure": wrong,
    DOCUMENTS: ask,
}
"""What a pressed button does."""
COMMANDS: dict[str, Handler] = {
    "change_answer": change_answer,
    "explain_question": explain,
    "other_need": other_matter,
    "print_list": print_list,
    "show_again": show_again,
    "skip": skip,
    "start_over": ask_to_start_over,
    "stop": stop,
    "summarise": summarise,
    "wait": wait,
    "wrong_procedure": not_this,
}
"""What a person tells the assistant to do."""
HARMLESS = ("explain_question", "print_list", "show_again", "stop", "summarise", "wait", "other_need")
"""Commands that lose nothing when they are guessed wrongly."""
SMALL_TALK: dict[str, Handler] = {"greet": greet, "thanks": thank, "complain": complain, "ask_human": hand_off}
SHORT_REPLIES: dict[str, Handler] = dict.fromkeys(
    ("have_document", "lack_document", "affirm", "deny", "dont_know"), nothing_asked
)
"""Answers, when nothing on the screen can be answered so."""
QUESTIONS: dict[str, Handler] = dict.fromkeys((*ANSWERS, DOCUMENTS), ask)
SEARCHED: dict[str, Handler] = dict.fromkeys(("ask_procedure", "out_of_scope"), not_understood)
"""Needs: the search finds them; these stand where it found nothing."""

TYPED: dict[str, Handler] = {**QUESTIONS, **COMMANDS, **SHORT_REPLIES, **SMALL_TALK, **SEARCHED}
"""Every intent of a typed message."""
INTENTS = frozenset({*BUTTONS, *TYPED})
"""Every intent of domain.yml."""
