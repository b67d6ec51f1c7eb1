#!/usr/bin/env python3
"""Holds each PDF to PDF/UA-1 and PDF/A-2a with a quick validator; tells every broken rule and exits 1 where there is one."""

import pathlib
import sys

import page


def main(paths):
    passed = failed = 0
    for path in paths:
        for profile in ("ua1", "2a"):
            report = page.validate_pdf(path, profile=profile)
            for fault in report.failures:
                print(f"{pathlib.Path(path).name}: {fault.rule_id}: {fault.message}")
            passed += report.is_compliant
            failed += not report.is_compliant
    print(f"{passed} passed, {failed} failed")
    sys.exit(0 if passed and not failed else 1)


main(sys.argv[1:])
