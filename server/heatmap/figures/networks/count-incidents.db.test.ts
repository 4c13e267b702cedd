import { latLngToCell } from 'h3-js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type HeatFilter,
  listHeatPoints,
  listHotspots,
} from '../../../../shared/contract/heatmap/heatmap.ts';
import { plantRow } from '../../../../tests/support/plant.ts';
import { asSystem } from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import {
  countIncidentCells,
  countIncidentHexagons,
  countIncidentWeeks,
  requireSource,
  sourceKnownFrom,
} from './count-incidents.ts';

/** Incidents put straight into the table, each in a place and a state of its own, as the map and its numbers tell them. */

let server: TestServer;
let chair: string;
const NOW = '2026-11-26T07:00:00Z';
const period = { from: '2026-11-23', to: '2026-11-26' };
let serial = 0;

/** Yekaterinburg is five hours ahead: noon of the day. */
const noon = (day: number): string => `2026-11-${day}T07:00:00Z`;

interface Incident {
  day?: number;
  lat?: number | null;
  lon?: number | null;
  status?: string;
  block?: string | null;
  due?: string | null;
}

async function open({
  day = 24,
  lat = 56.41,
  lon = 61.91,
  status = 'sorted',
  block = 'roads',
  due = null,
}: Incident = {}): Promise<string> {
  serial += 1;
  const id = `00000000-0000-4000-8000-${String(serial).padStart(12, '0')}`;
  await plantRow(server, 'incidents.incident', {
    id,
    number: `И-${serial}`,
    title: 'Яма',
    status,
    importance: 'normal',
    origin: 'own-page',
    offer: {},
    precision: 'none',
    block,
    district_id: 'sinarsky.trubny',
    lat,
    lon,
    h3: lat === null || lon === null ? null : latLngToCell(lat, lon, 9),
    dismiss_reason: status === 'dismissed' ? 'spam' : null,
    opened_at: noon(day),
    last_posted_at: noon(day),
    due_at: due,
    version: 1,
  });
  if (due !== null)
    await plantRow(server, 'incidents.term', {
      incident_id: id,
      kind: 'answer',
      started_at: noon(day),
      rule_id: 'rule',
      rule_version: '1',
      due_at: due,
      is_void: false,
    });
  return `И-${serial}`;
}

const forget = () => server.asOwner('DELETE FROM incidents.term; DELETE FROM incidents.incident');

beforeAll(async () => {
  server = await startTestServer();
  server.setNow(NOW);
  chair = await signInAs(server, 'chair');
});
afterAll(() => server.close());

describe('since when the numbers are known', () => {
  const known = (source: HeatFilter['source'], cases: string | null) =>
    asSystem(server, (ctx) => sourceKnownFrom(ctx, { source }, async () => cases));

  it('is since the later of the two sources that there are', async () => {
    expect(await known('networks', '2026-11-01')).toBeNull();
    expect(await known('both', '2026-11-01')).toBe('2026-11-01');
    expect(await known('both', null)).toBeNull();
    await open({ day: 24, lat: null });
    await open({ day: 25, lat: null });
    expect(await known(undefined, '2026-11-01')).toBe('2026-11-01');
    expect(await known('cases', null)).toBeNull();
    expect(await known('networks', '2026-11-01')).toBe('2026-11-24');
    expect(await known('both', null)).toBe('2026-11-24');
    expect(await known('both', '2026-11-01')).toBe('2026-11-24');
    expect(await known('both', '2026-11-25')).toBe('2026-11-25');
    await forget();
  });
});

describe('what is not told of incidents', () => {
  it('is refused: a measure they have no number for, a channel of cases', () => {
    const networks = { source: 'networks' } as const;
    expect(() => requireSource({ ...networks, measure: 'mean-rating' })).toThrow(/у соцсетей нет|Проверьте/u);
    expect(() => requireSource({ ...networks, measure: 'open', channel: 'pos' })).toThrow();
    expect(() => requireSource({ ...networks, measure: 'open' })).not.toThrow();
    expect(() => requireSource({ measure: 'mean-rating', channel: 'pos' })).not.toThrow();
  });
});

