import { expect, test } from 'vitest';
import { createWordTable, KEPT_WORDS, makeAlphabet, makeScan, scanWords } from './words.ts';

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

/** The same words by the definition in letters. */
const byPattern = (text: string): string[] =>
  text
    .slice(0, 6000)
    .toLowerCase()
    .replaceAll('ё', 'е')
    .match(/<[a-z]+>|[а-я]+|[a-z]+|\d+/g) ?? [];

function wordsOf(text: string): string[] {
  scanWords(text, scan, alphabet, 2);
  return Array.from({ length: scan.count }, (_, at) =>
    String.fromCharCode(...scan.units.subarray(scan.starts[at], scan.ends[at])),
  );
}

/** Texts of all that a message may hold, the same in every run. */
function* makeTexts(count: number): Generator<string> {
  const pieces = 'я Ё ё яма Яма дом5 14а <NAME> <name <> <a1> << > - . , 😀 \u0000 ъ Qx é ﷽ ИЖС'.split(' ');
  let state = 7;
  const random = (below: number) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  for (let made = 0; made < count; made += 1) {
    const glue = ['', ' ', '\n', '—'][random(4)]!;
    yield Array.from({ length: random(30) }, () => pieces[random(pieces.length)]!).join(glue);
  }
}

test('finds the words a pattern finds, in whatever text', () => {
  for (const text of [...makeTexts(2000), 'аб'.repeat(4000), '<'.repeat(7000), 'а1'.repeat(3000)])
    expect(wordsOf(text)).toEqual(byPattern(text));
});

test('tells where a word stands, so that it is shown as it was written', () => {
  scanWords('Во дворе ЁЛКА', scan, alphabet);
  expect('Во дворе ЁЛКА'.slice(scan.starts[2], scan.ends[2])).toBe('ЁЛКА');
});

test('a word has one number however often it comes; words alike in nothing but their hash have two', () => {
  const met: string[] = [];
  const table = createWordTable(40, {
    onNew: (word, number) => {
      expect(number).toBe(met.length);
      met.push(word);
    },
    onForget: () => {},
  });
  const numbersOf = (text: string) => {
    scanWords(text, scan, alphabet, 2);
    // Hashes cut to four values: nearly every word collides.
    scan.hashes.forEach((hash, at) => {
      scan.hashes[at] = hash & 3;
    });
    table.number(scan);
    return [...table.numbers.subarray(0, scan.count)];
  };
  expect(numbersOf('яма и Яма <яма> name <NAME>')).toEqual([0, 1, 0, 0, 2, 3]);
  expect(numbersOf(`снова яма ${'щ'.repeat(41)}`)).toEqual([4, 0, -1]);
  expect(table.words).toEqual(['яма', 'и', 'name', '<name>', 'снова']);
  expect(met).toEqual(table.words);
});

test('a full table forgets all and begins anew', () => {
  let forgotten = 0;
  const table = createWordTable(40, {
    onNew: () => {},
    onForget: () => {
      forgotten += 1;
    },
  });
  for (let first = 0; first <= KEPT_WORDS; first += 500) {
    scanWords(Array.from({ length: 500 }, (_, at) => first + at).join(' '), scan, alphabet);
    table.number(scan);
  }
  expect(forgotten).toBe(1);
  scanWords('0 ямы', scan, alphabet);
  table.number(scan);
  expect(table.words.at(-1)).toBe('ямы');
  expect(table.words[table.numbers[0]!]).toBe('0');
});
