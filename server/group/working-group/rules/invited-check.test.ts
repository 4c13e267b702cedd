import { expect, test } from 'vitest';
import { checkInvited } from './invited-check.ts';

const until = new Date('2026-12-06T18:59:59.999Z');
const early = new Date('2026-12-02T05:00:00Z');
const late = new Date('2026-12-07T05:00:00Z');

test.each([
  ['not sent, days are left', null, early, 'Приглашения ещё не разосланы', false, true],
  ['not sent, the very last moment', null, until, 'Приглашения ещё не разосланы', false, true],
  ['not sent, the day is over', null, late, 'Приглашения разосланы в срок', false, false],
  ['sent in time', early, early, 'Приглашения разосланы в срок', true, false],
  ['sent in time, seen later', early, late, 'Приглашения разосланы в срок', true, false],
  ['sent late', late, late, 'Приглашения разосланы в срок', false, false],
])('%s', (_, invitedAt, now, text, isDone, isAhead) => {
  expect(checkInvited(invitedAt, until, now)).toEqual({ text, isDone, isAhead });
});
