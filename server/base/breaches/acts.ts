import { sql } from 'kysely';
import type * as contract from '../../../shared/contract/base/breaches.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { formatDateTime } from '../../../shared/text/dates.ts';
import { readCity } from '../../lib/city.ts';
import { AppError, badField } from '../../lib/errors.ts';
import { newId } from '../../lib/ids.ts';
import { type Ctx, nameOfActor } from '../../lib/module/context.ts';
import { readBreachCard } from './card.ts';
import { findGaps } from './facts.ts';
import { breachRulesOf } from './pack.ts';
import { requireBreachAct } from './policy.ts';
import { type BreachRow, lockBreach, tellBreachAct, updateBreach } from './rows.ts';
import { breachTermsOf, findMomentFault } from './terms.ts';

function requireMoment(ctx: Ctx, field: string, at: Date, since?: Date): void {
  const fault = findMomentFault(at, ctx.now, since);
  if (fault) throw badField(field, fault);
}

/** The record as it was filled in, with the terms of the day of the discovery. */
function writeFields(ctx: Ctx, fields: contract.BreachFields) {
  const { discoveredAt: discovered, happenedAt: happened, ...words } = fields;
  const discoveredAt = new Date(discovered);
  requireMoment(ctx, 'discoveredAt', discoveredAt);
  const happenedAt = happened === null ? null : new Date(happened);
  if (happenedAt) {
    requireMoment(ctx, 'happenedAt', happenedAt);
    if (happenedAt > discoveredAt)
      throw badField('happenedAt', 'Инцидент не мог произойти позже, чем его выявили');
  }
  const { initialDueAt, resultsDueAt } = breachTermsOf(discoveredAt, breachRulesOf(ctx, discoveredAt));
  return {
    ...words,
    discovered_at: discoveredAt,
    happened_at: happenedAt,
    initial_due_at: initialDueAt,
    results_due_at: resultsDueAt,
  };
}

/** Route: the clock runs from the discovery, whenever it is written down. */
export async function openBreach(
  ctx: Ctx,
  { body }: HandlerInput<typeof contract.openBreach>,
): Promise<contract.BreachCard> {
  const id = newId();
  await ctx.db
    .insertInto('breaches.breach')
    .values({
      id,
      ...writeFields(ctx, body),
      state: 'open',
      state_at: ctx.now,
      made_at: ctx.now,
      made_by_name: nameOfActor(ctx),
    })
    .execute();
  await tellBreachAct(ctx, id, 'open-breach', { what: 'инцидент записан' });
  return readBreachCard(ctx, id);
}

/** Which fields of a record another writing of them changes, in the names of its columns. */
const changedOf = (row: BreachRow, set: Partial<BreachRow>): string[] =>
  Object.entries(set)
    .filter(([name, value]) => {
      const former: unknown = row[name as keyof BreachRow];
      return former instanceof Date && value instanceof Date
        ? former.getTime() !== value.getTime()
        : former !== value;
    })
    .map(([name]) => name);

/** Route. The moment of the discovery is told to Roskomnadzor with the first notice, and stays then. */
export async function changeBreach(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.changeBreach>,
): Promise<contract.BreachCard> {
  const { version, ...fields } = body;
  const row = await lockBreach(ctx, { id: params.id, version });
  const { what } = requireBreachAct(ctx, row, 'change');
  const set = writeFields(ctx, fields);
  const changed = changedOf(row, set);
  if (row.state !== 'open' && changed.includes('discovered_at'))
    throw badField('discoveredAt', 'Момент выявления уже назван в первичном уведомлении');
  if (changed.length === 0) return readBreachCard(ctx, row.id);
  await updateBreach(ctx, row, set);
  const { zone } = readCity(ctx.config);
  const note = changed.includes('discovered_at')
    ? `выявлен ${formatDateTime(set.discovered_at, zone)}; было ${formatDateTime(row.discovered_at, zone)}`
    : '';
  await tellBreachAct(ctx, row.id, 'change-breach', { what, note }, { fields: changed });
  return readBreachCard(ctx, row.id);
}

/** Route: a notice was sent, outside; it is written down with the number it was taken under. */
export async function tellBreach(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.tellBreach>,
): Promise<contract.BreachCard> {
  const row = await lockBreach(ctx, { id: params.id, version: body.version });
  const isInitial = params.notice === 'initial';
  const { what } = requireBreachAct(ctx, row, isInitial ? 'notify' : 'report');
  const gaps = findGaps(row, breachRulesOf(ctx, row.discovered_at), params.notice);
  if (gaps.length > 0)
    throw new AppError('lib.conflict', `Сначала дополните сведения. Не заполнено: ${gaps.join('; ')}.`);
  const sentAt = new Date(body.sentAt);
  requireMoment(ctx, 'sentAt', sentAt, row.initial_sent_at ?? row.discovered_at);
  const { number } = body;
  await updateBreach(
    ctx,
    row,
    isInitial
      ? { state: 'notified', initial_sent_at: sentAt, initial_number: number }
      : { state: 'reported', results_sent_at: sentAt, results_number: number },
  );
  const note = `${formatDateTime(sentAt, readCity(ctx.config).zone)}, № ${number}`;
  await tellBreachAct(ctx, row.id, isInitial ? 'notify-breach' : 'report-breach', { what, note });
  return readBreachCard(ctx, row.id);
}

/** Route: what it came to, or why it was no breach. */
export async function endBreach(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.endBreach>,
): Promise<contract.BreachCard> {
  const row = await lockBreach(ctx, { id: params.id, version: body.version });
  const { what } = requireBreachAct(ctx, row, body.isDismissed ? 'dismiss' : 'close');
  await updateBreach(ctx, row, { state: body.isDismissed ? 'dismissed' : 'closed', outcome: body.outcome });
  const action = body.isDismissed ? 'dismiss-breach' : 'close-breach';
  await tellBreachAct(ctx, row.id, action, { what, note: body.outcome });
  return readBreachCard(ctx, row.id);
}

/** Route: several people tick at once, so a step needs no version; what is so already is left. */
export async function tickBreachStep(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof contract.tickBreachStep>,
): Promise<contract.BreachCard> {
  const row = await lockBreach(ctx, { id: params.id });
  requireBreachAct(ctx, row, 'tick');
  const step = breachRulesOf(ctx, row.discovered_at).steps.find(({ id }) => id === body.stepId);
  if (!step) throw badField('stepId', 'Такого шага нет. Обновите страницу.');
  const last = await ctx.db
    .selectFrom('breaches.step_mark')
    .select('is_done')
    .where('breach_id', '=', row.id)
    .where('step_id', '=', step.id)
    .orderBy('serial', 'desc')
    .executeTakeFirst();
  if ((last?.is_done ?? false) === body.isDone) return readBreachCard(ctx, row.id);
  await sql`
    INSERT INTO breaches.step_mark (breach_id, serial, step_id, is_done, at, by_name, note)
    SELECT ${row.id}::uuid, coalesce(max(serial), 0) + 1, ${step.id}, ${body.isDone}, ${ctx.now}, ${nameOfActor(ctx)}, ${body.note}
    FROM breaches.step_mark WHERE breach_id = ${row.id}::uuid`.execute(ctx.db);
  const what = `${body.isDone ? 'сделано' : 'не сделано'}: ${step.title}`;
  await tellBreachAct(
    ctx,
    row.id,
    'tick-step',
    { what, note: body.note },
    { step: step.id, isDone: body.isDone },
  );
  return readBreachCard(ctx, row.id);
}
