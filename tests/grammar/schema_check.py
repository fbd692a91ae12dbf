#!/usr/bin/env python3
"""Holds the JSON Schema to the parser: what the schema refuses, the parser refuses too.

    schema_check.py PROGRAM DIRECTORY...

PROGRAM is schema_material; it is given every .yaml file below the directories. Ends with 77
(skipped) where python3-jsonschema is not installed, but fails there when CI is set.
"""

import json
import os
import pathlib
import subprocess
import sys

# The schema must not accept everything, so some documents that it has to refuse.
REFUSED = [
    {"scenario": "x"},
    {"scenario": 3, "steps": [{"sent": "m1"}]},
    {"scenario": "x", "steps": []},
    {"scenario": "x", "stps": [], "steps": [{"sent": "m1"}]},
    {"scenario": "x", "steps": [{"recieved": "m1"}]},
    {"scenario": "x", "steps": [{"wait": 250}]},
    {"scenario": "x", "steps": [{"wait": "2 s"}]},
    {"scenario": "x", "steps": [{"wait": "2s", "late": "1s"}]},
    {"scenario": "x", "steps": [{"sent": "m1", "read": "m1"}]},
    {"scenario": "x", "steps": [{"sent": "m1", "every": "2s"}]},
    {"scenario": "x", "steps": [{"sent": "m1", "expect": {"status": "6xx"}}]},
    {"scenario": "x", "steps": [{"repeat": {"times": 2, "every": "1s", "for": "2s",
                                            "steps": [{"sent": "m1"}]}}]},
    {"scenario": "x", "chats": {"ana": 5544999999999}, "steps": [{"sent": "m1"}]},
    {"scenario": "x", "dialect": "z-api", "steps": [{"sent": "m1"}]},
    {"load": "x", "mix": [{"scenario": "x.yaml", "wieght": 3}]},
    {"rules": [{"steps": []}]},
    {"accounts": [{"id": "a"}]},
    {"oracle": {"message": {"get": "http://a/b"}}},
]


def yaml_files(directories):
    for directory in directories:
        yield from sorted(str(path) for path in pathlib.Path(directory).rglob("*.y*ml"))


def main(program, directories):
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        print("skipped: python3-jsonschema is not installed")
        return 1 if os.environ.get("CI") else 77

    files = list(yaml_files(directories))
    made = subprocess.run([program, *files], check=True, capture_output=True, text=True,
                          encoding="utf-8")
    lines = made.stdout.splitlines()
    schema = json.loads(lines[0])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)

    bad = [line for line in lines[1:] if not validator.is_valid(json.loads(line))]
    for line in bad[:20]:
        print("the parser accepts it and the schema does not:", line)
    loose = [document for document in REFUSED if validator.is_valid(document)]
    for document in loose:
        print("the schema accepts it:", json.dumps(document))
    print(f"{len(files)} files, {len(lines) - 1} documents, {len(bad) + len(loose)} wrong")
    return 1 if bad or loose or len(lines) < 1000 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
