import { sql } from 'kysely';
import { z } from 'zod';
import type { countZones as countZonesRoute } from '../../../shared/contract/heatmap/zones.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { zoneReason } from '../../../shared/text/heatmap/zones.ts';
import { counted } from '../../../shared/text/plural.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { type ToldZone, tellOfZones } from './letters.ts';
import { type ZoneRule, zonePack } from './pack.ts';
import { readPoints, type StoredPoint } from './points.ts';
import { coolDays } from './score.ts';
import { type Scored, scoreCells } from './scores.ts';

export const zonesJob = defineJob('zones.count', z.object({}));

/** Every night: what is red gets a card, what has been cool long enough after a claimed exit is closed. */
export const watchZones = async (ctx: Ctx): Promise<void> => {
  await countNow(ctx);
};

/** Route: the same at once. */
export async function countZones(
  ctx: Ctx,
  _: HandlerInput<typeof countZonesRoute>,
): Promise<RouteReplyInput<typeof countZonesRoute>> {
  const found = await countNow(ctx);
  ctx.audit({ action: 'zones.count', object: 'zones', objectId: localDate(ctx.now), data: { ...found } });
  return found;
}

/** Counts the cells of today and moves the cards. Running it twice changes nothing more: one card of a cell runs at a time. */
async function countNow(ctx: Ctx): Promise<{ opened: number; closed: number }> {
  const today = localDate(ctx.now);
  const cells = await scoreCells(ctx, ctx.now);
  await keepPoints(ctx, today, cells);
  const opened = await openCards(ctx, today, cells);
  await tellOfZones(ctx, opened, 'opened');
  const closed = await judgeClaims(ctx, today);
  return { opened: opened.length, closed };
}

/** Keeps what was counted of a day, the last count over former ones. */
export async function keepPoints(ctx: Ctx, day: string, cells: readonly Scored[]): Promise<void> {
  const rows = cells.map(({ districtId, block, factId: _, ...heat }) => ({
    district_id: districtId,
    block,
    day,
    score: heat.score,
    zone: heat.zone,
    heat,
  }));
  await sql`
    INSERT INTO zones.point (district_id, block, day, score, zone, heat)
    SELECT district_id, block, day, score, zone, heat FROM json_to_recordset(${JSON.stringify(rows)}::json)
      AS given(district_id text, block text, day date, score real, zone text, heat jsonb)
    ON CONFLICT (district_id, block, day) DO UPDATE SET score = excluded.score, zone = excluded.zone, heat = excluded.heat`.execute(
    ctx.db,
  );
}

/** A card for each red cell that has none; returns those opened. */
export async function openCards(ctx: Ctx, today: string, cells: readonly Scored[]): Promise<ToldZone[]> {
  const rows = cells
    .filter(({ zone }) => zone === 'red')
    .map((cell) => ({
      id: newId(),
      district_id: cell.districtId,
      block: cell.block,
      score: cell.score,
      reason: zoneReason(cell),
    }));
  if (rows.length === 0) return [];
  const { rows: opened } = await sql<ToldZone>`
    WITH card AS (
      INSERT INTO zones.card (id, district_id, block, state, opened_at, opened_on, opened_score, reason)
      SELECT id, district_id, block, 'open', ${ctx.now}, ${today}::date, score, reason
      FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS given(id uuid, district_id text, block text, score real, reason text)
      ON CONFLICT (district_id, block) WHERE state <> 'closed' DO NOTHING
      RETURNING id, district_id, block, reason
    ), line AS (
      INSERT INTO zones.line (card_id, at, by_name, text) SELECT id, ${ctx.now}, 'Отклик', 'Открыта: ' || reason FROM card
    )
    SELECT id, district_id, block FROM card`.execute(ctx.db);
  for (const { id, district_id, block } of opened)
    ctx.audit({
      action: 'zones.open',
      object: 'zone',
      objectId: id,
      data: { districtId: district_id, block },
    });
  return opened;
}

interface Claimed {
  id: string;
  district_id: string;
  block: string;
  owner_id: string | null;
}

/** A claimed exit is held against the days counted: closed when they say so, sent back to work when the cell is red again. */
async function judgeClaims(ctx: Ctx, today: string): Promise<number> {
  const rule = zonePack.on(today);
  const claimed: Claimed[] = await ctx.db
    .selectFrom('zones.card')
    .select(['id', 'district_id', 'block', 'owner_id'])
    .where('state', '=', 'claimed')
    .forUpdate()
    .execute();
  const points = await readPoints(ctx, claimed, today);
  const verdicts = claimed.map((card) => ({ card, verdict: judge(points, card, today, rule) }));
  const closed = verdicts.filter(({ verdict }) => verdict === 'closed').map(({ card }) => card);
  const refuted = verdicts.filter(({ verdict }) => verdict === 'refuted').map(({ card }) => card);
  await settle(
    ctx,
    closed,
    'closed',
    `Закрыта данными: ${counted(rule.exit.days, 'день', 'дня', 'дней')} подряд ниже ${rule.exit.below}`,
  );
  await settle(
    ctx,
    refuted,
    'working',
    'Данные не подтвердили выход: ячейка снова красная, зона возвращена в работу',
  );
  return closed.length;
}

function judge(
  points: readonly StoredPoint[],
  { district_id, block }: Claimed,
  today: string,
  rule: ZoneRule,
): 'closed' | 'refuted' | 'waits' {
  const own = points.filter((point) => point.district_id === district_id && point.block === block);
  if (coolDays(own, today, rule) >= rule.exit.days) return 'closed';
  return own.find(({ day }) => day === today)?.zone === 'red' ? 'refuted' : 'waits';
}

async function settle(
  ctx: Ctx,
  cards: readonly Claimed[],
  state: 'closed' | 'working',
  text: string,
): Promise<void> {
  if (cards.length === 0) return;
  const ids = cards.map(({ id }) => id);
  await sql`
    WITH card AS (
      UPDATE zones.card SET state = ${state}, closed_at = ${state === 'closed' ? ctx.now : null}, version = version + 1
      WHERE id = ANY(${ids}::uuid[]) RETURNING id
    )
    INSERT INTO zones.line (card_id, at, by_name, text) SELECT id, ${ctx.now}, 'Отклик', ${text} FROM card`.execute(
    ctx.db,
  );
  const action = state === 'closed' ? 'zones.close' : 'zones.refute';
  for (const id of ids) ctx.audit({ action, object: 'zone', objectId: id });
  await tellOfZones(ctx, cards, state === 'closed' ? 'closed' : 'refuted');
}
