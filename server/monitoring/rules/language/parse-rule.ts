import { stem } from '../../../base/taxonomy/index.ts';
import { listWanted, type RuleAtom, RuleMistake, type RuleNode, type RulePlace } from './rule-node.ts';
import { splitRuleWords } from './rule-words.ts';
import { type RuleToken, scanRule } from './scan-rule.ts';
import { refuseWide } from './wide.ts';

/** Longest rule, characters, and most words in it: a person must be able to read it. */
export const LONGEST_RULE = 2000;
export const MOST_WORDS = 200;
/** Deepest brackets. */
const DEEPEST = 10;
/** A shorter beginning of a word would be met in every text. */
const SHORTEST_BEGINNING = 3;

/** The tokens and how far they are read. */
interface Reading {
  tokens: readonly RuleToken[];
  at: number;
  depth: number;
  /** Within what a minus excludes. */
  isExcluded: boolean;
  length: number;
}

/**
 * Understands a rule:
 *
 * - `вода` — any form of the word; `отопл*` — any word that begins so; `=пар` — this spelling alone;
 * - `«нет воды»` — the words one after another, each in any form;
 * - `воды ~3 нет` — in any order within a sentence, at most three other words between;
 * - `вода нет` or `вода & нет` — both, anywhere; `вода | отопление` — either; `( )`;
 * - `-реклама` — and this nowhere.
 *
 * `~` binds first, then the space and `&`, then `|`. Throws `RuleMistake` with the place of what is wrong.
 */
export function parseRule(text: string): RuleNode {
  const whole = { from: 0, to: text.length };
  if (text.length > LONGEST_RULE)
    throw new RuleMistake(`Правило длиннее ${LONGEST_RULE} знаков: разделите его на два`, whole);
  const reading: Reading = {
    tokens: scanRule(text),
    at: 0,
    depth: 0,
    isExcluded: false,
    length: text.length,
  };
  if (reading.tokens.length === 0) throw new RuleMistake('Правило пустое: напишите, что искать', whole);
  const node = readAny(reading);
  const rest = reading.tokens[reading.at];
  if (rest) throw new RuleMistake('Скобка закрыта, но не открыта', rest);
  if (listWanted(node).length > MOST_WORDS)
    throw new RuleMistake(`В правиле больше ${MOST_WORDS} слов: разделите его на два`, whole);
  refuseWide(node);
  return node;
}

const here = ({ tokens, at }: Reading): RuleToken | undefined => tokens[at];

/** Where something is missing: the next sign, or the end of the rule. */
const gapAt = (reading: Reading): RulePlace =>
  here(reading) ?? { from: Math.max(0, reading.length - 1), to: reading.length };

function readAny(reading: Reading): RuleNode {
  const nodes = [readAll(reading)];
  while (here(reading)?.kind === '|') {
    reading.at += 1;
    nodes.push(readAll(reading));
  }
  return nodes.length === 1 ? nodes[0]! : { kind: 'any', nodes, from: nodes[0]!.from, to: nodes.at(-1)!.to };
}

const ends = (token: RuleToken | undefined): boolean =>
  token === undefined || token.kind === '|' || token.kind === ')';

function readAll(reading: Reading): RuleNode {
  if (ends(here(reading)))
    throw new RuleMistake(
      here(reading)?.kind === ')' ? 'Перед скобкой нет слова' : 'Рядом со знаком | нет слова',
      gapAt(reading),
    );
  const from = here(reading)!.from;
  const nodes: RuleNode[] = [];
  const without: RuleNode[] = [];
  for (let isFirst = true; !ends(here(reading)); isFirst = false) {
    if (here(reading)?.kind === '&') readAmpersand(reading, isFirst);
    if (here(reading)?.kind === '-') without.push(readExcluded(reading));
    else nodes.push(readNear(reading));
  }
  const to = reading.tokens[reading.at - 1]!.to;
  if (nodes.length === 0)
    throw new RuleMistake('Здесь одни исключения: нужно хотя бы одно слово без минуса', { from, to });
  return nodes.length === 1 && without.length === 0 ? nodes[0]! : { kind: 'all', nodes, without, from, to };
}

function readAmpersand(reading: Reading, isFirst: boolean): void {
  const sign = here(reading)!;
  reading.at += 1;
  const next = here(reading);
  if (isFirst || ends(next) || next?.kind === '&') throw new RuleMistake('Рядом со знаком & нет слова', sign);
}