describe('incidents on the map', () => {
  const west = { lat: 56.41, lon: 61.91 };
  const far = { lat: 56.45, lon: 61.99 };
  const query = { ...period, measure: 'received', source: 'networks' } as const;

  beforeAll(async () => {
    await forget();
    await open({ day: 23, ...west, status: 'captured' });
    await open({ day: 24, ...west, status: 'published', block: null });
    await open({ day: 25, ...west, due: '2026-11-26T06:59:59Z' });
    await open({ day: 25, ...west, due: NOW });
    await open({ day: 25, ...west, due: '2026-11-26T18:59:59Z', block: 'waste' });
    await open({ day: 25, ...west, due: '2026-11-26T19:00:00Z' });
    await open({ day: 25, ...far, status: 'refused' });
    await open({ day: 25, lat: far.lat, lon: west.lon, status: 'closed' });
    await open({ day: 25, lat: west.lat, lon: far.lon, status: 'accepted' });
    await open({ day: 25, lat: null, lon: null });
    await open({ day: 25, lat: null, lon: west.lon });
    await open({ day: 25, lat: west.lat, lon: null });
    await open({ day: 25, ...west, status: 'dismissed' });
    await open({ day: 22, ...west });
  });

  const points = (bbox?: string) =>
    server.call(listHeatPoints, { query: { ...query, ...(bbox && { bbox }) } }, chair);

  it('are those that have a place, each by what it is: new, late, at work, answered', async () => {
    const { points: found, total } = await points();
    expect(total).toBe(9);
    expect(found.map(({ shape }) => shape).toSorted()).toEqual(
      ['new', 'new', 'answered', 'answered', 'overdue', 'work', 'work', 'work', 'work'].toSorted(),
    );
  });

  it('are those within the frame, on all its sides', async () => {
    expect((await points('61.90,56.40,61.92,56.42')).total).toBe(6);
    expect((await points('61.98,56.44,62.00,56.46')).total).toBe(1);
    expect((await points('61.90,56.40,62.00,56.42')).total).toBe(7);
    expect((await points('61.90,56.40,61.92,56.46')).total).toBe(7);
    expect((await points('61.90,56.40,62.00,56.46')).total).toBe(9);
  });

  const spotOf = async (measure: HeatFilter['measure'], days: { from: string; to: string } = period) => {
    const { hotspots } = await server.call(
      listHotspots,
      { query: { ...days, measure, source: 'networks' } },
      chair,
    );
    return hotspots.find(({ cell }) => cell === latLngToCell(west.lat, west.lon, 9));
  };

  it('make a spot of their cell, with its late ones and those due before the day is over', async () => {
    const noticed = await spotOf('received');
    expect(noticed).toMatchObject({ count: 6, overdue: null, dueToday: null });
    const running = await spotOf('open');
    expect(running).toMatchObject({ count: 4, overdue: 1, dueToday: 2 });
    const past = await spotOf('open', { from: '2026-11-23', to: '2026-11-25' });
    expect(past).toMatchObject({ count: 4, overdue: 0, dueToday: null });
  });

  it('of a hexagon are late by what is counted: now beside those noticed, at the moment beside a stock', async () => {
    const late = (measure: 'received' | 'open', days = period) =>
      asSystem(server, async (ctx) =>
        (await countIncidentHexagons(ctx, { ...days, measure, source: 'networks' }, measure)).reduce(
          (sum, { overdue }) => sum + overdue,
          0,
        ),
      );
    expect(await late('received')).toBe(1);
    expect(await late('received', { from: '2026-11-23', to: '2026-11-25' })).toBe(1);
    expect(await late('open')).toBe(1);
    expect(await late('open', { from: '2026-11-23', to: '2026-11-25' })).toBe(0);
  });
});

describe('incidents by cell and by week', () => {
  beforeAll(async () => {
    await forget();
    for (const day of [15, 17, 23, 24]) await open({ day });
    await open({ day: 24, block: 'waste' });
  });
  const filter = { source: 'networks', measure: 'received' } as const;

  it('are counted by district and block', async () => {
    const cells = await asSystem(server, (ctx) =>
      countIncidentCells(ctx, filter, { measure: 'received', days: period }),
    );
    expect(cells.toSorted((a, b) => b.value - a.value)).toEqual([
      { district_id: 'sinarsky.trubny', block: 'roads', value: 2 },
      { district_id: 'sinarsky.trubny', block: 'waste', value: 1 },
    ]);
  });

  it('have no number in a week that has not begun', async () => {
    const weeks = [
      { from: '2026-11-09', to: '2026-11-15' },
      { from: '2026-11-16', to: '2026-11-22' },
      { from: '2026-11-26', to: '2026-12-02' },
      { from: '2026-11-27', to: '2026-12-03' },
    ];
    const count = (asked: typeof weeks) =>
      asSystem(server, (ctx) => countIncidentWeeks(ctx, filter, 'received', asked));
    await open({ day: 26 });
    expect(await count(weeks)).toEqual([1, 1, 1, 0]);
    await open({ day: 25, due: '2026-12-20T07:00:00Z' });
    const stock = await asSystem(server, (ctx) =>
      countIncidentWeeks(ctx, { source: 'networks', measure: 'open' }, 'open', weeks),
    );
    expect(stock).toEqual([0, 0, 1, 0]);
    expect(await count(weeks.slice(0, 1))).toEqual([1]);
    expect(await count(weeks.slice(3))).toEqual([0]);
  });
});
