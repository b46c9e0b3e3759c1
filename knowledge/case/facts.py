"""One person's case: which conditions hold, given the facts so far.

Truth has three values: True, False, and None for "not known yet". A question that cannot be reached makes every term
about it False; a fact of such a question (left over from a changed answer) is ignored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from knowledge.errors import FactError
from knowledge.schema.conditions import UNKNOWN, Condition
from knowledge.schema.procedure import Procedure, Question

Facts = Mapping[str, str]


@dataclass
class Case:
    """A procedure together with facts: question id → value, or "unknown"."""

    procedure: Procedure
    facts: Facts
    _reachable: dict[str, bool | None] = field(default_factory=dict, repr=False)

    @classmethod
    def checked(cls, procedure: Procedure, facts: Facts) -> Case:
        """A case whose facts were checked against the procedure's questions.

        Raises:
            FactError: a fact names no question, or a value the question does not have.
        """
        for question_id, value in facts.items():
            question = procedure.question(question_id)
            if question is None:
                ids = ", ".join(question.id for question in procedure.questions) or "none"
                raise FactError(f"{procedure.code} has no question {question_id!r}; its questions: {ids}")
            if value != UNKNOWN and value not in question.values:
                allowed = ", ".join((*question.values, UNKNOWN))
                raise FactError(f"{value!r} is no answer to {question_id!r}; its answers: {allowed}")
        return cls(procedure, facts)

    def holds(self, condition: Condition) -> bool | None:
        """Whether every term of the condition holds."""
        result: bool | None = True
        for question_id, values in condition.terms:
            truth = self._term(question_id, values)
            if truth is False:
                return False
            if truth is None:
                result = None
        return result

    def reachable(self, question_id: str) -> bool | None:
        """Whether the question is asked in this case; None while that is not known yet."""
        if question_id not in self._reachable:
            question = self.procedure.question(question_id)
            self._reachable[question_id] = question is not None and self.holds(question.when)
        return self._reachable[question_id]

    def known(self, question_id: str) -> str | None:
        """The value answered, or None when unasked, unknown or out of reach."""
        value = self.facts.get(question_id)
        return value if value not in (None, UNKNOWN) and self.reachable(question_id) else None

    def answered(self) -> list[tuple[Question, str]]:
        """The questions answered so far (with "unknown" too) that are still in reach, in the procedure's order."""
        return [
            (question, self.facts[question.id])
            for question in self.procedure.questions
            if question.id in self.facts and self.reachable(question.id)
        ]

    def reason_against(self, condition: Condition) -> tuple[Question, str] | None:
        """The answer that makes the condition False, or None when it is not False.

        A term about a question out of reach is traced to the answer that put it out of reach.
        """
        for question_id, values in condition.terms:
            question = self.procedure.question(question_id)
            if question is None or self._term(question_id, values) is not False:
                continue
            if self.reachable(question_id) is False:
                return self.reason_against(question.when)
            return question, self.facts[question_id]
        return None

    def undecided(self, condition: Condition) -> list[tuple[Question, tuple[str, ...]]]:
        """The terms that are still open: each question with the values that would satisfy the condition."""
        return [
            (question, values)
            for question_id, values in condition.terms
            if self._term(question_id, values) is None and (question := self.procedure.question(question_id))
        ]

    def _term(self, question_id: str, values: tuple[str, ...]) -> bool | None:
        reachable = self.reachable(question_id)
        if reachable is False:
            return False
        value = self.facts.get(question_id)
        if value is None or value == UNKNOWN:
            return None
        if value not in values:
            return False
        return True if reachable else None
