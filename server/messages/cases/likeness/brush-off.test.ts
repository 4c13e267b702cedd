import { expect, test } from 'vitest';
import { isBrushOff, judgeOwnWords } from './brush-off.ts';
import { countOwnFacts, likenessOf, readAnswer } from './compare.ts';
import { printsOf } from './prints.ts';

test.each([
  // Likeness to an earlier answer, share of a template, own facts.
  [null, null, 0, 'own'],
  [0.79, 0.84, 0, 'own'],
  [0.8, null, 0, 'brush-off'],
  [0.8, null, 1, 'alike'],
  [null, 0.85, 0, 'brush-off'],
  [0.1, 0.85, 2, 'alike'],
  [1, 1, 0, 'brush-off'],
] as const)('likeness %s, template %s, own facts %s: %s', (likeness, templateShare, ownFacts, expected) => {
  const measured = { likeness, templateShare, ownFacts };
  expect(judgeOwnWords(measured)).toBe(expected);
  const isCompared = likeness !== null || templateShare !== null;
  expect(isBrushOff(measured)).toBe(isCompared ? expected === 'brush-off' : null);
});

const yard = { number: '2026-11-0412', address: 'ул. Титова, 14' };
const other = { number: '2026-11-0377', address: 'пр. Победы, 9' };
const given =
  'Здравствуйте! По сообщению № 2026-11-0377 выполнение работ по адресу пр. Победы, 9 находится на особом внимании. Телефон 39-62-10.';

const ours = given.replace(other.number, yard.number).replace(other.address, yard.address);

test.each([
  ['the same with the facts of this case', ours, 1, 0],
  ['the same even in the address of the other', given, 0.8, 0],
  ['with another telephone', ours.replace('39-62-10', '31-44-55'), 0.9, 0],
  ['with a day and a figure of its own', `${ours} Заделали 25.11.2026, 4 м².`, 0.8, 2],
  ['of another matter', 'Здравствуйте! Фонари включили: заменили два светильника и кабель.', 0, 0],
] as const)('%s', (_, text, least, ownFacts) => {
  const [own, theirs] = [readAnswer(text, yard), readAnswer(given, other)];
  const likeness = likenessOf(own, theirs);
  expect(likeness).toBeGreaterThanOrEqual(least);
  expect(likeness).toBeLessThanOrEqual(least === 0 ? 0.1 : 1);
  expect(countOwnFacts(own, theirs)).toBe(ownFacts);
  const shared = printsOf(text, yard).filter((print) => printsOf(given, other).includes(print));
  expect(shared.length > 0).toBe(least > 0);
});

test('texts without words are like nothing', () => {
  expect(likenessOf(readAnswer('…', yard), readAnswer('', other))).toBe(0);
  expect(printsOf('—', yard)).toEqual([]);
});
