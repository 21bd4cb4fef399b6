"""Sentences for people that can still be said in another language after they were put together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Self


class Sentence(str):
    """An English text made of ``template`` and what stands in its places.

    It is a string like any other for logs and the command line. The window says ``template`` in
    its own language and fills the places again; what stands there may be a sentence or an error.
    """

    template: str
    fields: dict[str, object]

    def __new__(cls, template: str, /, **fields: object) -> Self:
        """``template`` with ``{name}`` for each of ``fields``; without any it is taken as it is."""
        sentence = super().__new__(cls, template.format_map(fields) if fields else template)
        sentence.template = template
        sentence.fields = fields
        return sentence

    def __str__(self) -> str:
        """Itself, so that ``str(error)`` can be said in another language too."""
        return self

    def said(self, look_up: Callable[[str], str]) -> str:
        """The sentence with every template replaced by what ``look_up`` makes of it."""
        template = look_up(self.template)
        if not self.fields:
            return template
        return template.format_map({k: _said(v, look_up) for k, v in self.fields.items()})


class SentenceError(Exception):
    """An error for people. Its text is a ``Sentence`` that says what happened and what to do."""

    def __init__(self, template: str, /, **fields: object) -> None:
        """As ``Sentence``; a finished ``Sentence`` is taken over."""
        finished = isinstance(template, Sentence) and not fields
        self.sentence = template if finished else Sentence(template, **fields)
        super().__init__(self.sentence)

    def __str__(self) -> str:
        """The sentence."""
        return self.sentence


def together(*sentences: str) -> Sentence:
    """Several sentences as one text."""
    names = [f"part{number}" for number in range(len(sentences))]
    template = " ".join(f"{{{name}}}" for name in names)
    return Sentence(template, **dict(zip(names, sentences, strict=True)))


def _said(value: object, look_up: Callable[[str], str]) -> object:
    text = str(value) if isinstance(value, Exception) else value
    return text.said(look_up) if isinstance(text, Sentence) else text
