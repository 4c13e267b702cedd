#!/usr/bin/env python3
"""Changes a published vote in one place at a time, and asks the recount of each: usage mutate.py FILE COUNT SEED; prints JSON."""
import copy
import json
import os
import random
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "../../ballots"))
from recount import recount  # noqa: E402

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def touch(dice, text):
    at = dice.randrange(len(text))
    return text[:at] + dice.choice([c for c in LETTERS if c != text[at]]) + text[at + 1 :]


def change_list(dice, items, change):
    at = dice.randrange(len(items))
    kind = dice.choice(["drop", "double", "swap", "touch", "touch"])
    if kind == "drop":
        del items[at]
    elif kind == "double":
        items.insert(dice.randrange(len(items) + 1), copy.deepcopy(items[at]))
    elif kind == "swap":
        other = (at + 1 + dice.randrange(len(items) - 1)) % len(items)
        items[at], items[other] = items[other], items[at]
    else:
        items[at] = change(items[at])
    return kind


def mutate(dice, published):
    part = dice.choice(["protocol", "signature", "protocolKey", "ballotKey", "receipts", "ballots", "ballots"])
    if part in ("protocol", "signature"):
        published[part] = touch(dice, published[part])
    elif part in ("protocolKey", "ballotKey"):
        published[part]["n"] = touch(dice, published[part]["n"])
    elif part == "receipts":
        part += " " + change_list(dice, published[part], lambda one: touch(dice, one))
    else:
        name = dice.choice(["prefix", "text", "signature"])
        part += f" {name} " + change_list(dice, published[part], lambda one: {**one, name: touch(dice, one[name])})
    return part


def main():
    path, count, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with open(path, encoding="utf-8") as file:
        published = json.load(file)
    dice, missed, tried = random.Random(seed), [], 0
    while tried < count:
        changed = copy.deepcopy(published)
        part = mutate(dice, changed)
        if changed == published:
            continue
        tried += 1
        try:
            found = bool(recount(changed)["faults"])
        except (ValueError, KeyError, TypeError, AttributeError, OverflowError, IndexError):
            found = True
        if not found:
            missed.append(part)
    print(json.dumps({"tried": tried, "missed": missed}))


if __name__ == "__main__":
    main()
