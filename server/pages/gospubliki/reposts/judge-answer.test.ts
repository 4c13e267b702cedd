import { expect, test } from 'vitest';
import { type RepostAnswer, refuseAnswer } from './judge-answer.ts';

const asked = { askedOn: '2026-11-16', dueOn: '2026-11-23', today: '2026-11-25' };
const answer: RepostAnswer = {
  state: 'taken',
  on: '2026-11-24',
  takenUrl: 'https://vk.com/wall-1_2',
  ground: '',
};

test.each<[string, Partial<RepostAnswer>, string | null]>([
  ['taken, with where', {}, null],
  ['taken on the day it was asked', { on: '2026-11-16' }, null],
  ['taken today', { on: '2026-11-25' }, null],
  ['refused, with why', { state: 'refused', takenUrl: '', ground: 'не о регионе' }, null],
  ['silent beyond the term', { state: 'silent', takenUrl: '' }, null],
  ['taken without where', { takenUrl: '' }, 'takenUrl'],
  ['refused without why', { state: 'refused' }, 'ground'],
  ['silent while an answer may come', { state: 'silent', on: '2026-11-23' }, 'on'],
  ['tomorrow', { on: '2026-11-26' }, 'on'],
  ['before it was asked', { on: '2026-11-15' }, 'on'],
])('%s', (_, given, field) => {
  expect(refuseAnswer({ ...answer, ...given }, asked)?.field ?? null).toBe(field);
});
