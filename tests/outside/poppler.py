"""Fills PDFs with poppler, on which Evince and Okular rest: every field takes what is typed or ticked, and a copy keeps it."""

import pathlib
import sys
import tempfile

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402

WORDS = "Ünsere Anwört 1"


def fields(pdf):
    """Each field with its page, in order."""
    for number in range(pdf.get_n_pages()):
        mapping = pdf.get_page(number).get_form_field_mapping()
        for at in sorted(mapping, key=lambda it: (-it.area.y2, it.area.x1)):
            yield at.field


def is_text(field):
    return field.get_field_type() == Poppler.FormFieldType.TEXT


def is_button(field):
    return field.get_field_type() == Poppler.FormFieldType.BUTTON


def fill(path):
    """Fills a copy of a form, reads it again and answers with how many fields it has."""
    pdf = Poppler.Document.new_from_file(path.resolve().as_uri(), None)
    count = 0
    for field in fields(pdf):
        count += 1
        assert field.get_alternate_ui_name(), f"{path}: a field without a name to be read aloud"
        if is_text(field):
            assert not field.text_get_text(), f"{path}: {field.get_name()} is filled"
            field.text_set_text(WORDS)
        elif is_button(field):
            assert not field.button_get_state(), f"{path}: {field.get_name()} is ticked"
            field.button_set_state(True)
    with tempfile.TemporaryDirectory() as folder:
        copy = pathlib.Path(folder) / path.name
        pdf.save(copy.resolve().as_uri())
        kept = Poppler.Document.new_from_file(copy.resolve().as_uri(), None)
        ticked = {}
        for field in fields(kept):
            if is_text(field):
                assert field.text_get_text() == WORDS, f"{path}: {field.get_name()} lost its words"
            elif is_button(field):
                ticked.setdefault(field.get_name(), []).append(field.button_get_state())
        for name, states in ticked.items():
            # Of the answers to one question the last that was ticked stands alone.
            assert sum(states) == 1, f"{path}: {name} is {states}"
    return count


paths = [pathlib.Path(path) for path in sys.argv[1:]]
total = sum(fill(path) for path in paths)
assert total > 0, "no field was found"
print(f"{len(paths)} files filled with poppler, {total} fields")
