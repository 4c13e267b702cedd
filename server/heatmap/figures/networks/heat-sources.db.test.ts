import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getSnapshot } from '../../../../shared/contract/base/snapshots.ts';
import * as heat from '../../../../shared/contract/heatmap/heatmap.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import * as acts from '../../../../shared/contract/monitoring/incident-acts.ts';
import { type IncidentCard, listIncidents } from '../../../../shared/contract/monitoring/incidents.ts';
import { listOfMeasure } from '../../../../shared/text/heatmap/heatmap.ts';
import { type IncidentDesk, openIncidentDesk } from '../../../../tests/support/networks/incident-desk.ts';
import { submitCase } from '../../../../tests/support/site/cases.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';

/** Incidents as a second source of the heat map: each number is what its words say, recounted from the rows, and opens its list. */

let desk: IncidentDesk;
const days = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26'] as const;
const period = { from: '2026-11-23', to: '2026-11-26' };
const measures = ['open', 'overdue', 'received', 'answered'] as const;

interface Raw {
  number: string;
  status: string;
  district_id: string | null;
  block: string | null;
  h3: string | null;
  case_id: string | null;
  opened_at: Date;
  terms: { started_at: string; ended_at: string | null; due_at: string }[];
  finals: string[];
}

async function readRaw(): Promise<Raw[]> {
  const { rows } = await desk.server.app.pool.query(`
    SELECT number, status, district_id, block, h3, case_id, opened_at,
      (SELECT coalesce(json_agg(term), '[]') FROM incidents.term WHERE incident_id = incident.id) AS terms,
      (SELECT coalesce(json_agg(published_at), '[]') FROM incidents.reply
        WHERE incident_id = incident.id AND state = 'published' AND NOT is_interim) AS finals
    FROM incidents.incident`);
  return rows;
}

/** Yekaterinburg is five hours ahead. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+05:00`);

/** The incidents of a measure, told by the rows alone. */
function recount(
  rows: readonly Raw[],
  measure: (typeof measures)[number],
  from: string,
  to: string,
  now: number,
): Raw[] {
  const [begin, end] = [startOf(from), startOf(to) + 86_400_000];
  const moment = Math.min(end, now);
  const within = (at: number): boolean => at >= begin && at < end;
  const ran = (isLate: boolean) => (row: Raw) =>
    row.terms.some(
      (term) =>
        Date.parse(term.started_at) <= moment &&
        (term.ended_at === null || Date.parse(term.ended_at) > moment) &&
        (!isLate || Date.parse(term.due_at) < moment),
    );
  const is = {
    open: ran(false),
    overdue: ran(true),
    received: (row: Raw) => within(row.opened_at.getTime()),
    answered: (row: Raw) => row.finals.some((at) => within(Date.parse(at))),
  }[measure];
  return rows.filter((row) => !['dismissed', 'merged'].includes(row.status)).filter(is);
}

const matrixOf = (query: heat.HeatFilter, cookie = desk.chair) =>
  desk.server.call(heat.getMatrix, { query }, cookie);

const listed = async (query: object): Promise<number> =>
  (await desk.server.call(listIncidents, { query: { limit: 200, ...query } }, desk.chair)).incidents.length;

const close = (card: IncidentCard) =>
  desk.server.call(
    acts.closeIncident,
    { params: { id: card.id }, body: { version: card.version, reason: 'Ответили' } },
    desk.operator,
  );

let now = 0;
const setNow = (iso: string): void => {
  now = Date.parse(iso);
  desk.server.setNow(iso);
};

beforeAll(async () => {
  desk = await openIncidentDesk();
  setNow('2026-11-23T05:00:00Z');
  await submitCase(desk.server, { text: 'Во дворе дома нет воды', place: { address: 'ул. Титова, 14' } });
  const places = ['Титова, 14', 'Кадочникова, 7', ''];
  const cards: IncidentCard[] = [];
  for (const [at, day] of days.slice(0, 3).entries()) {
    setNow(`${day}T06:00:00Z`);
    for (const place of places) {
      const text = `Нет воды ${place ? `на ${place}` : 'в городе'}, когда дадут? ${at}`;
      const card = await desk.comment({ text, threadId: `t-${cards.length}`, postedAt: new Date(now) });
      cards.push(
        cards.length % 4 === 3
          ? card
          : await desk.sort(card, { place: place ? { address: place } : null, importance: 'high' }),
      );
    }
    const [first, second] = [cards[at * 3]!, cards[at * 3 + 1]!];
    if (first.status !== 'captured') await desk.approve(await desk.draft(await desk.read(first.id)));
    setNow(`${day}T12:00:00Z`);
    await desk.server.drain();
    if (at === 0)
      await desk.server.call(
        acts.convertIncident,
        { params: { id: second.id }, body: { version: second.version } },
        desk.operator,
      );
    if (at === 1)
      await desk.server.call(
        acts.dismissIncident,
        { params: { id: cards[3]!.id }, body: { version: cards[3]!.version, reason: 'spam', note: '' } },
        desk.operator,
      );
    await desk.server.drain();
  }
  await close(await desk.read(cards[0]!.id));
  const [one, other] = [cards[7]!, cards[8]!];
  const mergeable = await desk.read(one.id);
  await desk.server.call(
    acts.mergeIncident,
    { params: { id: mergeable.id }, body: { version: mergeable.version, intoId: other.id } },
    desk.operator,
  );
  setNow('2026-11-26T07:00:00Z');
  await desk.server.drain();
}, 120_000);
afterAll(() => desk.server.close());

