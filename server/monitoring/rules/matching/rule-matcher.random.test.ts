import { expect, test } from 'vitest';
import { stem } from '../../../base/taxonomy/index.ts';
import { parseRule } from '../language/parse-rule.ts';
import type { RuleAtom, RuleNode } from '../language/rule-node.ts';
import { createRuleMatcher } from './rule-matcher.ts';

/**
 * The matcher beside one that is slow and plain: no index, no window, every pair of places looked at. Rules and texts are drawn of few
 * words, so that they meet often.
 */

function makeDice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

const vocabulary = [
  'вода',
  'воды',
  'водой',
  'нет',
  'свет',
  'света',
  'лифт',
  'лифты',
  'тепло',
  'теплый',
  'дом',
];
type Dice = ReturnType<typeof makeDice>;
const pick = (dice: Dice): string => vocabulary[dice(vocabulary.length)]!;

function drawOne(dice: Dice, depth: number): string {
  const kind = dice(depth > 0 ? 6 : 4);
  if (kind === 0) return `«${pick(dice)} ${pick(dice)}»`;
  if (kind === 1) return `=${pick(dice)}`;
  if (kind === 2) return `${pick(dice).slice(0, 3)}*`;
  if (kind === 3) return pick(dice);
  return `(${drawRule(dice, depth - 1)})`;
}

function drawNear(dice: Dice): string {
  const side = () => (dice(3) === 0 ? `(${drawOne(dice, 0)} | ${drawOne(dice, 0)})` : drawOne(dice, 0));
  const chain = dice(3) === 0 ? ` ~${dice(3)} ${side()}` : '';
  return `${side()} ~${dice(4)} ${side()}${chain}`;
}

function drawRule(dice: Dice, depth: number): string {
  const parts = Array.from({ length: 1 + dice(3) }, () =>
    dice(2) === 0 ? drawNear(dice) : drawOne(dice, depth),
  );
  const without = dice(3) === 0 ? ` -${drawOne(dice, 0)}` : '';
  return dice(2) === 0 ? parts.join(' | ') : `${parts.join(' ')}${without}`;
}

const drawText = (dice: Dice): string =>
  Array.from({ length: 1 + dice(9) }, () => pick(dice) + (dice(5) === 0 ? '!' : '')).join(' ');

interface Word {
  text: string;
  sentence: number;
}

function readWords(text: string): Word[] {
  let sentence = 0;
  return text.split(' ').map((part) => {
    const word = { text: part.replace('!', ''), sentence };
    if (part.endsWith('!')) sentence += 1;
    return word;
  });
}

const isAtom = ({ how, text }: RuleAtom, { text: word }: Word): boolean =>
  how === 'stem' ? stem(word) === text : how === 'prefix' ? word.startsWith(text) : word === text;

/** Places [first, last] at which a part is fulfilled. */
function places(node: RuleNode, words: readonly Word[]): [number, number][] {
  switch (node.kind) {
    case 'word':
      return words.flatMap((word, at) => (isAtom(node.atom, word) ? [[at, at] as [number, number]] : []));
    case 'phrase':
      return words.flatMap((word, at) => {
        const isWhole = node.atoms.every((atom, shift) => {
          const other = words[at + shift];
          return other !== undefined && other.sentence === word.sentence && isAtom(atom, other);
        });
        return isWhole ? [[at, at + node.atoms.length - 1] as [number, number]] : [];
      });
    case 'near': {
      const rights = places(node.right, words);
      return places(node.left, words).flatMap(([from, to]) =>
        rights.flatMap(([first, last]) => {
          const between = first > to ? first - to - 1 : from > last ? from - last - 1 : -1;
          const isNear =
            between >= 0 && between <= node.gap && words[from]!.sentence === words[first]!.sentence;
          return isNear ? [[Math.min(from, first), Math.max(to, last)] as [number, number]] : [];
        }),
      );
    }
    case 'any':
      return node.nodes.flatMap((one) => places(one, words));
    case 'all': {
      const found = node.nodes.map((one) => places(one, words));
      const isThere = found.every((one) => one.length > 0);
      return isThere && node.without.every((one) => places(one, words).length === 0) ? found.flat() : [];
    }
  }
}

/** A rule that everyday words alone would fulfil is refused: another is drawn. */
function drawParsed(dice: Dice): { rule: string; node: RuleNode } {
  for (;;) {
    const rule = drawRule(dice, 2);
    try {
      return { rule, node: parseRule(rule) };
    } catch {
      // The next one.
    }
  }
}

test.each([1, 2, 3])(
  'four hundred rules and sixty texts of seed %i: it catches what the plain one does',
  (seed) => {
    const dice = makeDice(seed);
    const rules = Array.from({ length: 400 }, () => drawParsed(dice));
    const match = createRuleMatcher(rules.map(({ node }) => node));
    const seen = { caught: 0, passed: 0 };
    for (let turn = 0; turn < 60; turn += 1) {
      const text = drawText(dice);
      const words = readWords(text);
      const caught = new Set(match(text).map(({ rule }) => rule));
      const wrong = rules.flatMap(({ rule, node }, at) =>
        caught.has(at) === places(node, words).length > 0 ? [] : [rule],
      );
      expect([text, ...wrong]).toEqual([text]);
      seen.caught += caught.size;
      seen.passed += rules.length - caught.size;
    }
    // Neither nearly all nor nearly none: the draw tells something.
    expect(Math.min(seen.caught, seen.passed)).toBeGreaterThan(3000);
  },
);
