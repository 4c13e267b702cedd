import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/group/recommendations.ts';
import { recommendationStates } from '../../../shared/contract/group/recommendations.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { recordOf } from '../../../shared/known.ts';
import { listStaffRecipients, requireStaffName } from '../../base/identity/index.ts';
import { findBlock } from '../../base/taxonomy/index.ts';
import { listDistricts } from '../../base/territory/index.ts';
import { cityDay } from '../../lib/city.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, hasPermission } from '../../lib/module/context.ts';
import { type RecordKind, refuseStale } from '../../lib/module/stale.ts';
import { measureDay } from './effect.ts';
import { effectPack } from './pack.ts';
import { staffOf } from './rows.ts';

type List = typeof contract.listRecommendations;
type Card = contract.RecommendationCard;
const PAGE = 50;

interface Row {
  id: string;
  title: string;
  text: string;
  evidence: contract.EvidenceLine[];
  addressee_id: string;
  addressee_name: string;
  block: string | null;
  district_id: string | null;
  indicators: contract.EffectIndicator[];
  weeks: number;
  state: contract.RecommendationState;
  proposed_by_id: string;
  proposed_by_name: string;
  proposed_at: Date;
  decided_by_name: string | null;
  decided_at: Date | null;
  decline_reason: string | null;
  applied_on: string | null;
  applied_note: string;
  effect: contract.Effect | null;
  measured_at: Date | null;
  version: number;
}

const presentRow = (row: Row): contract.RecommendationRow => ({
  id: row.id,
  title: row.title,
  state: row.state,
  addressee: row.addressee_name,
  block: row.block,
  proposedBy: row.proposed_by_name,
  proposedAt: row.proposed_at.toISOString(),
  appliedOn: row.applied_on,
  effect: row.effect,
  measureOn: row.state === 'applied' && row.applied_on ? measureDay(row.applied_on, row.weeks) : null,
});

/** Who may change, decide and apply it now: the author and the keepers, whoever decides, the keepers. */
function canOf(ctx: Ctx, row: Row): string[] {
  const isOwn = staffOf(ctx).id === row.proposed_by_id && hasPermission(ctx, 'working-group.take-part');
  const keeps = hasPermission(ctx, 'working-group.keep');
  return [
    ...(row.state === 'proposed' && (isOwn || keeps) ? ['change'] : []),
    ...(row.state === 'proposed' && hasPermission(ctx, 'recommendations.decide') && !isSelfPraise(ctx, row)
      ? ['decide']
      : []),
    ...(row.state === 'accepted' && (isOwn || keeps) ? ['apply'] : []),
  ];
}

/** Nobody accepts what they proposed themselves, unless it is addressed to them. */
const isSelfPraise = (ctx: Ctx, row: Row): boolean =>
  staffOf(ctx).id === row.proposed_by_id && staffOf(ctx).id !== row.addressee_id;

const present = (ctx: Ctx, row: Row): Card => ({
  ...presentRow(row),
  text: row.text,
  evidence: row.evidence,
  addresseeId: row.addressee_id,
  districtId: row.district_id,
  indicators: row.indicators,
  weeks: row.weeks,
  decidedBy: row.decided_by_name,
  decidedAt: row.decided_at?.toISOString() ?? null,
  declineReason: row.decline_reason,
  appliedNote: row.applied_note,
  version: row.version,
  measuredAt: row.measured_at?.toISOString() ?? null,
  can: canOf(ctx, row),
});

/** Route: recommendations, the newest first. */
export async function listRecommendations(
  ctx: Ctx,
  { query }: HandlerInput<List>,
): Promise<RouteReplyInput<List>> {
  const today = cityDay(ctx.config, ctx.now);
  const where = query.state ? sql`state = ${query.state}` : sql`true`;
  const [found, counted, addressee] = await Promise.all([
    sql<Row>`SELECT * FROM recommendations.recommendation WHERE ${where}
      ORDER BY proposed_at DESC, id DESC LIMIT ${PAGE} OFFSET ${(query.page - 1) * PAGE}`.execute(ctx.db),
    sql<{ state: contract.RecommendationState; count: number }>`
      SELECT state, count(*)::int AS count FROM recommendations.recommendation GROUP BY state`.execute(
      ctx.db,
    ),
    offerAddressee(ctx, today),
  ]);
  const counts = recordOf(recommendationStates, () => 0);
  for (const { state, count } of counted.rows) counts[state] = count;
  const total = query.state ? counts[query.state] : Object.values(counts).reduce((a, b) => a + b, 0);
  return {
    rows: found.rows.map(presentRow),
    total,
    pageSize: PAGE,
    counts,
    offered: { weeks: effectPack.on(today).weeks, addressee },
    legal: effectPack.ground(),
    can: hasPermission(ctx, 'working-group.take-part') ? ['propose'] : [],
  };
}

/** The head of the municipality, where one person holds the role: recommendations are to the head (clause 2.3). */
async function offerAddressee(ctx: Ctx, today: string): Promise<{ id: string; name: string } | null> {
  const staff = await listStaffRecipients(ctx.db, today);
  const heads = [...staff.values()].filter(({ grants }) => grants.some(({ role }) => role === 'head'));
  const head = heads.length === 1 ? heads[0] : undefined;
  return head ? { id: head.id, name: await requireStaffName(ctx, head.id, 'addresseeId') } : null;
}

