#!/usr/bin/env python3
"""Puts single faults into a sound PDF and asks the quick validator about each; fails where an answer is not the known one.

faults.py SOUND.pdf FOLDER; the faulty files stay in the folder. What it cannot see is heard by tests/tags.rs.
"""

import pathlib
import sys

import pikepdf
from pikepdf import Name

from quick import PROFILES, broken


def elements(pdf, *tags):
    found = [it for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and it.get("/S") in tags and "/P" in it]
    if not found:
        sys.exit(f"no {' or '.join(tags)} to put a fault into")
    return found


def drop(things, key):
    for thing in things:
        if key in thing:
            del thing[key]


def retag(pdf, before, after):
    for element in elements(pdf, before):
        element.S = Name(after)


def no_language(pdf):
    del pdf.Root["/Lang"]
    drop((it for it in pdf.objects if isinstance(it, pikepdf.Dictionary)), "/Lang")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
        del data["dc:language"]


def no_structure(pdf):
    del pdf.Root["/StructTreeRoot"]


def not_marked(pdf):
    pdf.Root.MarkInfo.Marked = False


def no_title(pdf):
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as data:
        del data["dc:title"]


def links(pdf):
    return (it for leaf in pdf.pages for it in leaf.get("/Annots", []) if it.Subtype == "/Link")


def fonts(pdf):
    return (it for it in pdf.objects if isinstance(it, pikepdf.Dictionary) and it.get("/Type") == "/Font")


def untagged(pdf):
    pdf.pages[-1].contents_add(b"0 0 5 5 re f")


def reversed_order(pdf):
    top = elements(pdf, "/Document")[0]
    top.K = pikepdf.Array(reversed(list(top.K)))


# Each fault, how it is put in, and whether the validator sees it. The first is none, lest the writing itself be one.
FAULTS = [
    ("sound", lambda pdf: None, False),
    ("no-alternative-text", lambda pdf: drop(elements(pdf, "/Figure"), "/Alt"), True),
    ("no-language", no_language, True),
    ("no-structure-tree", no_structure, True),
    ("not-marked", not_marked, True),
    ("skipped-heading", lambda pdf: retag(pdf, "/H2", "/H3"), True),
    ("no-scopes", lambda pdf: drop(elements(pdf, "/TH", "/TD"), "/A"), True),
    ("link-without-description", lambda pdf: drop(links(pdf), "/Contents"), True),
    ("no-map-to-unicode", lambda pdf: drop(fonts(pdf), "/ToUnicode"), True),
    ("no-title", no_title, True),
    ("items-as-paragraphs", lambda pdf: retag(pdf, "/LI", "/P"), True),
    ("content-outside-tags", untagged, True),
    ("header-cells-as-cells", lambda pdf: retag(pdf, "/TH", "/TD"), False),
    ("reading-order-reversed", reversed_order, False),
]


def main(sound, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    wrong = 0
    for name, put, seen in FAULTS:
        path = folder / f"{name}.pdf"
        with pikepdf.open(sound) as pdf:
            put(pdf)
            pdf.save(path)
        refused = [profile for profile in PROFILES if broken(path, profile)]
        print(f"{name}: {'refused by ' + ' and '.join(refused) if refused else 'passed'}")
        wrong += bool(refused) != seen
    sys.exit(f"{wrong} not as expected" if wrong else 0)


main(*sys.argv[1:])
