import { expect, test } from 'vitest';
import type { AgeingWeek } from '../../../../shared/contract/heatmap/analysis.ts';
import { layOutAgeing } from './ageing-view.ts';

const week = (more: Partial<AgeingWeek>): AgeingWeek => ({
  from: '2026-10-05',
  to: '2026-10-11',
  received: 40,
  open: [30, 20, 10, 4, null, null],
  stock: 31,
  byAge: [30, 1, 0, 0, 0, 0],
  ...more,
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('a share of a week opens the cases of that week that were open on that Sunday', () => {
  const { cohorts } = layOutAgeing([week({})], { from: '2026-10-01', to: '2026-10-31', block: 'roads' });
  const [line] = cohorts.lines;
  expect(line?.title).toBe('05.10–11.10.2026');
  const [received, now, , , after4, after8] = line!.cells;
  expect(received).toMatchObject({
    text: '40',
    href: '/staff/cases?from=2026-10-05&to=2026-10-11&merged=with&block=roads',
  });
  expect(now).toMatchObject({
    text: '30',
    href: '/staff/cases?from=2026-10-05&to=2026-10-11&openOn=2026-10-11&block=roads',
    look: 5,
  });
  expect(plain(now!.under!)).toBe('75 %');
  expect(after4).toMatchObject({
    text: '4',
    href: '/staff/cases?from=2026-10-05&to=2026-10-11&openOn=2026-11-08&block=roads',
    look: 1,
  });
  expect(plain(after4!.aloud)).toBe(' — неделя 05.10–11.10.2026, через 4 недели открыто, 4 из 40, 10 %');
  expect(after8).toMatchObject({ text: '', look: 'plain', href: null });
  expect(after8?.aloud).toContain('Ещё не прошло');
});

test('of few cases it is hatched, none of some is a number, of none it opens nothing', () => {
  const few = week({ received: 3, open: [2, 0, 0, 0, 0, 0] });
  const none = week({ received: 0, open: [0, 0, 0, 0, 0, 0], stock: 0, byAge: [0, 0, 0, 0, 0, 0] });
  const { cohorts, stock } = layOutAgeing([few, none], { from: '2026-10-01', to: '2026-10-31' });
  expect(cohorts.lines[0]?.cells[1]).toMatchObject({ text: '2', look: 'small' });
  expect(cohorts.lines[0]?.cells[2]).toMatchObject({ text: '0', href: null });
  for (const { text, href } of [...cohorts.lines[1]!.cells, ...stock.lines[1]!.cells])
    expect([text, href]).toEqual(['·', null]);
});

test('what was open on a Sunday opens by its age; the oldest without a beginning', () => {
  const old = week({ stock: 60, byAge: [30, 6, 5, 7, 2, 10] });
  const { stock, chart } = layOutAgeing([old], {
    from: '2026-10-01',
    to: '2026-10-31',
    districtId: 'sinarsky',
  });
  const [all, young, , , , , oldest] = stock.lines[0]!.cells;
  expect(all?.href).toBe('/staff/cases?openOn=2026-10-11&districtId=sinarsky');
  expect(young?.href).toBe(
    '/staff/cases?from=2026-10-05&to=2026-10-11&openOn=2026-10-11&districtId=sinarsky',
  );
  expect(oldest?.href).toBe('/staff/cases?to=2026-07-12&openOn=2026-10-11&districtId=sinarsky');
  expect(chart.series.map(({ title, values }) => [title, values])).toEqual([
    ['меньше 4 недель', [41]],
    ['4–13 недель', [9]],
    ['13 недель и больше', [10]],
  ]);
});
