import { describe, expect, test } from 'vitest';
import type { Claim, ClaimOf } from './claim.ts';
import { clashOfDays, type Said } from './clash-of-days.ts';

const day = (at: string, given: Partial<ClaimOf<'day'>> = {}): ClaimOf<'day'> => ({
  kind: 'day',
  day: `2026-11-${at}`,
  hour: null,
  role: 'end',
  sense: 'on',
  from: 3,
  to: 9,
  ...given,
});
const said = (claims: readonly Claim[], on = '2026-11-20'): Said => ({
  at: new Date(`${on}T09:00:00Z`),
  on,
  by: 'city',
  claims,
});
const clash = (first: readonly Claim[], second: readonly Claim[]) => clashOfDays(said(first), said(second));

describe('two days', () => {
  const by = { sense: 'by' } as const;
  const about = { sense: 'about' } as const;
  test.each<[string, ClaimOf<'day'>, ClaimOf<'day'>, boolean]>([
    ['the same', day('25'), day('25'), false],
    ['two others', day('25'), day('26'), true],
    ['a beginning and an end', day('25', { role: 'begin' }), day('26'), false],
    ['by a day, and on one before it', day('26', by), day('25'), false],
    ['on a day, and by one after it', day('25'), day('26', by), false],
    ['by a day, and on one after it', day('25', by), day('26'), true],
    ['on a day, and by one before it', day('26'), day('25', by), true],
    ['by two days', day('25', by), day('26', by), true],
    ['about a week, and on a day of it', day('29', about), day('27'), false],
    ['about a week, and on its last day', day('29', about), day('29', by), false],
    ['about a week, and on one beyond it', day('29', about), day('30'), true],
    ['on a day beyond, and about a week', day('30'), day('29', about), true],
    ['on a day, and about its week', day('27'), day('29', about), false],
    ['by a day, and about a week that holds it', day('27', by), day('29', about), false],
    ['about two weeks', day('22', about), day('29', about), false],
  ])('%s', (_, first, second, isClash) => {
    expect(clash([first], [second]) !== null).toBe(isClash);
  });

  test('are told in their words, with how far apart and where', () => {
    const found = clash(
      [day('25', { from: 1, to: 2 })],
      [day('28', { sense: 'by', hour: '18:00', from: 5, to: 8 })],
    );
    expect(found).toBeNull();
    expect(
      clash([day('28', { hour: '09:00', from: 1, to: 2 })], [day('25', { sense: 'by', from: 5, to: 8 })]),
    ).toEqual({
      clash: 'day',
      first: '28.11.2026, 09:00',
      second: 'до 25.11.2026',
      apart: 3,
      firstAt: { from: 1, to: 2 },
      secondAt: { from: 5, to: 8 },
    });
  });

  test('of several, one that agrees is enough; else the last of each are compared', () => {
    expect(clash([day('25'), day('26')], [day('26'), day('29')])).toBeNull();
    expect(clash([day('22'), day('25')], [day('26'), day('29')])).toMatchObject({ apart: 4 });
  });
});

describe('no contradiction is', () => {
  test('a term that is told to be moved', () => {
    expect(clash([day('25')], [day('26'), { kind: 'moved', from: 0, to: 1 }])).toBeNull();
    expect(clash([day('25'), { kind: 'moved', from: 0, to: 1 }], [day('26')])).not.toBeNull();
  });

  test('a promise that was over by then', () => {
    const second = said([day('26')], '2026-11-25');
    expect(clashOfDays(said([day('24')]), second)).toBeNull();
    expect(clashOfDays(said([day('25')]), second)).not.toBeNull();
  });

  test('a text that names no day', () => {
    expect(clash([], [day('26')])).toBeNull();
    expect(clash([day('26')], [])).toBeNull();
  });
});

describe('two hours of one day', () => {
  const at = (hour: string | null, given: Partial<ClaimOf<'day'>> = {}) => day('25', { hour, ...given });
  test('differ by so much', () => {
    expect(clash([at('18:00', { from: 1, to: 2 })], [at('20:15', { from: 5, to: 8 })])).toEqual({
      clash: 'hour',
      first: '25.11.2026, 18:00',
      second: '25.11.2026, 20:15',
      apart: 2.3,
      firstAt: { from: 1, to: 2 },
      secondAt: { from: 5, to: 8 },
    });
    expect(clash([at('20:10')], [at('19:40')])).toMatchObject({ apart: 0.5 });
  });

  test('differ whatever days without an hour stand beside', () => {
    expect(clash([day('26'), at('18:00')], [at('20:00'), day('28')])).toMatchObject({
      clash: 'hour',
      apart: 2,
    });
  });

  test.each<[string, ClaimOf<'day'>[], ClaimOf<'day'>[]]>([
    ['they are the same', [at('18:00')], [at('18:00')]],
    ['one of them names none', [at('18:00')], [at(null)]],
    ['the other names none', [at(null)], [at('18:00')]],
    ['one begins and the other ends', [at('09:00', { role: 'begin' })], [at('18:00')]],
    ['the days differ and still agree', [day('26', { sense: 'by', hour: '18:00' })], [at('20:00')]],
    ['the first names several', [at('18:00'), at('19:00')], [at('20:00')]],
    ['the second names several', [at('18:00')], [at('19:00'), at('20:00')]],
  ])('agree where %s', (_, first, second) => {
    expect(clash(first, second)).toBeNull();
  });
});
