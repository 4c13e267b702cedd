import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { holdsOn } from './dated.ts';
import { defineDatedPack } from './dated-pack.ts';

describe('данные с датами', () => {
  it.each([
    ['2026-01-01', null, '2025-12-31', false],
    ['2026-01-01', null, '2026-01-01', true],
    ['2026-01-01', undefined, '2031-01-01', true],
    ['2026-01-01', '2026-06-30', '2026-06-30', true],
    ['2026-01-01', '2026-06-30', '2026-07-01', false],
  ])('с %s по %s на %s: %s', (validFrom, validTo, day, isHeld) => {
    expect(holdsOn({ validFrom, validTo }, day)).toBe(isHeld);
  });

  it('пакет с лишними словами или чужого вида не читается', () => {
    const file = 'messages/early-warning/otklik-2026.json';
    const loose = defineDatedPack('early-warning', file, { weeks: z.int() }, 'Нет.');
    // A pack says nothing its reader does not know.
    expect(() => loose.read()).toThrow(/leastCount/u);
    expect(() => defineDatedPack('other', file, {}, 'Нет.').read()).toThrow(/kind/u);
  });
});
