import { describe, expect, test } from 'vitest';
import type { PaperNumbers } from '../../contract/participation/poll-paper.ts';
import { type Question, question } from '../../contract/participation/questionnaire.ts';
import { addPapers, checkPaper, whyNotOnPaper } from './paper-sums.ts';

const options = ['a', 'b', 'c'].map((id) => ({ id, title: id.toUpperCase() }));
const ask = (given: object): Question =>
  question.parse({ id: 'q', title: 'Что?', kind: 'single', options, ...given });
const single = ask({ id: 'one', hasUnsure: true });
const multi = ask({ id: 'some', kind: 'multi', least: 1, most: 2 });
const scale = ask({ id: 'mark', kind: 'scale', options: [], steps: 3 });
const questions = [single, multi, scale];

/** Forty given: thirty-eight in the box, three of them invalid. */
const right: PaperNumbers = {
  received: 60,
  issued: 40,
  spoilt: 2,
  unused: 18,
  inBox: 38,
  invalid: 3,
  votes: {
    one: { a: 20, b: 10, c: 1, unsure: 2, none: 2 },
    some: { a: 20, b: 20, c: 5, none: 4 },
    mark: { '1': 5, '2': 10, '3': 20, none: 0 },
  },
};
const wrongOf = (given: object, marked = 40): string[] =>
  Object.keys(checkPaper(questions, Object.assign({}, right, given), marked));

describe('numbers of a protocol', () => {
  test('that add up are taken', () => {
    expect(checkPaper(questions, right, 40)).toEqual({});
    const nobody: PaperNumbers = {
      received: 10,
      issued: 0,
      spoilt: 0,
      unused: 10,
      inBox: 0,
      invalid: 0,
      votes: {},
    };
    expect(checkPaper(questions, nobody, 0)).toEqual({});
  });

  test.each<[string, object, number, string[]]>([
    ['the roll has other numbers', {}, 41, ['issued']],
    ['received is not what became of it', { received: 61 }, 40, ['received']],
    ['unused is not the rest', { unused: 17 }, 40, ['received']],
    ['more in the box than issued', { inBox: 41, invalid: 6 }, 40, ['inBox']],
    [
      'more invalid than in the box',
      { inBox: 2, invalid: 3, votes: {} },
      40,
      ['invalid', 'votes.one', 'votes.some', 'votes.mark'],
    ],
    ['fewer votes than ballots', { votes: { ...right.votes, one: { a: 34 } } }, 40, ['votes.one']],
    ['more votes than ballots', { votes: { ...right.votes, mark: { '1': 36 } } }, 40, ['votes.mark']],
    ['a choice that was not offered', { votes: { ...right.votes, one: { a: 34, z: 1 } } }, 40, ['votes.one']],
    ['a question that was not asked', { votes: { ...right.votes, other: { a: 35 } } }, 40, ['inBox']],
    [
      'one of several chosen by more than answered',
      { votes: { ...right.votes, some: { a: 32, none: 4 } } },
      40,
      ['votes.some'],
    ],
    [
      'fewer marks than ballots with one',
      { votes: { ...right.votes, some: { a: 20, b: 10, none: 4 } } },
      40,
      ['votes.some'],
    ],
    [
      'more marks than two a ballot',
      { votes: { ...right.votes, some: { a: 31, b: 31, c: 1, none: 4 } } },
      40,
      ['votes.some'],
    ],
    [
      'two marks a ballot are as many as may be',
      { votes: { ...right.votes, some: { a: 31, b: 31, none: 4 } } },
      40,
      [],
    ],
    ['more silent than ballots', { votes: { ...right.votes, some: { none: 36 } } }, 40, ['votes.some']],
  ])('%s', (_, given, marked, wrong) => {
    expect(wrongOf(given, marked)).toEqual(wrong);
  });

  test('of several places add to one', () => {
    const sum = addPapers([right, right]);
    expect(sum).toMatchObject({ issued: 80, inBox: 76, votes: { one: { a: 40, none: 4 } } });
    const counts = ['received', 'issued', 'spoilt', 'unused', 'inBox', 'invalid'] as const;
    const one = { received: 1, issued: 2, spoilt: 3, unused: 4, inBox: 5, invalid: 6, votes: {} };
    const twice = addPapers([one, one]);
    expect(counts.map((name) => twice[name])).toEqual([2, 4, 6, 8, 10, 12]);
    expect(addPapers([])).toMatchObject({ issued: 0, votes: {} });
    // What was added is not changed.
    expect(right.votes.one?.a).toBe(20);
  });
});

test.each<[string, object, string]>([
  ['one, several, a scale', {}, ''],
  ['a place on the map', { questions: [ask({ kind: 'point', options: [] })] }, 'на бумаге не задать'],
  ['words', { questions: [single, ask({ id: 't', kind: 'text', options: [] })] }, 'на бумаге не задать'],
  ['an order', { questions: [ask({ kind: 'ranking' })] }, 'на бумаге не задать'],
  [
    'a condition',
    { questions: [single, ask({ id: 't', showIf: [{ questionId: 'one', anyOf: ['a'] }] })] },
    'по условию',
  ],
  ['weights', { isWeighted: true }, 'С весами'],
  ['quotas', { quotas: [{ side: 'district', group: 'north', most: 5 }] }, 'С квотами'],
])('paper holds %s or says why not', (_, given, words) => {
  const why = whyNotOnPaper(Object.assign({ questions, isWeighted: false, quotas: [] }, given));
  if (words === '') expect(why).toBe('');
  else expect(why).toContain(words);
});
