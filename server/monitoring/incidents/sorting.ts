import type * as acts from '../../../shared/contract/monitoring/incident-acts.ts';
import type * as contract from '../../../shared/contract/monitoring/incidents.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { dismissReasonTitles, importanceTitles } from '../../../shared/text/monitoring/incidents.ts';
import { findUnit } from '../../base/identity/index.ts';
import { requireFact } from '../../base/taxonomy/index.ts';
import { nowhere, resolvePlace } from '../../base/territory/index.ts';
import { AppError, badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { readIncidentCard } from './card.ts';
import { takeMergeBack } from './merging.ts';
import { type IncidentRow, lockIncident } from './rows.ts';
import { tellAct, updateIncident } from './store.ts';
import { answerRule, beginTerm, endTerms, noteNearestTerm, replaceTerm } from './terms.ts';
import { waitingStatus } from './workflow.ts';

type Card = contract.IncidentCard;

async function requireUnit(ctx: Ctx, unitId: string | null) {
  if (unitId === null) return null;
  const unit = await findUnit(ctx.db, unitId);
  if (!unit?.isActive) throw badField('unitId', 'Такого подразделения нет');
  return unit;
}

/** Route: what it is about, where, how urgent, whose; with a unit named it is theirs, and the term to answer begins. */
export async function sortIncident(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.sortIncident>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version, 'sort');
  const fact = requireFact(body.factId);
  const unit = await requireUnit(ctx, body.unitId);
  const place = body.place ? resolvePlace(body.place) : nowhere;
  await updateIncident(ctx, incident, {
    status: incident.status === 'dialogue' ? 'dialogue' : unit ? 'sent' : 'sorted',
    block: fact.block,
    fact_id: fact.id,
    importance: body.importance,
    unit_id: unit?.id ?? null,
    address: place.address,
    street_id: place.streetId,
    house: place.house,
    district_id: place.districtId,
    lat: place.lat,
    lon: place.lon,
    h3: place.h3,
    precision: place.precision,
    refusal: null,
  });
  await endTerms(ctx, incident.id, { kinds: ['look'] });
  const rule = answerRule(body.importance, incident.origin === 'own-page');
  if (incident.status !== 'dialogue') {
    await replaceTerm(ctx, incident.id, 'answer', rule);
    await beginTerm(ctx, incident.id, 'answer', rule, ctx.now);
  }
  await noteNearestTerm(ctx, incident.id);
  await tellAct(ctx, incident, 'sort', {
    what: unit ? `Разобран и направлен: ${unit.shortTitle}` : 'Разобран',
    note: `${fact.shortTitle}, важность ${importanceTitles[body.importance]}`,
    data: { factId: fact.id, importance: body.importance, unitId: unit?.id ?? null },
  });
  return readIncidentCard(ctx, incident.id);
}

/** Route. */
export async function dismissIncident(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.dismissIncident>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version, 'dismiss');
  await endTerms(ctx, incident.id, { kinds: ['look'] });
  await endTerms(ctx, incident.id, { isVoid: true });
  await updateIncident(ctx, incident, { status: 'dismissed', dismiss_reason: body.reason, due_at: null });
  await tellAct(ctx, incident, 'dismiss', {
    what: `Отклонён: ${dismissReasonTitles[body.reason]}`,
    note: body.note,
    data: { reason: body.reason },
  });
  return readIncidentCard(ctx, incident.id);
}

/** Route: what was dismissed, merged or closed is worked on again. */
export async function restoreIncident(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.restoreIncident>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version, 'restore');
  const isForgotten = await ctx.db
    .selectFrom('incidents.member')
    .innerJoin('posts.v_post as post', 'post.id', 'incidents.member.post_id')
    .select('post.id')
    .where('incidents.member.incident_id', '=', incident.id)
    .where('post.forgotten_at', 'is not', null)
    .executeTakeFirst();
  if (isForgotten)
    throw new AppError('lib.conflict', 'Слова записи уже удалены по сроку хранения: возвращать нечего.');
  await takeMergeBack(ctx, incident);
  const [status, kind, rule] = await whereRestored(ctx, incident);
  await updateIncident(ctx, incident, {
    status,
    dismiss_reason: null,
    close_reason: null,
    merged_into: null,
  });
  await beginTerm(ctx, incident.id, kind, rule, ctx.now);
  await noteNearestTerm(ctx, incident.id);
  await tellAct(ctx, incident, 'restore', {
    what: incident.status === 'closed' ? 'Открыт снова' : 'Возвращён в ленту',
  });
  return readIncidentCard(ctx, incident.id);
}

/** What was closed goes on where it was: answered as a dialogue, else as one that waits for an answer; all else is looked at anew. */
async function whereRestored(
  ctx: Ctx,
  incident: IncidentRow,
): Promise<[contract.IncidentStatus, contract.IncidentTermKind, string]> {
  if (incident.status !== 'closed') return ['captured', 'look', 'incident-first-look'];
  const answered = await ctx.db
    .selectFrom('incidents.reply')
    .select('id')
    .where('incident_id', '=', incident.id)
    .where('state', '=', 'published')
    .limit(1)
    .executeTakeFirst();
  if (answered) return ['dialogue', 'follow-up', 'incident-follow-up'];
  return [waitingStatus(incident), 'answer', answerRule(incident.importance, incident.origin === 'own-page')];
}

/** Route. */
export async function takeIncident(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.takeIncident>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version, 'take');
  await updateIncident(ctx, incident, { status: 'accepted' });
  await tellAct(ctx, incident, 'take', { what: 'Принят в работу' });
  return readIncidentCard(ctx, incident.id);
}

/** Route: it goes back to whoever sorts; the term to answer runs on, since nobody has answered. */
export async function refuseIncident(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.refuseIncident>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version, 'refuse');
  await updateIncident(ctx, incident, { status: 'refused', refusal: body.ground, unit_id: null });
  await beginTerm(ctx, incident.id, 'look', 'incident-first-look', ctx.now);
  await noteNearestTerm(ctx, incident.id);
  await tellAct(ctx, incident, 'refuse', { what: 'Возвращён', note: body.ground });
  // Whoever refused it may see it no more: they see how they left it, once.
  return readIncidentCard(ctx, incident.id, { isOwnAct: true });
}

/** Route. */
export async function closeIncident(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof acts.closeIncident>,
): Promise<Card> {
  const incident = await lockIncident(ctx, params.id, body.version, 'close');
  const wasAnswered = ['published', 'dialogue', 'interim'].includes(incident.status);
  // Closed with a word to nobody is no answer: its term is not kept by that.
  await endTerms(ctx, incident.id, { isVoid: !wasAnswered });
  await updateIncident(ctx, incident, { status: 'closed', close_reason: body.reason, due_at: null });
  await tellAct(ctx, incident, 'close', { what: 'Закрыт', note: body.reason });
  return readIncidentCard(ctx, incident.id);
}
