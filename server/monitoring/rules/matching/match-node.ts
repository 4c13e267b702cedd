/** A part of a rule whose words have numbers. */
export type MatchNode =
  | { kind: 'word'; atom: number }
  | { kind: 'phrase'; atoms: readonly number[] }
  | { kind: 'near'; left: MatchNode; right: MatchNode; gap: number }
  | { kind: 'any'; nodes: readonly MatchNode[] }
  | { kind: 'all'; nodes: readonly MatchNode[]; without: readonly MatchNode[] };

/** Words of a post that fulfil a part of a rule: the first, the last, and those that were looked for. Numbers of words. */
export interface MatchSpan {
  from: number;
  to: number;
  words: readonly number[];
}

/** A post as rules see it. */
export interface MatchedWords {
  /** Words at which an atom stands, ascending. */
  occurrences: (atom: number) => readonly number[];
  isAt: (atom: number, word: number) => boolean;
  /** Where a word stands: neighbours differ by one, another sentence begins far away. */
  positions: Int32Array;
}

/** Most spans kept of one part: a text that repeats one word a thousand times says it once. */
const MOST_SPANS = 500;

/** Where a part is fulfilled, by its first word; nowhere = empty. */
export function findSpans(node: MatchNode, words: MatchedWords): readonly MatchSpan[] {
  switch (node.kind) {
    case 'word':
      return words.occurrences(node.atom).map((word) => ({ from: word, to: word, words: [word] }));
    case 'phrase':
      return findPhrase(node.atoms, words);
    case 'near':
      return findNear(node, words);
    case 'any':
      return byFirstWord(node.nodes.flatMap((one) => findSpans(one, words)));
    case 'all':
      return findAll(node, words);
  }
}

const byFirstWord = (spans: MatchSpan[]): MatchSpan[] => spans.sort((a, b) => a.from - b.from);

/** Words of a phrase stand at every place its first one does, or not at all. */
function findPhrase(atoms: readonly number[], words: MatchedWords): MatchSpan[] {
  const { positions, occurrences, isAt } = words;
  const spans: MatchSpan[] = [];
  for (const from of occurrences(atoms[0]!)) {
    const isWhole = atoms.every(
      (atom, shift) => positions[from + shift] === positions[from]! + shift && isAt(atom, from + shift),
    );
    if (isWhole)
      spans.push({ from, to: from + atoms.length - 1, words: atoms.map((_, shift) => from + shift) });
  }
  return spans;
}

function findAll({ nodes, without }: MatchNode & { kind: 'all' }, words: MatchedWords): MatchSpan[] {
  const spans: MatchSpan[] = [];
  for (const node of nodes) {
    const found = findSpans(node, words);
    if (found.length === 0) return [];
    spans.push(...found);
  }
  return without.some((node) => findSpans(node, words).length > 0) ? [] : spans;
}

function findNear({ left, right, gap }: MatchNode & { kind: 'near' }, words: MatchedWords): MatchSpan[] {
  const lefts = findSpans(left, words);
  if (lefts.length === 0) return [];
  const rights = findSpans(right, words);
  const { positions } = words;
  const width = rights.reduce((most, { from, to }) => Math.max(most, positions[to]! - positions[from]!), 0);
  const spans: MatchSpan[] = [];
  let first = 0;
  for (const one of lefts) {
    // Whatever ends too far before this word does so before the following ones too.
    const reached = positions[one.from]! - gap - 1 - width;
    while (first < rights.length && positions[rights[first]!.from]! < reached) first += 1;
    for (let at = first; at < rights.length; at += 1) {
      const other = rights[at]!;
      if (positions[other.from]! > positions[one.to]! + gap + 1) break;
      if (betweenOf(one, other, positions) > gap) continue;
      spans.push({
        from: Math.min(one.from, other.from),
        to: Math.max(one.to, other.to),
        words: [...one.words, ...other.words],
      });
      if (spans.length === MOST_SPANS) return byFirstWord(spans);
    }
  }
  return byFirstWord(spans);
}

/** Words between two spans; those that overlap have no distance. */
function betweenOf(one: MatchSpan, other: MatchSpan, positions: Int32Array): number {
  if (other.from > one.to) return positions[other.from]! - positions[one.to]! - 1;
  if (one.from > other.to) return positions[one.from]! - positions[other.to]! - 1;
  return Number.POSITIVE_INFINITY;
}
