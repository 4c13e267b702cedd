import { expect, test } from 'vitest';
import { tableOf } from '../../../../shared/charts/chart-table.ts';
import type { TimelineEvent } from '../../../../shared/contract/messages/cases.ts';
import { courseChart, measureCourse } from './course.ts';

const at = (hour: number): string => new Date(Date.UTC(2026, 10, 1) + hour * 3_600_000).toISOString();
const event = (id: number, hour: number, kind: string, to?: string): TimelineEvent => ({
  id,
  kind,
  at: at(hour),
  visibility: 'staff',
  actorName: 'Кто-то',
  text: null,
  data: to ? { to } : {},
});
const now = Date.parse(at(100));
const hours = (events: TimelineEvent[]) =>
  measureCourse(events, now).map(({ status, milliseconds }) => [status, milliseconds / 3_600_000]);

test('each status lasts until the next one, the present one until now', () => {
  expect(
    hours([event(1, 0, 'status', 'new'), event(2, 2, 'note'), event(3, 10, 'status', 'in_work')]),
  ).toEqual([
    ['new', 10],
    ['in_work', 90],
  ]);
});

test('a status that came again is added to the former', () => {
  const events = [
    event(1, 0, 'status', 'in_work'),
    event(2, 10, 'status', 'review'),
    event(3, 15, 'status', 'in_work'),
    event(4, 40, 'status', 'closed'),
  ];
  expect(hours(events)).toEqual([
    ['in_work', 35],
    ['review', 5],
  ]);
});

test.each(['closed', 'rejected'])('%s is an end: no time passes in it', (end) => {
  expect(hours([event(1, 0, 'status', 'new'), event(2, 3, 'status', end)])).toEqual([['new', 3]]);
});

test('events out of order and unknown words do no harm', () => {
  expect(hours([event(2, 5, 'status', 'nobody-knows'), event(1, 0, 'status', 'new')])).toEqual([['new', 5]]);
  expect(measureCourse([], now)).toEqual([]);
});

test('stages of a moment are left out, the rest is told in minutes, hours and days', () => {
  const events = [
    event(1, 0, 'status', 'new'),
    event(2, 0.5, 'status', 'assigned'),
    event(3, 0.5, 'status', 'in_work'),
    event(4, 24, 'status', 'review'),
  ];
  const { rows } = tableOf(courseChart(events, now));
  expect(rows.map(([, time]) => time?.replaceAll('\u00a0', ' '))).toEqual(['30 мин', '24 ч', '3,2 дн.']);
});