async function findRow(ctx: Ctx, id: string): Promise<Row> {
  const { rows } = await sql<Row>`SELECT * FROM recommendations.recommendation WHERE id = ${id}`.execute(
    ctx.db,
  );
  if (!rows[0]) throw new AppError('lib.not-found', 'Такой рекомендации нет. Откройте список.');
  return rows[0];
}

/** Route: one recommendation. */
export const getRecommendation = async (
  ctx: Ctx,
  { params }: HandlerInput<typeof contract.getRecommendation>,
): Promise<Card> => present(ctx, await findRow(ctx, params.id));

const recommendationRecord: RecordKind = {
  words: 'Рекомендацию',
  object: 'recommendation',
  module: 'recommendations',
};

async function lockRow(ctx: Ctx, id: string, version: number): Promise<Row> {
  const { rows } = await sql<Row>`
    SELECT * FROM recommendations.recommendation WHERE id = ${id} FOR UPDATE`.execute(ctx.db);
  if (!rows[0]) throw new AppError('lib.not-found', 'Такой рекомендации нет. Откройте список.');
  refuseStale(recommendationRecord, rows[0], version);
  return rows[0];
}

type Body = HandlerInput<typeof contract.addRecommendation>['body'];

async function toColumns(ctx: Ctx, body: Body) {
  if (body.block && !findBlock(body.block)) throw badField('block', 'Такого отраслевого блока нет');
  if (body.districtId && !listDistricts().some(({ id }) => id === body.districtId))
    throw badField('districtId', 'Такой территории нет');
  return {
    title: body.title,
    text: body.text,
    evidence: JSON.stringify(body.evidence),
    weeks: body.weeks,
    addressee_id: body.addresseeId,
    block: body.block,
    district_id: body.districtId,
    addressee_name: await requireStaffName(ctx, body.addresseeId, 'addresseeId'),
    indicators: [...new Set(body.indicators)],
  };
}

/** Route: a recommendation with its grounds and what its effect will be judged by. */
export async function addRecommendation(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.addRecommendation>,
): Promise<Card> {
  const id = newId();
  const author = staffOf(ctx);
  await ctx.db
    .insertInto('recommendations.recommendation')
    .values({
      id,
      ...(await toColumns(ctx, body)),
      state: 'proposed',
      proposed_by_id: author.id,
      proposed_by_name: author.name,
      proposed_at: ctx.now,
    })
    .execute();
  ctx.audit({
    action: 'recommendations.propose',
    object: 'recommendation',
    objectId: id,
    data: { addressee: body.addresseeId, indicators: body.indicators },
  });
  return present(ctx, await findRow(ctx, id));
}

async function write(
  ctx: Ctx,
  row: Row,
  set: Record<string, unknown>,
  recorded: { action: string; data?: Record<string, unknown> },
): Promise<Card> {
  await ctx.db
    .updateTable('recommendations.recommendation')
    .set({ ...set, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
  ctx.audit({ object: 'recommendation', objectId: row.id, ...recorded });
  return present(ctx, await findRow(ctx, row.id));
}

function requireMove(ctx: Ctx, row: Row, move: 'change' | 'decide' | 'apply', refusal: string): void {
  if (canOf(ctx, row).includes(move)) return;
  const state = { change: 'proposed', decide: 'proposed', apply: 'accepted' }[move];
  if (row.state !== state) throw new AppError('lib.conflict', refusal);
  throw new AppError(
    'lib.forbidden',
    move === 'decide'
      ? 'О своей рекомендации решает тот, кому она адресована.'
      : 'Это делает автор рекомендации или секретарь группы.',
  );
}

/** Route: the words of a recommendation nobody has decided about. */
export async function changeRecommendation(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeRecommendation>,
): Promise<Card> {
  const row = await lockRow(ctx, params.id, body.version);
  requireMove(ctx, row, 'change', 'О рекомендации уже решено: слова её не меняются.');
  return write(ctx, row, await toColumns(ctx, body), { action: 'recommendations.change' });
}

/** Route: taken on, or declined for a reason. */
export async function decideRecommendation(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.decideRecommendation>,
): Promise<Card> {
  const row = await lockRow(ctx, params.id, body.version);
  requireMove(ctx, row, 'decide', 'О рекомендации уже решено.');
  if (!body.accept && body.reason.length < 5) throw badField('reason', 'Напишите, почему отклонена');
  const decided = { decided_by_name: staffOf(ctx).name, decided_at: ctx.now };
  return body.accept
    ? write(ctx, row, { state: 'accepted', ...decided }, { action: 'recommendations.accept' })
    : write(
        ctx,
        row,
        { state: 'declined', decline_reason: body.reason, ...decided },
        { action: 'recommendations.decline' },
      );
}

/** Route: from which day it is applied; the weeks before and after are counted from it. */
export async function applyRecommendation(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.applyRecommendation>,
): Promise<Card> {
  const row = await lockRow(ctx, params.id, body.version);
  requireMove(ctx, row, 'apply', 'Применяют принятую рекомендацию.');
  if (body.appliedOn > cityDay(ctx.config, ctx.now)) throw badField('appliedOn', 'Этот день ещё впереди');
  const set = { state: 'applied', applied_on: body.appliedOn, applied_note: body.note };
  return write(ctx, row, set, { action: 'recommendations.apply', data: { appliedOn: body.appliedOn } });
}
