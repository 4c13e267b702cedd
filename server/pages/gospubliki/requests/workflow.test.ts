import { expect, it, test } from 'vitest';
import { requestStates } from '../../../../shared/contract/pages/gospubliki.ts';
import { actsFrom, type RequestAct, refusalOf } from './workflow.ts';

/** What each state allows, in full. */
const table: Readonly<Record<(typeof requestStates)[number], readonly RequestAct[]>> = {
  received: ['change', 'accept', 'object', 'withdraw'],
  accepted: ['withdraw', 'miss'],
  objected: [],
  withdrawn: [],
  published: ['report'],
  reported: [],
};

const acts: readonly RequestAct[] = ['change', 'accept', 'object', 'withdraw', 'miss', 'report'];

test.each(requestStates.flatMap((state) => acts.map((act) => [state, act] as const)))(
  '%s: %s',
  (state, act) => {
    expect(refusalOf(act, state) === null).toBe(table[state].includes(act));
  },
);

it.each(requestStates)('offers of %s what it allows', (state) =>
  expect(actsFrom(state)).toEqual(table[state]),
);

it('says why it refuses', () => {
  expect(refusalOf('accept', 'objected')).toBe('По этой заявке уже решили.');
  expect(refusalOf('object', 'accepted')).toBe('По этой заявке уже решили.');
  expect(refusalOf('change', 'accepted')).toMatch(/больше не меняют/u);
  expect(refusalOf('withdraw', 'published')).toMatch(/ничего не вышло/u);
  expect(refusalOf('miss', 'published')).toMatch(/пока принятая заявка выходит/u);
  expect(refusalOf('report', 'accepted')).toMatch(/о всё решено|о которой всё решено/u);
});
