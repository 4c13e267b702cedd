import { describe, expect, it } from 'vitest';
import { makeCrew } from '../../../tests/support/demo-crew.ts';
import { openOffice } from '../lives/office.ts';
import { createSampler, demoUuid, openRandom } from '../world/random.ts';
import { openWorld } from '../world/world.ts';
import { writeLine } from './columns.ts';

describe('seeded chance', () => {
  it('repeats itself for a key and spreads evenly', () => {
    const draw = (key: string) => {
      const random = openRandom(key);
      return Array.from({ length: 5 }, random.next);
    };
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
    const random = openRandom('spread');
    const tens = new Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i += 1) tens[Math.floor(random.next() * 10)]! += 1;
    for (const count of tens) expect(Math.abs(count - 2000)).toBeLessThan(200);
  });

  it('picks by weight and never what weighs nothing', () => {
    const sampler = createSampler(['a', 'b', 'c'], (name) => ({ a: 3, b: 0, c: 1 })[name]!);
    const random = openRandom('weights');
    const picked = Array.from({ length: 4000 }, () => sampler(random));
    expect(picked).not.toContain('b');
    expect(picked.filter((name) => name === 'a').length / 4000).toBeCloseTo(0.75, 1);
    expect(() => createSampler(['a'], () => 0)).toThrow('zero');
  });

  it('makes ids of version 7 in the order of time', () => {
    const random = openRandom('ids');
    const ids = [1, 2, 3, 4].map((hour) =>
      demoUuid(Date.parse('2026-11-25T00:00:00Z') + hour * 3_600_000, random),
    );
    for (const id of ids)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(ids).toEqual(ids.toSorted());
  });
});

describe('office hours', () => {
  openWorld('kamensk-uralsky', makeCrew());
  const office = openOffice(Date.parse('2026-04-20T00:00:00Z'), Date.parse('2026-05-30T00:00:00Z'));
  const local = (text: string) => Date.parse(`${text}+05:00`);

  it('run from nine to six on working days of the calendar', () => {
    expect(office.after(local('2026-04-29T16:30'), 60)).toBe(local('2026-04-29T17:30'));
    // 1 May and the weekend after it are free.
    expect(office.after(local('2026-04-30T17:30'), 60)).toBe(local('2026-05-04T09:30'));
    expect(office.after(local('2026-04-29T03:00'), 10)).toBe(local('2026-04-29T09:10'));
    expect(office.between(local('2026-04-29T12:00'), local('2026-04-30T12:00'))).toBe(540);
    expect(office.after(local('2026-05-20T12:00'), 1e6)).toBe(Number.POSITIVE_INFINITY);
    expect(office.isWorkingDay(local('2026-05-09T12:00'))).toBe(false);
  });
});

describe('lines of COPY', () => {
  it('escape what would break a line and tell null from a word', () => {
    const line = writeLine('cases.event', {
      case_id: 'x',
      at: 0,
      kind: 'note',
      visibility: 'staff',
      actor: 'a',
      actor_name: 'Имя\tс табуляцией',
      text: 'две\nстроки \\N \r',
      data: { text: 'а\nб' },
    });
    expect(line).toBe(
      'x\t1970-01-01T00:00:00.000Z\tnote\tstaff\ta\tИмя\\tс табуляцией\tдве\\nстроки \\\\N \\r\t{"text":"а\\\\nб"}',
    );
    expect(writeLine('cases.rating', { id: 'i', score: null }).split('\t')[4]).toBe('\\N');
  });
});
