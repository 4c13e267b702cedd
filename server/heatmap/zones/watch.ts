import { sql } from 'kysely';
import { z } from 'zod';
import {
  type countZones as countZonesRoute,
  placeKinds,
  type ZonePlace,
} from '../../../shared/contract/heatmap/zones.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { zoneReason } from '../../../shared/text/heatmap/zones.ts';
import { counted } from '../../../shared/text/plural.ts';
import { localDate } from '../../base/deadlines/index.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, defineJob } from '../../lib/module/context.ts';
import { type Counted, countCity, muchOf, sumAtoms } from './facts.ts';
import { type ToldZone, tellOfZones } from './letters.ts';
import { placeRule, type ZoneRule, zonePack } from './pack.ts';
import { placeOf, placeTitle, type StoredPlace } from './places.ts';
import { keepPoints, readPoints, type StoredPoint } from './points.ts';
import { chooseRaised, type Raised } from './raise.ts';
import { coolDays, scoreCell } from './score.ts';
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
  const opened = await countDay(ctx, today, { opens: true });
  await tellOfZones(ctx, opened, 'opened');
  const closed = await judgeClaims(ctx, today);
  return { opened: opened.length, closed };
}

/** Counts and keeps a day as of now, and opens cards where that is asked; returns those opened. */
export async function countDay(ctx: Ctx, today: string, { opens }: { opens: boolean }): Promise<ToldZone[]> {
  const rule = zonePack.on(today);
  const running = await listRunning(ctx);
  const counted = await countCity(ctx, rule, ctx.now, { hexagons: hexagonsOf(running) });
  const raised = opens ? chooseRaised(counted, running, rule) : [];
  await keepPoints(ctx, today, listPoints(counted, [...running, ...raised], rule));
  return openCards(ctx, today, raised);
}

interface RunningCell {
  place: ZonePlace;
  block: string;
}

async function listRunning(ctx: Ctx): Promise<RunningCell[]> {
  const rows = await ctx.db
    .selectFrom('zones.card')
    .select(['place_kind', 'place_key', 'block'])
    .where('state', '<>', 'closed')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ place: placeOf(row), block: row.block }));
}

const hexagonsOf = (cells: readonly RunningCell[]): string[] =>
  cells.flatMap(({ place }) => (place.kind === 'hexagon' ? [place.key] : []));

/**
 * What is kept of a day: every cell of a district and of its parts; hexagons with enough messages to be told. A cell with a card is kept
 * whatever there is of it: a day nobody counted breaks its way out.
 */
function listPoints(counted: Counted, cards: readonly RunningCell[], rule: ZoneRule): Scored[] {
  const keyOf = ({ place, block }: RunningCell) => `${place.key} ${block}`;
  const held = new Map(cards.map((card) => [keyOf(card), card]));
  const points = placeKinds
    .flatMap((kind) => scoreCells(counted, kind, rule))
    .filter((cell) => cell.place.kind !== 'hexagon' || cell.zone !== 'few' || held.has(keyOf(cell)));
  const known = new Set(points.map(keyOf));
  const silent = [...held.values()].filter((card) => !known.has(keyOf(card)));
  return [
    ...points,
    ...silent.map(({ place, block }) => ({
      place,
      block,
      factId: null,
      ...scoreCell(
        sumAtoms([], counted.weeks, muchOf(counted, place.kind, rule)),
        placeRule(rule, place.kind),
      ),
    })),
  ];
}

/** A card for each raised cell; returns those opened. */
async function openCards(ctx: Ctx, today: string, raised: readonly Raised[]): Promise<ToldZone[]> {
  if (raised.length === 0) return [];
  const rows = raised.map((cell) => ({
    id: newId(),
    place_kind: cell.place.kind,
    place_key: cell.place.key,
    block: cell.block,
    score: cell.score,
    reason: zoneReason(cell),
    line: tellRaised(cell),
  }));
  const { rows: opened } = await sql<ToldZone>`
    WITH given AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json)
        AS given(id uuid, place_kind text, place_key text, block text, score real, reason text, line text)
    ), card AS (
      INSERT INTO zones.card (id, place_kind, place_key, block, state, opened_at, opened_on, opened_score, reason)
      SELECT id, place_kind, place_key, block, 'open', ${ctx.now}, ${today}::date, score, reason FROM given
      ON CONFLICT (place_key, block) WHERE state <> 'closed' DO NOTHING
      RETURNING id, place_kind, place_key, block
    ), line AS (
      INSERT INTO zones.line (card_id, at, by_name, text)
      SELECT card.id, ${ctx.now}, 'Отклик', given.line FROM card JOIN given ON given.id = card.id
    )
    SELECT * FROM card`.execute(ctx.db);
  for (const { id, place_kind, place_key, block } of opened)
    ctx.audit({
      action: 'zones.open',
      object: 'zone',
      objectId: id,
      data: { placeKind: place_kind, place: place_key, block },
    });
  return opened;
}

/** Why it was opened, without whose cases, and which larger place it stands for. */
function tellRaised(cell: Raised): string {
  const names = (places: readonly ZonePlace[]) => places.map((one) => `«${placeTitle(one)}»`).join(', ');
  return [
    `Открыта: ${zoneReason(cell)}`,
    ...(cell.without.length > 0 ? [`Без сообщений, по которым уже есть зона: ${names(cell.without)}`] : []),
    ...(cell.instead.length > 0
      ? [`По тем же сообщениям красное и целое, отдельной зоны нет: ${names(cell.instead)}`]
      : []),
  ].join('. ');
}

interface Claimed extends StoredPlace {
  id: string;
  block: string;
  owner_id: string | null;
}

/** A claimed exit is held against the days counted: closed when they say so, sent back to work when the cell is red again. */
async function judgeClaims(ctx: Ctx, today: string): Promise<number> {
  const rule = zonePack.on(today);
  const claimed: Claimed[] = await ctx.db
    .selectFrom('zones.card')
    .select(['id', 'place_kind', 'place_key', 'block', 'owner_id'])
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
  { place_key, block }: Claimed,
  today: string,
  rule: ZoneRule,
): 'closed' | 'refuted' | 'waits' {
  const own = points.filter((point) => point.place_key === place_key && point.block === block);
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
