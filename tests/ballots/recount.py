#!/usr/bin/env python3
"""Recounts a secret vote from its published file. Written apart from the product and sharing no code with it: by docs/votes.md alone.

usage: recount.py FILE [CODE]   CODE is what a voter's device kept: says whether their ballot is among the counted, and what it says.
Prints one JSON object: {"faults": [...], "counts": {question: {choice: n}}, "budgets": {question: {"funded": [...], "left": n, "tied": [...]}},
"ballots": n, "own": text or null, "paper": as counts but from the protocols of places, "totals": both together}; exit code 1 on any fault.
"""
import base64
import hashlib
import json
import sys

HASH = 48


def unb64(text):
    if not isinstance(text, str) or any(c not in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" for c in text):
        raise ValueError("not base64url")
    raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    if base64.urlsafe_b64encode(raw).rstrip(b"=").decode() != text:
        raise ValueError("not base64url")
    return raw


class Key:
    def __init__(self, jwk):
        self.n = int.from_bytes(unb64(jwk["n"]), "big")
        self.e = int.from_bytes(unb64(jwk["e"]), "big")
        self.bits = self.n.bit_length()
        self.size = (self.bits + 7) // 8
        if self.bits < 2048 or self.e != 65537:
            raise ValueError("a weak key")


def mgf1(seed, length):
    out = b"".join(hashlib.sha384(seed + i.to_bytes(4, "big")).digest() for i in range((length + HASH - 1) // HASH))
    return out[:length]


def is_signed(key, message, signature):
    """RSASSA-PSS-VERIFY, RFC 8017 8.1.2: SHA-384, salt of 48 bytes."""
    if len(signature) != key.size:
        return False
    s = int.from_bytes(signature, "big")
    if s >= key.n:
        return False
    em_bits = key.bits - 1
    em_len = (em_bits + 7) // 8
    m = pow(s, key.e, key.n)
    if m.bit_length() > em_bits:
        return False
    em = m.to_bytes(em_len, "big")
    if em[-1] != 0xBC:
        return False
    masked, h = em[: em_len - HASH - 1], em[em_len - HASH - 1 : -1]
    db = int.from_bytes(masked, "big") ^ int.from_bytes(mgf1(h, len(masked)), "big")
    db &= (1 << (8 * len(masked) - (8 * em_len - em_bits))) - 1
    block = db.to_bytes(len(masked), "big")
    salt = block[-HASH:]
    if block[:-HASH] != b"\x00" * (len(block) - HASH - 1) + b"\x01":
        return False
    return hashlib.sha384(b"\x00" * 8 + hashlib.sha384(message).digest() + salt).digest() == h


def digest(lines):
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def choices_of(question, answer):
    """What of a question an answer chose, for the count."""
    if isinstance(answer, list):
        return [answer[0]] if question["kind"] == "ranking" and answer else answer
    if isinstance(answer, dict) and "lat" not in answer:
        return [f"{row}:{choice}" for row, choice in answer.items()]
    return ["point"]


def known_choices(question):
    if question["kind"] == "scale":
        known = {str(i + 1) for i in range(question["steps"])}
    else:
        known = {option["id"] for option in question["options"]}
    return known | ({"unsure"} if question.get("hasUnsure") else set())


def is_known(question, answer):
    known = known_choices(question)
    if isinstance(answer, list):
        return len(set(answer)) == len(answer) and set(answer) <= known
    if isinstance(answer, dict) and "lat" not in answer:
        return set(answer) <= {row["id"] for row in question["rows"]} and set(answer.values()) <= known
    return question["kind"] == "point" and set(answer) == {"lat", "lon"}


def is_affordable(question, answer):
    """Projects of a budget fit its sum together."""
    if question["kind"] != "budget":
        return True
    return sum(option["cost"] for option in question["options"] if option["id"] in answer) <= question["total"]


def share_out(question, tally):
    """Who gets the money of a budget: most voices first. Ends where equals come first or second matters."""
    left, funded = question["total"], []
    costs = {option["id"]: option["cost"] for option in question["options"]}
    voices = {name: tally.get(name, 0) for name in costs if tally.get(name, 0) > 0}
    skips = question["whenShort"] == "next"
    for count in sorted(set(voices.values()), reverse=True):
        equals = [name for name in costs if voices.get(name) == count]
        fitting = [name for name in equals if costs[name] <= left]
        if skips:
            equals = fitting
        is_told = len(equals) < 2 or not fitting or (
            sum(costs[name] for name in fitting) <= left and len(fitting) == len(equals)
        )
        if not is_told:
            return {"funded": sorted(funded), "left": left, "tied": sorted(equals)}
        for name in equals:
            if costs[name] > left:
                return {"funded": sorted(funded), "left": left, "tied": []}
            funded.append(name)
            left -= costs[name]
    return {"funded": sorted(funded), "left": left, "tied": []}


def check_paper(numbers, asked):
    """Numbers of paper ballots add up; what was on each of them nobody can tell from here."""
    faults = []
    names = ["received", "issued", "spoilt", "unused", "inBox", "invalid"]
    received, issued, spoilt, unused, in_box, invalid = (numbers[name] for name in names)
    if any(not isinstance(numbers[name], int) or numbers[name] < 0 for name in names):
        faults.append("numbers of paper are no numbers")
    if received != issued + spoilt + unused:
        faults.append("paper ballots received are not those issued, spoilt and unused")
    if in_box > issued or invalid > in_box:
        faults.append("more paper ballots in the boxes than issued")
    valid = in_box - invalid
    for name, tally in numbers["votes"].items():
        known = (known_choices(asked[name]) if name in asked else set()) | {"none"}
        if name not in asked or set(tally) - known or any(not isinstance(n, int) or n < 0 or n > valid for n in tally.values()):
            faults.append("paper chooses what was not offered, or more than there are ballots")
        elif asked[name]["kind"] != "multi" and sum(tally.values()) != valid:
            faults.append("votes on paper are not as many as valid ballots")
    return faults


def recount(published, code=None):
    faults, counts, own = [], {}, None
    protocol_key, ballot_key = Key(published["protocolKey"]), Key(published["ballotKey"])
    text = published["protocol"]
    if not is_signed(protocol_key, text.encode(), unb64(published["signature"])):
        faults.append("the protocol is not signed by its key")
    protocol = json.loads(text)
    receipts, ballots = published["receipts"], published["ballots"]
    if receipts != sorted(set(receipts)) or len(receipts) != protocol["cast"] or digest(receipts) != protocol["receipts"]:
        faults.append("receipts are not those of the protocol")
    questions = {one["edition"]: {q["id"]: q for q in one["questions"]} for one in protocol["editions"]}
    ids = []
    for at, ballot in enumerate(ballots):
        prepared = unb64(ballot["prefix"]) + ballot["text"].encode()
        ids.append(hashlib.sha256(prepared).hexdigest())
        if set(ballot) != {"prefix", "text", "signature"} or not is_signed(ballot_key, prepared, unb64(ballot["signature"])):
            faults.append(f"ballot {at} is not signed by the city")
            continue
        read = json.loads(ballot["text"])
        asked = questions.get(read["edition"])
        if read["pollId"] != protocol["pollId"] or asked is None:
            faults.append(f"ballot {at} is of another vote")
            continue
        for name, answer in read["answers"].items():
            if name not in asked or not is_known(asked[name], answer):
                faults.append(f"ballot {at} chooses what was not offered")
                continue
            if not is_affordable(asked[name], answer):
                faults.append(f"ballot {at} spends more than there is")
                continue
            tally = counts.setdefault(name, {})
            for choice in choices_of(asked[name], answer):
                tally[choice] = tally.get(choice, 0) + 1
        if code is not None and read["code"] == code:
            own = ballot["text"]
    if ids != sorted(set(ids)) or len(ids) != protocol["found"] or digest(ids) != protocol["ballots"]:
        faults.append("ballots are not those of the protocol")
    if protocol["found"] + sum(protocol["spoiled"].values()) != protocol["cast"]:
        faults.append("envelopes are not accounted for")
    if protocol["cast"] > protocol["taken"]:
        faults.append("more envelopes than people took ballots")
    last = questions[max(questions)] if questions else {}
    # Of a protocol without the member nobody voted on paper.
    papers = protocol.get("paper")
    paper = papers["numbers"]["votes"] if papers else {}
    if papers:
        faults += check_paper(papers["numbers"], last)
    totals = {
        name: {choice: counts.get(name, {}).get(choice, 0) + paper.get(name, {}).get(choice, 0)
               for choice in set(counts.get(name, {})) | (set(paper.get(name, {})) - {"none"})}
        for name in set(counts) | set(paper)
    }
    budgets = {name: share_out(one, totals.get(name, {})) for name, one in last.items() if one["kind"] == "budget"}
    return {"faults": faults, "counts": counts, "budgets": budgets, "ballots": len(ballots), "own": own, "paper": paper, "totals": totals}


def main():
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            result = recount(json.load(file), sys.argv[2] if len(sys.argv) > 2 else None)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, IndexError) as error:
        result = {"faults": [f"the file cannot be read: {error!r}"], "counts": {}, "budgets": {}, "ballots": 0, "own": None}
    print(json.dumps(result, ensure_ascii=False, sort_keys=True))
    sys.exit(1 if result["faults"] else 0)


if __name__ == "__main__":
    main()
