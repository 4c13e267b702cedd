import { makeAlphabet, makeScan, type Scan, scanWords } from '../../../lib/words.ts';

/** Words of posts and of rules alike: «тко-2» is two words in both. Russian, Latin and digits never make one word. */
const alphabet = makeAlphabet([
  { from: 'а', to: 'я', kind: 1 },
  { from: 'А', to: 'Я', kind: 1 },
  { from: 'ё', to: 'ё', kind: 1 },
  { from: 'Ё', to: 'Ё', kind: 1 },
  { from: 'a', to: 'z', kind: 2 },
  { from: 'A', to: 'Z', kind: 2 },
  { from: '0', to: '9', kind: 3 },
]);
const scan = makeScan();

/** Words of a text; overwritten by the next. */
export function scanRuleWords(text: string): Scan {
  scanWords(text, scan, alphabet);
  return scan;
}

/** Words of a short text as strings: small letters, е for ё. */
export function splitRuleWords(text: string): string[] {
  const { count, starts, ends } = scanRuleWords(text);
  return Array.from({ length: count }, (_, at) =>
    text.slice(starts[at], ends[at]).toLowerCase().replaceAll('ё', 'е'),
  );
}
