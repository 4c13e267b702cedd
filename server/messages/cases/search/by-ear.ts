import { firstOf, itemAt, numberAt } from '../../../../shared/lists.ts';

/** How likely one word was written for another: letters that sound alike or stand side by side are confused most often. */

const alike = [
  'ао',
  'еи',
  'ея',
  'еэ',
  'иы',
  'бп',
  'вф',
  'гк',
  'дт',
  'жш',
  'зс',
  'шщ',
  'цс',
  'ую',
  'ьъ',
  'ий',
];
const rows = ['йцукенгшщзхъ', 'фывапролджэ', 'ячсмитьбю'];

const ALIKE = 0.4;
const BESIDE = 0.7;
const DOUBLED = 0.4;

const costs = new Map<string, number>();
for (const row of rows)
  for (let at = 1; at < row.length; at++) {
    costs.set(row[at - 1]! + row[at]!, BESIDE);
    costs.set(row[at]! + row[at - 1]!, BESIDE);
  }
for (const [one, other] of alike as Iterable<[string, string]>) {
  costs.set(one + other, ALIKE);
  costs.set(other + one, ALIKE);
}

const replaceCost = (one: string, other: string): number =>
  one === other ? 0 : (costs.get(one + other) ?? 1);
/** A letter too many or too few: a doubled one and a soft sign are hardly heard. */
const extraCost = (word: string, at: number): number =>
  word[at] === word[at - 1] || word[at] === 'ь' || word[at] === 'ъ' ? DOUBLED : 1;

/** Weighted edit distance with swaps of neighbours. */
export function measureByEar(typed: string, meant: string): number {
  const table: number[][] = [[0]];
  for (let j = 1; j <= meant.length; j++)
    firstOf(table).push(numberAt(firstOf(table), j - 1) + extraCost(meant, j - 1));
  for (let i = 1; i <= typed.length; i++) {
    const row = [firstOf(itemAt(table, i - 1)) + extraCost(typed, i - 1)];
    for (let j = 1; j <= meant.length; j++) {
      const swapped =
        i > 1 && j > 1 && typed[i - 1] === meant[j - 2] && typed[i - 2] === meant[j - 1]
          ? numberAt(itemAt(table, i - 2), j - 2) + BESIDE
          : Number.POSITIVE_INFINITY;
      row.push(
        Math.min(
          numberAt(itemAt(table, i - 1), j - 1) + replaceCost(typed[i - 1]!, meant[j - 1]!),
          numberAt(itemAt(table, i - 1), j) + extraCost(typed, i - 1),
          numberAt(row, j - 1) + extraCost(meant, j - 1),
          swapped,
        ),
      );
    }
    table.push(row);
  }
  return numberAt(itemAt(table, typed.length), meant.length);
}
