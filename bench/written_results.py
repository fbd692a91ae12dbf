"""bench/RESULTS.md, of what bench/results measured."""

from measuring import SOURCES

BENCH = SOURCES + "/bench/"
HEAD = """# What was measured

Written by `./dev bench`; what its parts do, and how to run one by itself, is in CONTRIBUTING.md.
What stands beside each other was measured in turns, in one run, on loopback, with the receiver on
the same processors. "1.20 (1.10 to 1.30)" is the median of the rounds, with the least and the most.
"""


def cell(text):
    return text.strip().replace("|", "\\|").replace("<=", "≤").replace(">=", "≥")


def line(cells):
    return "| " + " | ".join(cells) + " |\n"


def row_text(row):
    verdict = {True: "reached", False: "**NOT reached**", None: ""}[row["reached"]]
    indent = "&nbsp;&nbsp;" if row["figure"].startswith(" ") else ""
    return line([indent + cell(row["figure"]), cell(row["bar"]), cell(row["measured"]), verdict,
                 cell(row["how"])])


def table_text(table):
    text = f"\n**{cell(table['title'])}**\n\n" + line(table["head"])
    text += line(["---"] + ["---:"] * (len(table["head"]) - 1))
    text += "".join(line([cell(one) for one in cells]) for cells in table["lines"])
    return text + (f"\n{table['under']}\n" if table["under"] else "")


def part_text(part):
    rows = [item["row"] for item in part["items"] if "row" in item]
    text = f"\n## {part['title']}\n"
    if part.get("others", 0) > 0.05:
        text += (f"\n*Other programs, or the host of this machine, took {part['others']:.0%} of "
                 "its processors while this was measured.*\n")
    if rows:
        text += "\n" + line(["figure", "bar", "measured", "", "how"]) + line(["---"] * 5)
        text += "".join(row_text(row) for row in rows)
    for item in part["items"]:
        if "table" in item:
            text += table_text(item["table"])
        if "failed" in item:
            text += f"\n**`{item['failed']}` failed; what it had measured by then stands above.**\n"
    return text


def not_reached(found):
    """A list of what is not reached, in the words of the rows."""
    rows = [item["row"] for part in found["parts"] for item in part["items"]
            if "row" in item and item["row"]["reached"] is not None]
    missed = [row for row in rows if not row["reached"]]
    text = f"\n{len(rows) - len(missed)} of {len(rows)} bars are reached."
    if missed:
        text += " Not reached:\n\n"
        text += "".join(f"- {cell(row['figure'])}: {cell(row['measured'])}, bar "
                        f"{cell(row['bar'])}\n" for row in missed)
    return text.rstrip("\n") + "\n"


def of_run(found):
    return (f"{found['date']}, {found['minutes']:.0f} minutes, commit {found['commit']}; "
            f"load average before it {found['load']:.2f}")


def write(found, long):
    with open(BENCH + "where_the_time_goes.md") as file:
        prose = file.read()
    text = f"{HEAD}\n- {of_run(found)}\n- {found['machine']}\n{not_reached(found)}"
    text += "\n## Where the time goes\n\n" + prose
    text += "".join(part_text(part) for part in found["parts"])
    if long:
        text += part_text(long["parts"][0]) + f"\n`./dev bench --long`: {of_run(long)}.\n"
    with open(BENCH + "RESULTS.md", "w") as file:
        file.write(text)
    print("\nwrote bench/RESULTS.md")
