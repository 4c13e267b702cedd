import { describe, expect, test } from 'vitest';
import type { PollFields } from '../../contract/participation/polls.ts';
import { notePoll, stopsOf } from './design-notes.ts';
import {
  makeBudget as budget,
  makeOne as one,
  twoOptions as options,
  makePoll as poll,
  notesOf as said,
} from './poll-fields.ts';

/** Where a note of a poll begins: what just holds has none. */

describe('what just holds', () => {
  const picture = { fileId: '3f0e9c9e-7f0a-4b6e-9a8e-6c6d1f1b2a3c', alt: 'Двор зимой' };
  const pictured = (given: object) =>
    one({ kind: 'photo', options: options.map((option) => ({ ...option, ...picture, ...given })) });
  const unseen = ['stop: У каждого варианта нужна картинка и её описание для тех, кто не видит'];

  test.each<[string, PollFields, string[]]>([
    ['as many to choose as there are', one({ kind: 'multi', least: 2, most: 2 }), []],
    ['a choice among pictures, all described', pictured({}), []],
    ['pictures with a word left out', pictured({ alt: ' ' }), unseen],
    ['words without a picture', pictured({ fileId: null }), unseen],
    ['exactly the shortest time', poll({ closesAt: '2026-12-04T04:00:00Z' }), []],
    ['a result on the day it closes', poll({ resultBy: '2026-12-15' }), []],
    [
      'one question, and with a condition: that is told by the condition alone',
      one({ showIf: [{ questionId: 'q0', anyOf: ['a'] }] }),
      ['stop: Условие смотрит на вопрос, которого выше нет'],
    ],
    ['the cheapest two make up the whole sum', budget({}, [5e6, 5e6, 6e6]), []],
  ])('%s', (_, given, notes) => {
    expect(said(given).filter((note) => !note.startsWith('warn: Нет «затрудняюсь'))).toEqual(notes);
  });

  test('what stops is told apart from what is only advised', () => {
    const notes = notePoll(one({ options: options.slice(1), title: 'о'.repeat(141) }), { leastDays: 3 });
    expect(notes.map(({ tone }) => tone).toSorted()).toContain('warn');
    expect(stopsOf(notes).map(({ words }) => words)).toEqual(['Нужно хотя бы два варианта']);
  });
});
