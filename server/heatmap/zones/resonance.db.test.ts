import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dismissIncident } from '../../../shared/contract/monitoring/incident-acts.ts';
import type { IncidentCard } from '../../../shared/contract/monitoring/incidents.ts';
import {
  type IncidentDesk,
  memberOf,
  openIncidentDesk,
} from '../../../tests/support/networks/incident-desk.ts';
import { plantCases } from '../../../tests/support/plant.ts';
import { asSystem } from '../../../tests/support/site/cases.ts';
import { cellsOfKind, countCity, muchOf, sumAtoms } from './facts.ts';
import { zonePack } from './pack.ts';

/** What is written in networks resounds in the cell of its block and place, from the version of the method that knows it. */

let desk: IncidentDesk;
const since = zonePack.on('2026-12-05');
const { weights, much } = since.resonance ?? { weights: null, much: null };
const AT = new Date('2026-12-05T09:00:00Z');

const reachOf = (rule: typeof since, block: string): Promise<number | null | undefined> =>
  asSystem(desk.server, async (ctx) => {
    const counted = await countCity(ctx, rule, AT, { hexagons: 'none' });
    const cell = cellsOfKind(counted, 'district').find(
      (one) => one.block === block && one.place.key === 'sinarsky',
    );
    return cell && sumAtoms(cell.atoms, counted.weeks, muchOf(counted, 'district', rule)).reach;
  });

async function write(
  iso: string,
  figures: Record<string, number>,
  { district = 'sinarsky.trubny', block = 'roads' } = {},
): Promise<IncidentCard> {
  desk.server.setNow(iso);
  const card = await desk.sort(await desk.comment({ postedAt: new Date(iso) }));
  const set = Object.entries(figures).map(([name, value]) => `${name} = ${value}`);
  await desk.server.app.pool.query(
    `UPDATE incidents.incident SET district_id = '${district}', block = '${block}' WHERE id = '${card.id}'`,
  );
  if (set.length > 0)
    await desk.server.app.pool.query(
      `UPDATE posts.post SET ${set.join(', ')} WHERE id = '${memberOf(card).id}'`,
    );
  return desk.read(card.id);
}

beforeAll(async () => {
  desk = await openIncidentDesk();
  await plantCases(desk.server, [
    {
      district_id: 'sinarsky.trubny',
      block: 'roads',
      fact_id: 'roads.pavement.pothole',
      registered_at: new Date('2026-12-04T09:00:00Z'),
    },
  ]);
}, 60_000);
afterAll(() => desk.server.close());

describe('резонанс ячейки', () => {
  it('пока сетей не читали, данных нет', async () => {
    expect(await reachOf(since, 'roads')).toBe(null);
    const { id } = await write('2026-12-05T09:00:01Z', { views: 100_000 });
    expect(await reachOf(since, 'roads')).toBe(null);
    const opened = (at: string) =>
      desk.server.asOwner(`UPDATE incidents.incident SET opened_at = '${at}' WHERE id = '${id}'`);
    await opened('2026-12-05T09:00:00Z');
    expect(await reachOf(since, 'roads')).toBe(0);
    await opened('2026-12-05T09:00:01Z');
  });

  it('взвешенная сумма записей недели; прежней недели, отклонённые и чужого блока молчат', async () => {
    await write('2026-12-04T06:00:00Z', { views: 1000, likes: 10, comments: 4, shares: 2 });
    await write('2026-12-04T07:00:00Z', {});
    await write('2026-12-05T09:00:00Z', {});
    // Of a part that has no case itself: the district around it has.
    await write('2026-12-04T07:00:00Z', {}, { district: 'sinarsky.leninsky' });
    await write('2026-12-04T07:00:00Z', {}, { block: 'housing' });
    await write('2026-11-28T09:00:00Z', { views: 100_000 });
    await write('2026-11-27T07:00:00Z', { views: 100_000 });
    const spam = await write('2026-12-04T08:00:00Z', { views: 100_000 });
    await desk.server.call(
      dismissIncident,
      { params: { id: spam.id }, body: { version: spam.version, reason: 'spam', note: '' } },
      desk.operator,
    );
    const { post, views, likes, comments, shares } = weights ?? {
      post: 0,
      views: 0,
      likes: 0,
      comments: 0,
      shares: 0,
    };
    const expected = 4 * post + 1000 * views + 10 * likes + 4 * comments + 2 * shares;
    expect(await reachOf(since, 'roads')).toBeCloseTo(expected / (much?.district ?? Number.NaN), 9);
    expect(await reachOf(since, 'housing')).toBe(undefined);
  });

  it('прежняя редакция того же дня резонанса не считает', async () => {
    expect(await reachOf(zonePack.on('2026-11-30'), 'roads')).toBe(null);
  });
});
