from __future__ import annotations

import copy

from fst_gui.library.errors import PhotoError
from fst_gui.sentences import Sentence, SentenceError, together

GERMAN = {
    "“{name}” is empty; choose another picture.": "„{name}“ ist leer.",
    "While {doing}: {error}": "Beim {doing}: {error}",
    "painting": "Malen",
}


def german(template):
    return GERMAN.get(template, template)


def test_a_sentence_is_a_string():
    sentence = Sentence("“{name}” is empty; choose another picture.", name="a{b}.jpg")
    assert sentence == "“a{b}.jpg” is empty; choose another picture."
    assert isinstance(str(sentence), Sentence)
    assert copy.deepcopy(sentence).fields == sentence.fields


def test_a_template_without_fields_may_have_braces():
    assert Sentence("50 % {") == "50 % {"
    assert Sentence("50 % {").said(german) == "50 % {"


def test_it_is_said_in_another_language_with_everything_in_it():
    error = PhotoError("“{name}” is empty; choose another picture.", name="a.jpg")
    assert str(error) == "“a.jpg” is empty; choose another picture."
    whole = Sentence("While {doing}: {error}", doing=Sentence("painting"), error=error)
    assert whole == "While painting: “a.jpg” is empty; choose another picture."
    assert whole.said(german) == "Beim Malen: „a.jpg“ ist leer."
    # Whoever has only the text of an error still has the sentence.
    assert str(error).said(german) == "„a.jpg“ ist leer."


def test_an_error_takes_a_finished_sentence_over():
    sentence = Sentence("“{name}” is empty; choose another picture.", name="a.jpg")
    assert SentenceError(sentence).sentence is sentence


def test_several_are_said_together():
    last = Sentence("While {doing}: {error}", doing=1, error=2)
    both = together(Sentence("painting"), "as it is", last)
    assert both == "painting as it is While 1: 2"
    assert both.said(german) == "Malen as it is Beim 1: 2"
