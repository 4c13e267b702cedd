"""Weights of a sample by raking, another way than the product's: not round after round, but by Newton's method on the logarithms of what each
group is multiplied by (maximum entropy with the margins given). Reads polls from a file, writes weights. It shares no code with the product.

    python3 rake.py polls.json    ->  [[weight, ...], ...] as JSON on stdout; null where no weights give those margins
"""

import json
import sys
from math import exp


def solve(matrix, right):
    """Gauss with pivots; a row that says nothing gives nothing."""
    n = len(right)
    rows = [list(matrix[i]) + [right[i]] for i in range(n)]
    for column in range(n):
        pivot = max(range(column, n), key=lambda i: abs(rows[i][column]))
        if abs(rows[pivot][column]) < 1e-13:
            continue
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for i in range(n):
            if i != column and rows[i][column] != 0:
                by = rows[i][column] / rows[column][column]
                for k in range(column, n + 1):
                    rows[i][k] -= by * rows[column][k]
    return [rows[i][n] / rows[i][i] if abs(rows[i][i]) > 1e-13 else 0.0 for i in range(n)]


def rake(poll):
    counts, groups, sides = poll["counts"], poll["groups"], poll["sides"]
    people = sum(counts)
    # A number for each group somebody answered of; of each side but the first one group is left out, as the rest tells it.
    names, wanted = [], []
    for side, shares in enumerate(sides):
        there = [g for g in range(len(shares)) if any(c > 0 and k[side] == g for c, k in zip(counts, groups))]
        whole = sum(shares[g] for g in there)
        for g in there if side == 0 else there[1:]:
            names.append((side, g))
            wanted.append(people * shares[g] / whole)
    at = {name: i for i, name in enumerate(names)}
    own = [[at[(s, g)] for s, g in enumerate(kind) if (s, g) in at] for kind in groups]
    logs = [0.0] * len(names)

    def sums(of):
        weights = [exp(sum(of[i] for i in mine)) for mine in own]
        gap = [-w for w in wanted]
        for count, weight, mine in zip(counts, weights, own):
            for i in mine:
                gap[i] += count * weight
        return weights, gap

    weights, gap = sums(logs)
    for _ in range(500):
        if max(abs(x) for x in gap) < 1e-11 * people:
            break
        slope = [[0.0] * len(names) for _ in names]
        for count, weight, mine in zip(counts, weights, own):
            for i in mine:
                for k in mine:
                    slope[i][k] += count * weight
        step = solve(slope, gap)
        size = 1.0
        # Shorter steps until the whole gets nearer.
        while size > 1e-9:
            tried = [a - size * b for a, b in zip(logs, step)]
            if max(abs(x) for x in tried) < 200:
                again, left = sums(tried)
                if sum(x * x for x in left) < sum(x * x for x in gap):
                    logs, weights, gap = tried, again, left
                    break
            size /= 2
        else:
            break
    if max(abs(x) for x in gap) > 1e-8 * people:
        return None
    return trim(counts, weights, poll["most"])


def trim(counts, weights, most):
    """What is above is cut, and those below share it evenly, until nothing is above."""
    cut = set()
    people = sum(counts)
    while True:
        over = [i for i, w in enumerate(weights) if i not in cut and w > most]
        if not over:
            return weights
        cut.update(over)
        weights = [most if i in cut else w for i, w in enumerate(weights)]
        held = sum(counts[i] * most for i in cut)
        free = sum(counts[i] * w for i, w in enumerate(weights) if i not in cut)
        if free == 0:
            return weights
        weights = [w if i in cut else w * (people - held) / free for i, w in enumerate(weights)]


with open(sys.argv[1], encoding="utf-8") as file:
    json.dump([rake(poll) for poll in json.load(file)], sys.stdout)