function readExcluded(reading: Reading): RuleNode {
  const sign = here(reading)!;
  if (reading.isExcluded) throw new RuleMistake('Внутри исключения минус не ставят', sign);
  reading.at += 1;
  const next = here(reading);
  if (next?.kind === '-') throw new RuleMistake('Два минуса подряд', { from: sign.from, to: next.to });
  if (next === undefined || !['word', 'phrase', '('].includes(next.kind))
    throw new RuleMistake('После минуса нужно слово, фраза или скобка', sign);
  reading.isExcluded = true;
  const node = readOne(reading);
  reading.isExcluded = false;
  if (here(reading)?.kind === '~')
    throw new RuleMistake('Исключение с расстоянием берут в скобки: «-(вода ~2 живая)»', here(reading)!);
  return node;
}

function readNear(reading: Reading): RuleNode {
  let left = readOne(reading);
  for (let sign = here(reading); sign?.kind === '~'; sign = here(reading)) {
    reading.at += 1;
    const next = here(reading);
    if (next === undefined || !['word', 'phrase', '('].includes(next.kind))
      throw new RuleMistake('После расстояния нужно слово, фраза или варианты в скобках', sign);
    const right = readOne(reading);
    for (const side of [left, right]) refuseApart(side);
    left = { kind: 'near', left, right, gap: sign.gap, from: left.from, to: right.to };
  }
  return left;
}

/** What stands anywhere in a post has no distance to anything. */
function refuseApart(node: RuleNode): void {
  if (node.kind === 'all')
    throw new RuleMistake('Рядом с ~ в скобках только слова, фразы и варианты через |', node);
  if (node.kind === 'any') for (const one of node.nodes) refuseApart(one);
}

function readOne(reading: Reading): RuleNode {
  const token = here(reading);
  switch (token?.kind) {
    case 'word':
    case 'phrase':
      reading.at += 1;
      return readWords(token.text, token.kind, token);
    case '(':
      return readBrackets(reading, token);
    case '~':
      throw new RuleMistake('Перед расстоянием нужно слово: «воды ~3 нет»', token);
    case undefined:
    case '&':
    case '|':
    case ')':
    case '-':
      throw new RuleMistake('Здесь нужно слово', gapAt(reading));
  }
}

function readBrackets(reading: Reading, open: RuleToken): RuleNode {
  if (reading.depth === DEEPEST) throw new RuleMistake(`Скобки глубже ${DEEPEST} не читаются`, open);
  reading.at += 1;
  reading.depth += 1;
  const node = readAny(reading);
  reading.depth -= 1;
  if (here(reading)?.kind !== ')') throw new RuleMistake('Скобка открыта и не закрыта', open);
  reading.at += 1;
  return node;
}

function readWords(text: string, kind: 'word' | 'phrase', { from, to }: RulePlace): RuleNode {
  const place = { from, to };
  const atoms = text
    .split(/\s+/u)
    .filter(Boolean)
    .flatMap((word) => readAtoms(word, place));
  if (atoms.length === 0)
    throw new RuleMistake(kind === 'phrase' ? 'В кавычках пусто' : 'Здесь нужно слово', place);
  return atoms.length === 1
    ? { kind: 'word', atom: atoms[0]!, from, to }
    : { kind: 'phrase', atoms, from, to };
}

/** «по-прежнему» is two words, as posts are read. */
function readAtoms(source: string, place: RulePlace): RuleAtom[] {
  const isExact = source.startsWith('=');
  const isBeginning = source.endsWith('*');
  const words = splitRuleWords(source);
  if (words.length === 0 || /[^а-яёa-z0-9=*'’.,!?:;()-]/iu.test(source))
    throw new RuleMistake(`Слово «${source}» не читается: только русские и латинские буквы и цифры`, place);
  if (isExact && isBeginning) throw new RuleMistake('Знаки = и * вместе не ставят', place);
  if (source.slice(0, -1).includes('*')) throw new RuleMistake('Звёздочку ставят в конце слова', place);
  return words.map((word, at) => {
    if (isExact) return { how: 'exact', text: word, word };
    if (!isBeginning || at < words.length - 1) return { how: 'stem', text: stem(word), word };
    if (word.length < SHORTEST_BEGINNING)
      throw new RuleMistake(`Начало слова — не меньше ${SHORTEST_BEGINNING} букв`, place);
    return { how: 'prefix', text: word, word };
  });
}
