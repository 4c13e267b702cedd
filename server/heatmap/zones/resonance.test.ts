import { describe, expect, it, test } from 'vitest';
import { placeKinds } from '../../../shared/contract/heatmap/zones.ts';
import type { Atom } from './atoms.ts';
import { type Counted, muchOf, sumAtoms } from './facts.ts';
import { zonePack } from './pack.ts';
import { scoreCell } from './score.ts';

/** Public resonance is a term of the score from the version of the method that knows it; before it nothing changes. */

const before = zonePack.on('2026-11-30');
const since = zonePack.on('2026-12-01');
const WEEKS = 12;

const atom = (resonance: number): Atom => ({
  district: 'sinarsky',
  cell: null,
  block: 'roads',
  fact: '',
  weeks: Array.from({ length: WEEKS }, (_, week) => ({
    week,
    count: 10,
    open: week === 0 ? 10 : 0,
    overdue: 0,
    beyond: 0,
    danger: 0,
    recent: week < 4 ? 10 : 0,
    repeated: 0,
    important: 0,
  })),
  spots: new Map(),
  ratings: 10,
  lowRatings: 0,
  resonance,
});

const counted = (atoms: readonly Atom[], hasNetworks = true): Counted => ({
  atoms,
  weeks: WEEKS,
  hasNetworks,
});

describe('редакции метода', () => {
  it('первая редакция резонанса не знает, с 1 декабря он есть; веса прежние и складываются в единицу', () => {
    expect([before.version, before.resonance]).toEqual(['2026.2', null]);
    expect(since.version).toBe('2026.3');
    expect(since.resonance?.much.district).toBeGreaterThan(since.resonance?.much.hexagon ?? Number.NaN);
    expect(since.terms).toEqual(before.terms);
  });

  it('до неё балл прежний, сколько бы ни писали', () => {
    const quiet = scoreCell(sumAtoms([atom(0)], WEEKS, muchOf(counted([]), 'district', before)), before);
    const loud = scoreCell(sumAtoms([atom(1e6)], WEEKS, muchOf(counted([]), 'district', before)), before);
    expect(loud).toEqual(quiet);
    expect(loud.terms.find(({ id }) => id === 'reach')).toMatchObject({ measured: null, points: 0 });
  });
});

test.each(placeKinds)('%s: сколько это — много, говорит редакция; без сетей нет данных', (kind) => {
  expect(muchOf(counted([]), kind, since)).toBe(since.resonance?.much[kind]);
  expect(muchOf(counted([], false), kind, since)).toBe(null);
  expect(muchOf(counted([]), kind, before)).toBe(null);
});

describe('слагаемое', () => {
  const much = muchOf(counted([]), 'district', since) ?? Number.NaN;
  const scoreOf = (...resonance: number[]) => scoreCell(sumAtoms(resonance.map(atom), WEEKS, much), since);
  const reach = (...resonance: number[]) => scoreOf(...resonance).terms.find(({ id }) => id === 'reach');

  it('ничего не сказано — ноль, а не «нет данных»', () => {
    expect(reach(0)).toMatchObject({ measured: 0, share: 0, points: 0 });
  });

  it('складывается по местам и растёт до своего веса', () => {
    expect(reach(much / 4, much / 4)).toMatchObject({ measured: 0.5, share: 0.5, points: 2.5 });
    expect(reach(much)).toMatchObject({ measured: 1, share: 1, points: 5 });
    expect(reach(3 * much)).toMatchObject({ measured: 3, share: 1, points: 5 });
  });

  it('один не красит ячейку', () => {
    expect(scoreOf(1e9).zone).toBe(scoreOf(0).zone);
  });
});
