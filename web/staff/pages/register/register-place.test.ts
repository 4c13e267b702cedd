import { expect, test } from 'vitest';
import type { BodyLine, PageLine } from '../../../../shared/contract/pages/register.ts';
import {
  countBelow,
  countNeed,
  isOnHost,
  listRows,
  narrowBodies,
  readPlace,
  stepRow,
} from './register-place.ts';

const page = (id: string, given: Partial<PageLine> = {}) =>
  ({
    id,
    title: `Страница ${id}`,
    share: 1,
    verification: 'verified',
    week: { state: 'met', why: null },
    ...given,
  }) as PageLine;
const body = (unitId: string, title: string, pages: PageLine[], lacks: string[] = []) =>
  ({ unitId, title, shortTitle: title, pages, lacks }) as unknown as BodyLine;

const bodies = [
  body('city', 'Администрация', [
    page('a', { week: { state: 'warned' } as PageLine['week'] }),
    page('b', { verification: 'revoked' }),
  ]),
  body('school', 'Школа', [
    page('c', { share: 0.5, week: { state: 'unknown', why: 'off' } as PageLine['week'] }),
  ]),
  body('club', 'Клуб', [], ['vk']),
  body(
    'half',
    'Музей',
    [page('d', { week: { state: 'unknown', why: 'partial' } as PageLine['week'] })],
    ['ok'],
  ),
];
const told = (query: Record<string, string>) =>
  listRows(narrowBodies(bodies, readPlace(query))).map((row) =>
    row.kind === 'page' ? row.page.id : row.body.unitId,
  );

test.each([
  [{}, ['city', 'a', 'b', 'school', 'c', 'club', 'half', 'd']],
  [{ need: 'nonsense' }, ['city', 'a', 'b', 'school', 'c', 'club', 'half', 'd']],
  [{ need: 'posts' }, ['city', 'a']],
  [{ need: 'revoked' }, ['city', 'b']],
  [{ need: 'proof' }, ['school', 'c']],
  [{ need: 'unread' }, ['school', 'c']],
  [{ need: 'none' }, ['club', 'half', 'd']],
  [{ q: 'МУЗЕЙ' }, ['half', 'd']],
  [{ q: 'страница b' }, ['city', 'b']],
  [{ q: 'клуб', need: 'none' }, ['club']],
  [{ q: 'школа', need: 'posts' }, []],
])('%j shows %j', (query, rows) => expect(told(query)).toEqual(rows));

test.each([
  ['posts', {}, 1],
  ['proof', {}, 1],
  ['none', {}, 2],
  ['none', { q: 'клуб' }, 1],
  ['posts', { q: 'школа' }, 0],
  ['revoked', { q: 'страница b', need: 'none' }, 1],
] as const)('«%s» beside %j is the number its list shows: %i', (need, query, count) =>
  expect(countNeed(bodies, readPlace(query), need)).toBe(count),
);

test.each([
  [{}, 1, 'city'],
  [{ body: 'city' }, 1, 'a'],
  [{ id: 'a' }, -1, 'city'],
  [{ id: 'd' }, 1, 'd'],
  [{ body: 'city' }, -1, 'city'],
] as const)('from %j a step of %i is %s', (query, by, to) => {
  const row = stepRow(listRows(narrowBodies(bodies, readPlace({}))), readPlace(query), by);
  expect(row && (row.kind === 'page' ? row.page.id : row.body.unitId)).toBe(to);
});

test('what stands below a body is counted to the next of its depth', () => {
  const at = (unitId: string, depth: number) => ({ unitId, depth });
  const tree = [at('city', 0), at('edu', 1), at('school', 2), at('art', 1), at('port', 0)];
  expect(['city', 'edu', 'school', 'port', 'nobody'].map((id) => countBelow(tree, id))).toEqual([
    3, 1, 0, 0, 0,
  ]);
});

test.each([
  ['https://vk.com/gorod', true],
  ['https://m.vk.com/gorod', true],
  [' https://www.vk.com/gorod ', true],
  ['https://vk.com.example/gorod', false],
  ['https://notvk.com/gorod', false],
  ['vk.com/gorod', false],
])('%s is on vk.com: %s', (address, is) => expect(isOnHost(address, 'vk.com')).toBe(is));
