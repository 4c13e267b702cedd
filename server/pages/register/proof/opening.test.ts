import { expect, test } from 'vitest';
import { listOpeningSteps } from './opening.ts';

const check = (id: string, state: string, toOpen = true) => ({ check: { id, title: id, toOpen }, state });
const left = (...given: Parameters<typeof listOpeningSteps>) =>
  listOpeningSteps(...given).flatMap(({ id, isDone }) => (isDone ? [] : [id]));

test.each<[string, { keeper_id: string | null; contact: string }, string[], string[]]>([
  ['nothing is done yet', { keeper_id: null, contact: '' }, ['unseen'], ['keeper', 'contact', 'a']],
  ['a keeper alone is not enough', { keeper_id: 'x', contact: '' }, ['there'], ['contact']],
  ['what is missing is left', { keeper_id: 'x', contact: '8' }, ['missing'], ['a']],
  ['so is a picture that has lived its days', { keeper_id: 'x', contact: '8' }, ['stale'], ['a']],
  ['all of it is proved', { keeper_id: 'x', contact: '8' }, ['there'], []],
])('%s', (_, page, [state = ''], expected) => expect(left(page, [check('a', state)])).toEqual(expected));

test('a check that comes later is no step', () =>
  expect(left({ keeper_id: 'x', contact: '8' }, [check('gov-mark', 'unseen', false)])).toEqual([]));
