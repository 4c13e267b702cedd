import { expect, it, test } from 'vitest';
import { type AcceptAsked, refuseAccept, refuseObjection } from './decide.ts';

const asked: AcceptAsked = {
  asked: ['a', 'b'],
  chosen: ['a', 'b'],
  restReason: '',
  overReason: '',
  on: '2026-11-27',
  today: '2026-11-25',
  windowFrom: '2026-11-26',
  windowTo: '2026-11-28',
  loads: [
    { pageId: 'a', isOver: false },
    { pageId: 'b', isOver: false },
  ],
};
const over = [
  { pageId: 'a', isOver: true },
  { pageId: 'b', isOver: false },
];

it('is accepted as it is asked for', () => {
  expect(refuseAccept(asked)).toBeNull();
  expect(refuseAccept({ ...asked, on: '2026-11-26' })).toBeNull();
  expect(refuseAccept({ ...asked, on: '2026-11-28' })).toBeNull();
  expect(
    refuseAccept({ ...asked, chosen: ['a'], restReason: 'у второй страницы другие читатели' }),
  ).toBeNull();
  expect(
    refuseAccept({ ...asked, loads: over, overReason: 'о перекрытии моста должны узнать все' }),
  ).toBeNull();
  // What is over the limit is not what it is accepted for.
  expect(refuseAccept({ ...asked, loads: over, chosen: ['b'], restReason: 'перегружена' })).toBeNull();
  expect(refuseAccept({ ...asked, today: '2026-11-27' })).toBeNull();
});

test.each<[string, Partial<AcceptAsked>, string]>([
  ['for a page nobody asked for', { chosen: ['a', 'c'] }, 'pageIds'],
  ['for a part of them without why', { chosen: ['a'] }, 'restReason'],
  ['on a day that is over', { on: '2026-11-24' }, 'on'],
  ['on a day that is over, though of the window', { today: '2026-11-28' }, 'on'],
  ['before its window', { on: '2026-11-25' }, 'on'],
  ['after its window', { on: '2026-11-29' }, 'on'],
  ['over the limit without a reason', { loads: over }, 'overReason'],
])('is not accepted %s', (_, given, field) =>
  expect(refuseAccept({ ...asked, ...given })?.field).toBe(field),
);

const ground = { id: 'facts', title: 'противоречит фактам', ofMandatory: true, isOverload: false };
const none = [{ isOver: false }];

it.each([
  ['a ground that holds', ground, { isMandatory: true, loads: none }],
  [
    'a ground of those that are not mandatory',
    { ...ground, ofMandatory: false },
    { isMandatory: false, loads: none },
  ],
  ['overload where there is one', { ...ground, isOverload: true }, { isMandatory: false, loads: over }],
])('may be objected to by %s', (_, one, given) => expect(refuseObjection(one, given)).toBeNull());

it.each([
  ['no ground of the list', undefined, { isMandatory: false, loads: over }],
  [
    'one that a mandatory one does not have',
    { ...ground, ofMandatory: false },
    { isMandatory: true, loads: over },
  ],
  ['overload where there is none', { ...ground, isOverload: true }, { isMandatory: false, loads: none }],
])('is not objected to by %s', (_, one, given) => expect(refuseObjection(one, given)?.field).toBe('ground'));
