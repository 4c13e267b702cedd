import { expect, test } from 'vitest';
import { cohortAges } from '../../contract/heatmap/analysis.ts';
import { addDays } from '../periods.ts';
import { ageTitle, bandDays, bandTitle, weekTitle } from './ageing.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('an age and a band are told in words', () => {
  expect(cohortAges.map(ageTitle).map(plain)).toEqual([
    'К концу недели',
    'Через 1 неделю',
    'Через 2 недели',
    'Через 4 недели',
    'Через 8 недель',
    'Через 13 недель',
  ]);
  expect(cohortAges.map((_, band) => plain(bandTitle(band)))).toEqual([
    'Меньше недели',
    '1–2 недели',
    '2–4 недели',
    '4–8 недель',
    '8–13 недель',
    '13 недель и больше',
  ]);
  expect(weekTitle({ from: '2026-11-02', to: '2026-11-08' })).toBe('02.11–08.11.2026');
});

test('bands follow one another without a day between them or twice', () => {
  const days = cohortAges.map((_, band) => bandDays(band, '2026-11-22'));
  expect(days[0]).toEqual({ from: '2026-11-16', to: '2026-11-22' });
  expect(days.at(-1)).toEqual({ from: null, to: '2026-08-23' });
  for (const [band, { from }] of days.entries()) {
    if (from !== null) expect(days[band + 1]?.to).toBe(addDays(from, -1));
  }
});