describe('инциденты на матрице', () => {
  it('каждая ячейка каждого показателя и дня — пересчёт строк, и открывает список той же длины', async () => {
    const rows = await readRaw();
    expect(new Set(rows.map(({ status }) => status)).size).toBeGreaterThan(4);
    for (const measure of measures)
      for (const to of days) {
        const { total, rows: lines } = await matrixOf({ ...period, to, measure, source: 'networks' });
        const expected = recount(rows, measure, period.from, to, now);
        expect([measure, to, total.total.count]).toEqual([measure, to, expected.length]);
        const byBlock = Object.entries(total.cells).map(([block, { count }]) => [block, count]);
        const recounted = Map.groupBy(expected, ({ block }) => block ?? 'none');
        expect(byBlock.filter(([, count]) => count !== 0).toSorted()).toEqual(
          [...recounted].map(([block, own]) => [block, own.length]).toSorted(),
        );
        const told = `${measure}:${period.from}:${to}`;
        expect(await listed({ told })).toBe(expected.length);
        for (const { districtId, level, total: sum } of lines) {
          if (level === 0 || sum.count === 0) continue;
          expect(await listed({ told, district: districtId ?? 'none' })).toBe(sum.count);
        }
      }
  });

  it('вместе с делами ставшее делом — одно, и каждый из двух списков сходится', async () => {
    const rows = await readRaw();
    for (const measure of measures) {
      const asked = { ...period, measure };
      const cases = (await matrixOf(asked)).total;
      const both = (await matrixOf({ ...asked, source: 'both' })).total;
      const alone = recount(rows, measure, period.from, period.to, now).filter((row) => row.case_id === null);
      expect(both.total.networks).toBe(alone.length);
      expect(both.total.count).toBe(cases.total.count + alone.length);
      expect(await listed({ told: `${measure}:${period.from}:${period.to}:alone` })).toBe(alone.length);
      const list = listOfMeasure(measure === 'answered' ? 'given' : measure, period, period.to);
      const own = await desk.server.call(listCases, { query: { ...list, limit: 200 } }, desk.chair);
      expect(own.rows.length).toBe(cases.total.count);
    }
    const received = recount(rows, 'received', period.from, period.to, now);
    expect(received.some((row) => row.case_id !== null)).toBe(true);
  });

  it('доля просроченных — из открытых обоих, на тысячу жителей — поступившее', async () => {
    const { total } = await matrixOf({ ...period, measure: 'overdue-share', source: 'both' });
    const [open, overdue] = await Promise.all(
      (['open', 'overdue'] as const).map(
        async (measure) => (await matrixOf({ ...period, measure, source: 'both' })).total,
      ),
    );
    expect(total.total).toMatchObject({ count: overdue!.total.count, whole: open!.total.count });
    expect((await matrixOf({ ...period, measure: 'per-1000', source: 'networks' })).total.total.count).toBe(
      (await matrixOf({ ...period, measure: 'received', source: 'networks' })).total.total.count,
    );
  });

  it('до первого инцидента ничего не известно, и это не ноль', async () => {
    expect((await matrixOf({ ...period, measure: 'received', source: 'networks' })).total.total.before).toBe(
      null,
    );
    expect(
      (await matrixOf({ from: '2026-11-25', to: '2026-11-26', measure: 'received', source: 'networks' }))
        .total.total.before,
    ).toBeGreaterThan(0);
  });
});

