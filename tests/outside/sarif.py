"""Reads what the validator found: anything but the want of a web page for the tool fails, and so does a log that it did not look at."""

import json
import pathlib
import sys

# The tool has no page of its own on the web, and names none.
ALLOWED = {"SARIF2005"}


def main(judged, logs):
    run = json.loads(pathlib.Path(judged).read_text(encoding="utf-8-sig"))["runs"][0]
    found = run.get("results", [])
    bad = [it for it in found if it["ruleId"] not in ALLOWED]
    for it in bad:
        place = it["locations"][0]["physicalLocation"]
        print(it["ruleId"], it.get("level", "warning"), place["artifactLocation"], it["message"].get("arguments"))
    notes = run["invocations"][0].get("toolExecutionNotifications", [])
    errors = [it for it in notes if it.get("level") == "error"]
    for it in errors:
        print(it["message"].get("text"))
    # The missing page is told once for each log, which shows that each was read.
    seen = sum(it["ruleId"] == "SARIF2005" for it in found)
    print(f"{len(logs)} logs, {seen} read, {len(bad)} faults")
    return 1 if bad or errors or seen != len(logs) else 0


sys.exit(main(sys.argv[1], sys.argv[2:]))
