import { describe, expect, it } from 'vitest';
import type { PublicPoint } from '../../../shared/contract/messages/cases-open.ts';
import { clusterSpots } from './cluster.ts';
import { describePoint, orderPoints } from './order-points.ts';

const point = (patch: Partial<PublicPoint>): PublicPoint => ({
  number: '2026-11-0001',
  title: 'Яма',
  block: 'roads',
  shape: 'work',
  status: 'in_work',
  lat: 56.4,
  lon: 61.9,
  address: null,
  districtId: null,
  registeredAt: '2026-11-20T05:00:00Z',
  joinedCount: 0,
  photoId: null,
  deadline: null,
  answeredAt: null,
  outcome: null,
  resolved: null,
  ...patch,
});
const term = (dueAt: string, leftWorkingMinutes = 480): NonNullable<PublicPoint['deadline']> => ({
  dueAt,
  startedAt: '2026-11-20T05:00:00Z',
  leftShare: 0.5,
  leftWorkingMinutes,
  state: leftWorkingMinutes < 0 ? 'overdue' : 'normal',
});
const words = { until: (at: string) => `до ${at.slice(8, 10)}`, dayMonth: (at: string) => at.slice(8, 10) };

describe('clusters of the public map', () => {
  it('joins what stands close, led by the first', () => {
    const clusters = clusterSpots(
      [
        { x: 0, y: 0, item: 'a' },
        { x: 100, y: 0, item: 'b' },
        { x: 10, y: 0, item: 'c' },
        { x: 30, y: 0, item: 'd' },
      ],
      24,
    );
    expect(clusters.map(({ items }) => items)).toEqual([['a', 'c'], ['b'], ['d']]);
    expect(clusters[0]).toMatchObject({ x: 5, y: 0 });
  });

  it('loses nobody', () => {
    const spots = Array.from({ length: 500 }, (_, at) => ({
      x: (at * 37) % 400,
      y: (at * 53) % 300,
      item: at,
    }));
    const clusters = clusterSpots(spots, 44);
    expect(clusters.flatMap(({ items }) => items).sort((a, b) => a - b)).toEqual(
      spots.map(({ item }) => item),
    );
    expect(clusters.length).toBeLessThan(80);
  });
});

describe('the list beside the map', () => {
  it('begins with the overdue, ends with what is over', () => {
    const ordered = orderPoints([
      point({ number: 'solved', shape: 'solved', answeredAt: '2026-11-21T05:00:00Z' }),
      point({ number: 'later', deadline: term('2026-12-02T12:00:00Z') }),
      point({ number: 'termless' }),
      point({
        number: 'told',
        shape: 'answered',
        answeredAt: '2026-11-22T05:00:00Z',
        deadline: term('2026-11-23T12:00:00Z'),
      }),
      point({ number: 'sooner', shape: 'new', deadline: term('2026-11-27T12:00:00Z') }),
      point({ number: 'late', shape: 'overdue', deadline: term('2026-11-19T12:00:00Z', -960) }),
    ]);
    expect(ordered.map(({ number }) => number)).toEqual([
      'late',
      'sooner',
      'later',
      'termless',
      'told',
      'solved',
    ]);
  });

  it('says where each stands', () => {
    const late = point({ shape: 'overdue', deadline: term('2026-11-19T12:00:00Z', -970) });
    expect(describePoint(late, words)).toBe('Просрочено на 2\u00a0рабочих\u00a0дня');
    expect(describePoint(point({ deadline: term('2026-12-02T12:00:00Z') }), words)).toBe(
      'В работе, ответ до 02',
    );
    expect(
      describePoint(point({ shape: 'solved', answeredAt: '2026-11-21T05:00:00Z', resolved: 'yes' }), words),
    ).toBe('Решено 21, подтвердил житель');
    // An explanation is neither work going on nor «решено».
    const told = point({ shape: 'answered', answeredAt: '2026-11-21T05:00:00Z' });
    expect(describePoint(told, words)).toBe('Рассмотрено 21');
    expect(describePoint({ ...told, outcome: 'explained' }, words)).toBe('Рассмотрено 21: разъяснено');
    expect(describePoint(point({ shape: 'answered' }), words)).toBe('Рассмотрено');
  });
});
