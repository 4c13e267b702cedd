import { sql } from 'kysely';
import type {
  getZone as getZoneRoute,
  HeatZone,
  listZones as listZonesRoute,
  ZoneCard,
  ZoneRow,
} from '../../../shared/contract/heatmap/zones.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { localDate } from '../../base/deadlines/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { countIn, countOpen, listShares, type OpenCases } from './open-cases.ts';
import { zonePack } from './pack.ts';
import { listOfPlace, placeOf, placeTitle } from './places.ts';
import { readLast } from './points.ts';
import { findZone, mayManage, mayWork, type ZoneRecord } from './rows.ts';
import { coolDays, heatBand } from './score.ts';

const MOST = 100;
/** Days before the opening that are shown. */
const BEFORE = 56;

/** Route: zones that run, the longest first; or the last closed. Plans: card_running, card_closed. */
export async function listZones(
  ctx: Ctx,
  { query }: HandlerInput<typeof listZonesRoute>,
): Promise<RouteReplyInput<typeof listZonesRoute>> {
  const isClosed = query.state === 'closed';
  const { rows } = await sql<ZoneRecord & { score: number | null; zone: HeatZone | null }>`
    SELECT card.*, last.score, last.zone FROM zones.card
    LEFT JOIN LATERAL (SELECT score, zone FROM zones.point WHERE point.place_key = card.place_key AND point.block = card.block
      ORDER BY day DESC LIMIT 1) AS last ON true
    WHERE (card.state = 'closed') = ${isClosed}
    ORDER BY ${isClosed ? sql`closed_at DESC` : sql`opened_at, card.id`} LIMIT ${MOST}`.execute(ctx.db);
  const { rows: days } = await sql<{ day: string | null }>`SELECT max(day) AS day FROM zones.point`.execute(
    ctx.db,
  );
  const open = await countOpen(
    ctx,
    rows.map(({ block }) => block),
  );
  const rule = zonePack.on(localDate(ctx.now));
  const look = (score: number | null, zone: HeatZone | null): Look => ({
    score,
    band: heatBand(score, rule),
    zone: zone ?? 'few',
  });
  return {
    zones: rows.map((row) => presentRow(row, look(row.score, row.zone), open)),
    countedOn: days[0]?.day ?? null,
  };
}

type Look = Pick<ZoneRow, 'score' | 'band' | 'zone'>;

function presentRow(row: ZoneRecord, counted: Look, open: readonly OpenCases[]): ZoneRow {
  return {
    ...counted,
    id: row.id,
    place: placeOf(row),
    title: placeTitle(placeOf(row)),
    block: row.block,
    state: row.state,
    openedAt: row.opened_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    openedScore: row.opened_score,
    reason: row.reason,
    ownerName: row.owner_name,
    exitOn: row.exit_on,
    openCases: countIn(open, row),
    list: listOfPlace(placeOf(row)),
  };
}

/** Route. */
export const getZone = (ctx: Ctx, { params }: HandlerInput<typeof getZoneRoute>): Promise<ZoneCard> =>
  readZone(ctx, params.id);

/** The card as its reader sees it. */
export async function readZone(ctx: Ctx, id: string): Promise<ZoneCard> {
  const row = await findZone(ctx, id);
  const [last, points, history, proofs] = await Promise.all([
    readLast(ctx, row),
    readSeries(ctx, row),
    ctx.db.selectFrom('zones.line').selectAll().where('card_id', '=', id).orderBy('id').execute(),
    ctx.db.selectFrom('zones.proof').selectAll().where('card_id', '=', id).orderBy('added_at').execute(),
  ]);
  const open = await countOpen(ctx, [row.block]);
  const today = localDate(ctx.now);
  const rule = zonePack.on(today);
  const score = last?.score ?? null;
  return {
    ...presentRow(row, { score, band: heatBand(score, rule), zone: last?.zone ?? 'few' }, open),
    version: row.version,
    ownerId: row.owner_id,
    cause: row.cause,
    plan: row.plan,
    claimedOn: row.claimed_on,
    current: last && { ...last.heat, band: heatBand(last.heat.score, rule) },
    series: points,
    methods: methodsWithin(points),
    history: history.map(({ at, by_name, text }) => ({ at: at.toISOString(), by: by_name, text })),
    proofs: proofs.map(({ file_id, title, added_by_name, added_at }) => ({
      fileId: file_id,
      title,
      by: added_by_name,
      at: added_at.toISOString(),
    })),
    shares: await listShares(ctx, row, open),
    exit: { ...rule.exit, passed: Math.min(rule.exit.days, coolDays(points, today, rule)) },
    may: {
      own: mayManage(ctx) && row.state !== 'closed',
      work: mayWork(ctx, row) && row.state !== 'closed',
    },
  };
}

/** Plan: point_pkey. */
async function readSeries(ctx: Ctx, row: ZoneRecord) {
  const { rows } = await sql<{ day: string; score: number | null; zone: HeatZone }>`
    SELECT day, score, zone FROM zones.point WHERE place_key = ${row.place_key} AND block = ${row.block}
      AND day >= ${row.opened_on}::date - ${BEFORE}::int AND day <= coalesce(${row.closed_at}::timestamptz::date, 'infinity'::date)
    ORDER BY day`.execute(ctx.db);
  return rows;
}

/** Versions of the method that began within the days of a series: on such a day the score moves by itself. */
function methodsWithin(points: readonly { day: string }[]): { from: string; version: string }[] {
  const [first, last] = [points[0]?.day, points.at(-1)?.day];
  if (first === undefined || last === undefined) return [];
  return zonePack
    .read()
    .versions.filter(({ validFrom }) => validFrom > first && validFrom <= last)
    .map(({ validFrom, version }) => ({ from: validFrom, version }));
}
