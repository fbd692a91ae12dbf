#!/usr/bin/env python3
"""Holds reports of loads to their JSON Schema, by a validator that nobody here wrote.

    report_schema_check.py PROGRAM

PROGRAM is load_report_material. Every key of a report must be one that the schema knows. Ends with
77 (skipped) where python3-jsonschema is not installed, but fails there when CI is set.
"""

import copy
import json
import os
import subprocess
import sys


def strict(schema):
    """The same, but an object may have no key that it does not name."""
    if isinstance(schema, dict):
        if "properties" in schema:
            schema = {**schema, "additionalProperties": False}
        return {key: strict(value) for key, value in schema.items()}
    return schema


def broken(report):
    """What the schema must refuse."""
    for key in ("plan_hash", "rate", "callbacks", "by_phase"):
        without = copy.deepcopy(report)
        del without[key]
        yield without
    for key, value in (("verdict", "good"), ("plan_hash", "x"), ("schema", "ensaio.load/2"),
                       ("seed", "7"), ("response_us", {}), ("by_status", {"ok": 1})):
        yield {**report, key: value}


def main(program):
    try:
        from jsonschema import Draft202012Validator
    except ImportError:
        print("skipped: python3-jsonschema is not installed")
        return 1 if os.environ.get("CI") else 77

    made = subprocess.run([program], check=True, capture_output=True, text=True, encoding="utf-8")
    schema, *reports = [json.loads(line) for line in made.stdout.splitlines()]
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(strict(schema))
    wrong = 0
    for report in reports:
        for error in validator.iter_errors(report):
            print(report["load"], list(error.absolute_path), error.message)
            wrong += 1
    for report in broken(reports[0]):
        if validator.is_valid(report):
            print("the schema accepts what it must refuse")
            wrong += 1
    print(f"{len(reports)} reports, {wrong} wrong")
    return 1 if wrong or len(reports) < 3 else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
