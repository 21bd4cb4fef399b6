"""Everything that is an error for people: the message is a sentence that says what to do."""

from fst_gui.engine.errors import EngineError
from fst_gui.library.errors import LibraryError

PeopleError = (EngineError, LibraryError)