describe('инциденты на карте, по неделям и в снимке', () => {
  it('гексагоны, итог карты и недели — те же числа', async () => {
    for (const source of ['networks', 'both'] as const)
      for (const measure of measures) {
        const query = { ...period, measure, source };
        const { count } = (await matrixOf(query)).total.total;
        const hexagons = await desk.server.call(heat.listHexagons, { query }, desk.chair);
        expect(hexagons.total).toBe(count);
        // Of what was answered nothing is late.
        if (measure === 'answered' && source === 'networks')
          expect(hexagons.hexagons.map(({ overdue }) => overdue)).toEqual(hexagons.hexagons.map(() => 0));
        expect(hexagons.hexagons.reduce((sum, one) => sum + one.count, hexagons.withoutPlace)).toBe(count);
        const summary = await desk.server.call(heat.getMapSummary, { query }, desk.chair);
        expect([summary.total, summary.withoutPlace]).toEqual([count, hexagons.withoutPlace]);
        const { weeks } = await desk.server.call(heat.listWeeks, { query }, desk.chair);
        expect(weeks.at(-1)!.count).toBe(count);
        const { hotspots } = await desk.server.call(heat.listHotspots, { query }, desk.chair);
        const cells = new Map(hexagons.hexagons.map((one) => [one.cell, one.count]));
        for (const spot of hotspots) expect(spot.count).toBe(cells.get(spot.cell));
        for (const spot of source === 'networks' ? hotspots : [])
          expect(await listed({ told: `${measure}:${period.from}:${period.to}`, cell: spot.cell })).toBe(
            spot.count,
          );
      }
  });

  it('точки — те, что читающий вправе видеть', async () => {
    const query = { ...period, measure: 'received' as const, source: 'networks' as const };
    const { points, total } = await desk.server.call(heat.listHeatPoints, { query }, desk.chair);
    const placed = recount(await readRaw(), 'received', period.from, period.to, now).filter(
      ({ h3 }) => h3 !== null,
    );
    expect([points.length, total]).toEqual([placed.length, placed.length]);
    expect(points.every(({ incidentId }) => incidentId !== undefined)).toBe(true);
    const executor = await signInAs(desk.server, 'executor');
    expect((await desk.server.call(heat.listHeatPoints, { query }, executor)).points).toEqual([]);
    const both = { ...query, source: 'both' as const };
    const all = (await desk.server.call(heat.listHeatPoints, { query: both }, desk.chair)).points;
    expect(new Set(all.map(({ incidentId }) => incidentId === undefined)).size).toBe(2);
  });

  it('плитка рисуется; снимок обоих держит каждый источник со своим списком', async () => {
    const query = { ...period, measure: 'open' as const, source: 'both' as const };
    const url = heat.getVectorTile.path.replace(':z/:x/:y', '0/0/0');
    const tile = await desk.server.inject({
      url: `${url}?${new URLSearchParams(query)}`,
      headers: { cookie: desk.chair },
    });
    expect(tile.statusCode).toBe(200);
    const { number } = await desk.server.call(heat.freezeMatrix, { body: query }, desk.chair);
    const { tables, told } = (await desk.server.call(getSnapshot, { params: { number } }, desk.chair))
      .content;
    expect(told).toContainEqual(['Откуда', 'сообщения и соцсети, ставшее делом — одно']);
    const last = (id: string) =>
      tables
        .find((table) => table.id === id)!
        .rows.at(-1)!
        .cells.at(-1)!;
    expect(last('matrix')).toBe(last('cases')! + last('networks')!);
    expect(tables.map(({ id, opens, list }) => [id, opens, list?.told])).toEqual([
      ['matrix', undefined, undefined],
      ['cases', undefined, undefined],
      ['networks', 'incidents', `open:${period.from}:${period.to}:alone`],
    ]);
  });
});

it('отказывает в том, чего у соцсетей нет', async () => {
  for (const source of ['networks', 'both'] as const) {
    for (const measure of ['solved', 'returned', 'solved-share', 'mean-rating'] as const)
      expect(
        (await desk.server.fail(heat.getMatrix, { query: { ...period, measure, source } }, desk.chair))
          .fields,
      ).toEqual({
        measure: expect.stringMatching(/у соцсетей нет/u),
      });
    const query = { ...period, source, channel: 'pos' as const };
    for (const route of [
      heat.getMatrix,
      heat.listHexagons,
      heat.listWeeks,
      heat.listHotspots,
      heat.listHeatPoints,
    ])
      expect((await desk.server.fail(route, { query }, desk.chair)).fields).toHaveProperty('channel');
    expect(
      (await desk.server.fail(heat.listStockStatuses, { query: { ...period, source } }, desk.chair)).fields,
    ).toHaveProperty('source');
  }
});
