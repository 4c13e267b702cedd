import { createWordTable, type Scan } from '../../../lib/words.ts';
import type { RuleNode } from '../language/rule-node.ts';
import { scanRuleWords } from '../language/rule-words.ts';
import { anchorsOf } from './anchors.ts';
import { type AtomTable, createAtomTable } from './atom-table.ts';
import { findSpans, type MatchedWords, type MatchNode, type MatchSpan } from './match-node.ts';
import { endsSentence } from './sentences.ts';
import { smoothText } from './smooth-text.ts';

/** A rule that a text fulfils: its place in the list, and the words that did it, UTF-16 offsets in the text. */
export interface RuleMatch {
  rule: number;
  words: { from: number; to: number }[];
}

/** Tries all rules on a text in one pass over its words; texts are read as far as `server/lib/words.ts` reads them. */
export type RuleMatcher = (text: string) => RuleMatch[];

/** Longer runs of letters are no words. */
const LONGEST_WORD = 40;
/** Further than any distance of a rule. */
const SENTENCE_JUMP = 1000;
/** As many words as a person would want marked. */
const MOST_MARKED = 20;

/** Makes a matcher of rules; 200 of them cost a post well under a millisecond (bench/monitoring-rules.ts). */
export function createRuleMatcher(rules: readonly RuleNode[]): RuleMatcher {
  const table = createAtomTable();
  const nodes = rules.map((rule) => numberNode(rule, table));
  const anchored = indexAnchors(rules, table);
  const reader = createWordReader(table);
  return (text) => {
    const smooth = smoothText(text);
    const read = reader(smooth.text);
    const matches: RuleMatch[] = [];
    for (const rule of candidatesOf(read.atoms, anchored)) {
      const spans = findSpans(nodes[rule]!, read.words);
      if (spans.length > 0) matches.push({ rule, words: markWords(spans, read.scan, smooth.places) });
    }
    return matches;
  };
}

function numberNode(node: RuleNode, table: AtomTable): MatchNode {
  const inner = (one: RuleNode) => numberNode(one, table);
  switch (node.kind) {
    case 'word':
      return { kind: 'word', atom: table.numberOf(node.atom) };
    case 'phrase':
      return { kind: 'phrase', atoms: node.atoms.map(table.numberOf) };
    case 'near':
      return { kind: 'near', left: inner(node.left), right: inner(node.right), gap: node.gap };
    case 'any':
      return { kind: 'any', nodes: node.nodes.map(inner) };
    case 'all':
      return { kind: 'all', nodes: node.nodes.map(inner), without: node.without.map(inner) };
  }
}

/** Rules by the atoms without which they are not tried. */
function indexAnchors(rules: readonly RuleNode[], table: AtomTable): readonly (readonly number[])[] {
  const sets = rules.map((rule) => new Set(anchorsOf(rule).map(table.numberOf)));
  const anchored = Array.from({ length: table.count() }, (): number[] => []);
  for (const [rule, atoms] of sets.entries()) for (const atom of atoms) anchored[atom]!.push(rule);
  return anchored;
}

function candidatesOf(atoms: Iterable<number>, anchored: readonly (readonly number[])[]): number[] {
  const candidates = new Set<number>();
  for (const atom of atoms) for (const rule of anchored[atom]!) candidates.add(rule);
  return [...candidates].sort((a, b) => a - b);
}

interface ReadWords {
  scan: Scan;
  atoms: Iterable<number>;
  words: MatchedWords;
}

/** Reads which atoms stand where; what a spelling fulfils is found out once. */
function createWordReader(table: AtomTable): (text: string) => ReadWords {
  const known: (readonly number[])[] = [];
  const words = createWordTable(LONGEST_WORD, {
    onNew: (word, number) => {
      known[number] = table.atomsOf(word);
    },
    onForget: () => {
      known.length = 0;
    },
  });
  const nothing: readonly number[] = [];
  return (text) => {
    const scan = scanRuleWords(text);
    words.number(scan);
    const positions = new Int32Array(scan.count);
    const found = new Map<number, number[]>();
    const atomsAt = (word: number) => known[words.numbers[word]!] ?? nothing;
    for (let at = 0, sentence = 0; at < scan.count; at += 1) {
      if (at > 0 && endsSentence(text, scan, at)) sentence += SENTENCE_JUMP;
      positions[at] = at + sentence;
      for (const atom of atomsAt(at)) {
        const places = found.get(atom);
        if (places) places.push(at);
        else found.set(atom, [at]);
      }
    }
    const isAt = (atom: number, word: number) => atomsAt(word).includes(atom);
    return {
      scan,
      atoms: found.keys(),
      words: { occurrences: (atom) => found.get(atom) ?? nothing, isAt, positions },
    };
  };
}

/** The words that were looked for, in their order, each once. */
function markWords(
  spans: readonly MatchSpan[],
  { starts, ends }: Scan,
  places: Int32Array | null,
): RuleMatch['words'] {
  const marked = [...new Set(spans.flatMap(({ words }) => words))].sort((a, b) => a - b);
  const placeOf = (at: number) => places?.[at] ?? at;
  return marked.slice(0, MOST_MARKED).map((word) => ({
    from: placeOf(starts[word]!),
    to: placeOf(ends[word]!),
  }));
}
