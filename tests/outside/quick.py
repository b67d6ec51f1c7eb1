#!/usr/bin/env python3
"""Holds each PDF to PDF/UA-1 and PDF/A-2a with a quick validator; tells every broken rule and exits 1 where there is one."""

import pathlib
import sys

import page

PROFILES = ("ua1", "2a")

# Left to veraPDF: where the last byte of a stream is a carriage return, the validator takes it for a part of the line's end.
LEFT = "PDFA2A-STREAM-LENGTH-001"


def broken(path, profile):
    report = page.validate_pdf(path, profile=profile)
    faults = report.failures
    if not report.is_compliant and not faults:
        sys.exit(f"{path}: refused without a reason")
    return [fault for fault in faults if fault.rule_id != LEFT]


def main(paths):
    passed = failed = 0
    for path in paths:
        for profile in PROFILES:
            faults = broken(path, profile)
            for fault in faults:
                print(f"{pathlib.Path(path).name}: {fault.rule_id}: {fault.message}")
            passed += not faults
            failed += bool(faults)
    print(f"{passed} passed, {failed} failed")
    sys.exit(0 if passed and not failed else 1)


if __name__ == "__main__":
    main(sys.argv[1:])
