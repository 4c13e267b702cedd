import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { composePack } from './compose.ts';
import { dissolve, partitionBySeeds, type Vec } from './partition.ts';

const readPack = (name: string) =>
  readFileSync(new URL(`../../packs/base/city/kamensk-uralsky/${name}`, import.meta.url), 'utf8');

test('the pack in the repository is what its sources give', () => {
  for (const [name, text] of Object.entries(composePack(readPack('boundary.geojson')))) {
    expect(readPack(name) === text, `${name}: run node scripts/city-pack/build.ts`).toBe(true);
  }
});

describe('cutting by seeds', () => {
  /** A comb: the cut crosses its outline six times. */
  const comb: Vec[] = [
    [0, 0],
    [9, 0],
    [9, 9],
    [7, 9],
    [7, 2],
    [5, 2],
    [5, 8],
    [3, 8],
    [3, 2],
    [1, 2],
    [1, 9],
    [0, 9],
  ];
  const seeds = [
    { id: 'south', at: [4.1, 1] as Vec },
    { id: 'north', at: [4.2, 8.1] as Vec },
  ];
  const area = (ring: Vec[]) =>
    ring.reduce((sum, [x, y], i) => {
      const [nx, ny] = ring[(i + 1) % ring.length]!;
      return sum + (x * ny - nx * y) / 2;
    }, 0);
  const total = (rings: Vec[][]) => rings.reduce((sum, ring) => sum + area(ring), 0);

  test('a concave outline falls into pieces that add up', () => {
    const [south, north] = partitionBySeeds(comb, seeds, 1);
    expect([south!.rings.length, north!.rings.length]).toEqual([1, 3]);
    expect(total([...south!.rings, ...north!.rings])).toBeCloseTo(area(comb), 5);
  });

  test('a clockwise outline is cut the same', () => {
    const parts = partitionBySeeds([...comb].reverse(), seeds, 1);
    expect(parts.map((part) => part.rings.length)).toEqual([1, 3]);
  });

  test('putting the parts together gives the outline back', () => {
    const parts = partitionBySeeds(comb, seeds, 1);
    const whole = dissolve(parts.flatMap((part) => part.rings));
    expect(whole).toHaveLength(1);
    expect(area(whole[0]!)).toBeCloseTo(area(comb), 5);
  });
});
