import { describe, expect, test } from 'vitest';
import { ratioMeasures } from '../contract/heatmap/heatmap.ts';
import { additiveMeasures } from '../contract/heatmap/heatmap-pivot.ts';
import { heatRatioOf, heatRatios, ratioOf, tellParts } from '../text/heatmap/ratios.ts';
import {
  badness,
  describeRatioScale,
  isRatioTelling,
  lookOfRatio,
  type RatioGap,
  ratioScale,
  readRatio,
  tellRatio,
  writeRatioChange,
} from './ratio-heat.ts';

const { 'overdue-share': late, 'solved-share': solved, 'mean-rating': mean, 'per-1000': rate } = heatRatios;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a measure over the whole it is of', () => {
  test('is a ratio by its two measures, and no other two are', () => {
    expect([late, solved, mean].map(({ part, whole }) => ratioOf(part, whole as never))).toEqual([
      late,
      solved,
      mean,
    ]);
    expect(ratioOf('open', 'overdue')).toBeNull();
    expect(ratioOf('received', '')).toBeNull();
    expect(ratioMeasures.map((id) => heatRatioOf(id))).toEqual(Object.values(heatRatios));
    expect(heatRatioOf('open')).toBeNull();
    const told = additiveMeasures.flatMap((part) =>
      additiveMeasures.flatMap((whole) => (ratioOf(part, whole) ? [`${part}/${whole}`] : [])),
    );
    expect(told).toHaveLength(12);
  });

  test.each([
    [late, 5, 20, '25 %', 25],
    [late, 0, 20, '0 %', 0],
    [solved, 15, 20, '75 %', 25],
    [solved, 0, 20, '0 %', 100],
    [mean, 60, 20, '3,0', 20],
    [mean, 100, 20, '5,0', 0],
    [mean, 20, 20, '1,0', 40],
    // Residents are always many: a rate is told by its cases.
    [rate, 31, 41_200, '0,8', 8],
    [rate, 5, 1000, '5,0', 50],
  ] as const)('%j of %i and %i', (ratio, part, whole, words, bad) => {
    const told = readRatio(ratio, { part, whole }, 5);
    expect(plain(tellRatio(ratio, told))).toBe(words);
    expect(badness(ratio, told.value!)).toBe(bad);
  });

  test.each([
    [late, 4, 4, 'few'],
    [late, 0, 0, 'nothing'],
    [late, null, 20, 'unknown'],
    [late, 4, 5, null],
    [mean, 9, 2, 'few'],
    [mean, 0, 0, 'nothing'],
    [rate, 4, 41_200, 'few'],
    [rate, 0, 41_200, 'nothing'],
    [rate, 3, 0, 'nothing'],
    [rate, 60, null, 'unknown'],
    [rate, 0, null, 'unknown'],
  ] as const)('%j of %s and %s is told as %s', (ratio, part, whole, gap: RatioGap | null) => {
    expect(readRatio(ratio, { part, whole }, 5).gap).toBe(gap);
  });

  test('says what it is made of', () => {
    expect(tellParts(late, { part: 12, whole: 40 })).toBe('12 из 40 открытых');
    expect(tellParts(solved, { part: 3, whole: 9 })).toBe('3 из 9 ответов');
    expect(tellParts(mean, { part: 86, whole: 20 })).toBe('сумма 86, оценок 20');
    expect(plain(tellParts(rate, { part: 31, whole: 41_200 }))).toBe('31 на 41 200 жителей');
    expect(tellParts(rate, { part: 31, whole: null })).toBe('31 на неизвестно скольких жителей');
  });
});

describe('the colour of a ratio', () => {
  const scale = ratioScale(40);
  const look = (part: number, whole: number | null) =>
    lookOfRatio(late, readRatio(late, { part, whole }, 5), scale);

  test('is by how bad it is; too few are hatched, what is not known has none', () => {
    expect(scale).toEqual([1, 9, 17, 25, 33]);
    expect([look(8, 20), look(1, 20), look(0, 20), look(4, 4), look(0, 0), look(2, null)]).toEqual([
      5,
      1,
      'plain',
      'small',
      'zero',
      'plain',
    ]);
    expect(ratioScale(0)).toEqual([1, 3, 5, 7, 9]);
  });

  test('is darkest where a good share is least and a mark lowest', () => {
    const of = (ratio: typeof solved, part: number, whole: number) =>
      lookOfRatio(ratio, readRatio(ratio, { part, whole }, 5), ratioScale(40));
    expect([of(solved, 20, 20), of(solved, 19, 20), of(solved, 2, 20)]).toEqual(['plain', 1, 5]);
    expect([of(mean, 100, 20), of(mean, 90, 20), of(mean, 20, 20)]).toEqual(['plain', 1, 5]);
    expect([of(rate, 5, 50_000), of(rate, 200, 50_000)]).toEqual([1, 5]);
  });

  test('is told in the words of the number', () => {
    const told = (kind: typeof late, worst: number) => describeRatioScale(kind, ratioScale(worst)).map(plain);
    expect(told(late, 40)).toEqual(['1–8 %', '9–16 %', '17–24 %', '25–32 %', '33 % и выше']);
    expect(told(solved, 40)).toEqual(['92–99 %', '84–91 %', '76–83 %', '68–75 %', '67 % и ниже']);
    expect(told(mean, 20)).toEqual(['4,6–4,9', '4,2–4,5', '3,8–4,1', '3,4–3,7', '3,3 и ниже']);
    expect(told(rate, 20)).toEqual(['0,1–0,4', '0,5–0,8', '0,9–1,2', '1,3–1,6', '1,7 и выше']);
  });
});

describe('the change of a ratio', () => {
  test('of a share is in points, of the others in their own units', () => {
    expect(plain(writeRatioChange(late, 0.05))).toBe('+5 п. п.');
    expect(plain(writeRatioChange(solved, -0.12))).toBe('−12 п. п.');
    expect(writeRatioChange(mean, -0.3)).toBe('−0,3');
    expect(writeRatioChange(rate, 0.42)).toBe('+0,4');
  });

  test.each([
    [late, 0.3, 0.25, true],
    [late, 0.29, 0.25, false],
    [solved, 0.25, 0.3, true],
    [mean, 4.1, 3.8, true],
    [mean, 4, 3.8, false],
    [rate, 1.2, 1, true],
    [rate, 1.1, 1, false],
    [rate, 0.15, 0.1, false],
  ] as const)('%j from %f to %f', (kind, now, before, isTold) => {
    expect(isRatioTelling(kind, now, before)).toBe(isTold);
  });
});
