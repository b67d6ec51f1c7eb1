#!/usr/bin/env python3
"""Types into every line and ticks every box of each PDF in PDFium, as a reader with mouse and keyboard does; exits 1 where one does not take it."""

import ctypes
import pathlib
import sys

import pypdfium2
import pypdfium2.raw as raw

TEXT, RADIO, SIGNATURE = raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_RADIOBUTTON, raw.FPDF_FORMFIELD_SIGNATURE
TYPED = "Zoë £5 – ok"


def words(call, form, annotation):
    size = call(form, annotation, None, 0)
    room = ctypes.create_string_buffer(size)
    call(form, annotation, ctypes.cast(room, ctypes.POINTER(raw.FPDF_WCHAR)), size)
    return room.raw.decode("utf-16-le").rstrip("\0")


def widgets(page):
    for at in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        if raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_WIDGET:
            yield annotation


def click(form, page, annotation):
    rect = raw.FS_RECTF()
    raw.FPDFAnnot_GetRect(annotation, rect)
    x, y = (rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2
    raw.FORM_OnMouseMove(form, page, 0, x, y)
    raw.FORM_OnLButtonDown(form, page, 0, x, y)
    raw.FORM_OnLButtonUp(form, page, 0, x, y)


def filled(path):
    """How many fields took what was done to them, and what the others are called."""
    document = pypdfium2.PdfDocument(path)
    document.init_forms()
    form, taken, refused = document.formenv, 0, []
    for page in document:
        for annotation in widgets(page):
            kind = raw.FPDFAnnot_GetFormFieldType(form, annotation)
            label = words(raw.FPDFAnnot_GetFormFieldAlternateName, form, annotation)
            before = words(raw.FPDFAnnot_GetFormFieldValue, form, annotation)
            good = bool(label)
            if kind == TEXT:
                click(form, page, annotation)
                for sign in TYPED:
                    raw.FORM_OnChar(form, page, ord(sign), 0)
                raw.FORM_ForceToKillFocus(form)
                good = good and before == "" and words(raw.FPDFAnnot_GetFormFieldValue, form, annotation) == TYPED
            elif kind == RADIO:
                fresh = not raw.FPDFAnnot_IsChecked(form, annotation)
                click(form, page, annotation)
                good = good and fresh and bool(raw.FPDFAnnot_IsChecked(form, annotation))
            elif kind != SIGNATURE:
                good = False
            taken += good
            if not good:
                refused.append(label or "a field without a label")
    return taken, refused


def main(paths):
    total = 0
    for path in paths:
        taken, refused = filled(path)
        for label in refused:
            print(f"{pathlib.Path(path).name}: {label}: does not take what is typed or ticked")
        if refused or not taken:
            sys.exit(f"{path}: {taken} fields work, {len(refused)} do not")
        total += taken
    print(f"{len(paths)} files filled, {total} fields")
    if not paths:
        sys.exit("no file was named")


main(sys.argv[1:])
