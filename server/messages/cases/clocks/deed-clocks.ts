import { type SqlBool, sql } from 'kysely';
import type { RegimeDecision } from '../../../../shared/contract/base/regimes.ts';
import { type DeedClock, deedClocks, startTermIfAny } from '../../../base/deadlines/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { readBodies } from '../core/bodies.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { decisionOf } from '../core/regime.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';
import { addEvents } from '../core/timeline.ts';
import { clockRow } from './clocks.ts';

type Deed = DeedClock['ends'][number];

const SIGN_GONE = 'Признак обращения снят';

/** Clocks the signs of an appeal demand: a migration report, a court act, a text that cannot be read or understood. */
const demanded = ({ regime, clocks }: RegimeDecision): DeedClock[] =>
  regime === STATUTORY_APPEAL
    ? deedClocks().filter(({ begins, rule }) => begins === 'sign' && clocks.some(({ code }) => code === rule))
    : [];

/** Rows of clocks to start; a rule that already times the case, the answer’s clock too, is not started twice. */
async function startDeeds(
  ctx: Ctx,
  wanted: readonly { caseId: string; deed: DeedClock; from: Date; note?: string }[],
): Promise<void> {
  if (wanted.length === 0) return;
  const known = await ctx.db
    .selectFrom('cases.clock')
    .select(['case_id', 'rule_id'])
    .where(sql<SqlBool>`case_id = ANY(${wanted.map(({ caseId }) => caseId)}::uuid[])`)
    .where(({ or, eb }) => or([eb('stopped_at', 'is', null), eb('note', 'is distinct from', SIGN_GONE)]))
    .execute();
  const isKnown = new Set(known.map((row) => `${row.case_id} ${row.rule_id}`));
  const rows = wanted.flatMap(({ caseId, deed, from, note }) => {
    const term = startTermIfAny(deed.rule, from);
    if (!term || (deed.begins === 'sign' && isKnown.has(`${caseId} ${deed.rule}`))) return [];
    return [clockRow(ctx, caseId, deed.clock, term, from, note)];
  });
  if (rows.length > 0) await ctx.db.insertInto('cases.clock').values(rows).execute();
}

/** Clocks the signs of appeals just registered demand. Plan: contact_case, clock_case. */
export async function startFirstDeeds(ctx: Ctx, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  const contacts = await ctx.db
    .selectFrom('cases.contact as contact')
    .innerJoin('cases.case_file as file', 'file.id', 'contact.case_id')
    .select(['contact.case_id', 'contact.kind', 'contact.identity', 'contact.received_at', 'contact.signs'])
    .select(['contact.declares', 'file.registered_at', 'file.regime'])
    .where(sql<SqlBool>`contact.case_id = ANY(${[...caseIds]}::uuid[])`)
    .where('is_joiner', '=', false)
    .where(sql<SqlBool>`cardinality(contact.signs) > 0`)
    .execute();
  const wanted = contacts.flatMap((contact) =>
    demanded(decisionOf(contact, contact.regime)).map((deed) => ({
      caseId: contact.case_id,
      deed,
      from: contact.registered_at,
    })),
  );
  await startDeeds(ctx, wanted);
}

/** Other signs, or another order: clocks nothing demands any more stop, those newly demanded run from the registration. */
export async function changeDeeds(
  ctx: Ctx,
  file: { id: string; registered_at: Date },
  decision: RegimeDecision,
): Promise<void> {
  const wanted = demanded(decision);
  const isAppeal = decision.regime === STATUTORY_APPEAL;
  const gone = deedClocks().filter((deed) => !wanted.includes(deed) && (deed.begins === 'sign' || !isAppeal));
  await ctx.db
    .updateTable('cases.clock')
    .set({ stopped_at: ctx.now, note: SIGN_GONE })
    .where('case_id', '=', file.id)
    .where('stopped_at', 'is', null)
    .where(sql<SqlBool>`kind = ANY(${gone.map(({ clock }) => clock)})`)
    .execute();
  await startDeeds(
    ctx,
    wanted.map((deed) => ({ caseId: file.id, deed, from: file.registered_at })),
  );
}

/** An act of the office begins a term: copies from the registration, a request for documents from itself. */
export async function beginDeed(
  ctx: Ctx,
  caseId: string,
  begins: 'copies' | 'request' | 'notice',
  from: Date,
  note?: string,
): Promise<void> {
  const wanted = deedClocks().filter((deed) => deed.begins === begins);
  const running = await ctx.db
    .selectFrom('cases.clock')
    .select('kind')
    .where('case_id', '=', caseId)
    .where('stopped_at', 'is', null)
    .execute();
  // Several requests may wait side by side; copies of one appeal have one term.
  const fresh = wanted.filter(
    ({ clock }) => begins === 'request' || !running.some(({ kind }) => kind === clock),
  );
  await startDeeds(
    ctx,
    fresh.map((deed) => ({ caseId, deed, from, ...(note && { note }) })),
  );
}

/**
 * The deed is done: its clocks stop. Where the answer’s clock runs by the same rule — an appeal that gets no answer but a
 * return — it stops too, and the case has no term any more. Returns how many stopped.
 */
export function endDeed(ctx: Ctx, caseId: string, done: Deed, clockId?: string): Promise<number> {
  return stopDeeds(
    ctx,
    caseId,
    deedClocks().filter(({ ends }) => ends.includes(done)),
    clockId,
  );
}

/**
 * Terms a forwarding must meet and has not: the directory names bodies the law sends such an appeal to, and not all of them
 * have it. `copied` are those a copy went to. Where the directory names none, any body will do.
 */
export async function unmetForwards(
  ctx: Ctx,
  caseId: string,
  copied: readonly string[] = [],
): Promise<DeedClock[]> {
  const [{ bodies }, sent] = await Promise.all([
    readBodies(ctx),
    ctx.db
      .selectFrom('cases.forwarding')
      .select('body_id')
      .where('case_id', '=', caseId)
      .where('returned_at', 'is', null)
      .execute(),
  ]);
  const reached = new Set([...copied, ...sent.map(({ body_id }) => body_id)]);
  return deedClocks().filter(({ ends, clock }) => {
    if (!ends.includes('forwarded')) return false;
    const named = bodies.filter(({ isActive, receives }) => isActive && receives.includes(clock));
    return named.length > 0 ? named.some(({ id }) => !reached.has(id)) : reached.size === 0;
  });
}

/** Whether something of the appeal is still to be forwarded: a reported crime goes even from a nameless one (59-ФЗ, ст. 11 ч. 1). */
export async function owesForward(ctx: Ctx, caseId: string): Promise<boolean> {
  const forwards = deedClocks().filter(({ ends }) => ends.includes('forwarded'));
  const row = await ctx.db
    .selectFrom('cases.clock')
    .select('id')
    .where('case_id', '=', caseId)
    .where('stopped_at', 'is', null)
    .where(
      sql<SqlBool>`(kind = ANY(${forwards.map(({ clock }) => clock)}) OR rule_id = ANY(${forwards.map(({ rule }) => rule)}))`,
    )
    .executeTakeFirst();
  return row !== undefined;
}

/** Terms of forwarding that are met by now stop. */
export async function endForwards(ctx: Ctx, caseId: string, copied: readonly string[] = []): Promise<void> {
  const unmet = await unmetForwards(ctx, caseId, copied);
  const met = deedClocks().filter((deed) => deed.ends.includes('forwarded') && !unmet.includes(deed));
  await stopDeeds(ctx, caseId, met);
}

/** Terms of forwarding that began to be counted after the case was forwarded: those it met stopped as it went. */
export async function settleForwards(ctx: Ctx, caseId: string): Promise<void> {
  const unmet = await unmetForwards(ctx, caseId);
  const met = deedClocks().filter((deed) => deed.ends.includes('forwarded') && !unmet.includes(deed));
  await ctx.db
    .updateTable('cases.clock')
    .set({
      stopped_at: sql`greatest(started_at, (SELECT min(at) FROM cases.forwarding WHERE case_id = ${caseId} AND returned_at IS NULL))`,
    })
    .where('case_id', '=', caseId)
    .where('stopped_at', 'is', null)
    .where(sql<SqlBool>`kind = ANY(${met.map(({ clock }) => clock)})`)
    .execute();
}

/** Whether a signed notice has gone: its term was met, not dropped with the order that asked for it. */
export async function wasNotified(ctx: Ctx, caseId: string): Promise<boolean> {
  const notices = deedClocks().filter(({ ends }) => ends.includes('notified'));
  const row = await ctx.db
    .selectFrom('cases.clock')
    .select('id')
    .where('case_id', '=', caseId)
    .where('stopped_at', 'is not', null)
    .where('note', 'is', null)
    .where(sql<SqlBool>`kind = ANY(${notices.map(({ clock }) => clock)})`)
    .executeTakeFirst();
  return row !== undefined;
}

async function stopDeeds(
  ctx: Ctx,
  caseId: string,
  ended: readonly DeedClock[],
  clockId?: string,
): Promise<number> {
  const rows = await ctx.db
    .updateTable('cases.clock')
    .set({ stopped_at: ctx.now, paused_at: null })
    .where('case_id', '=', caseId)
    .where('stopped_at', 'is', null)
    .where(
      sql<SqlBool>`(kind = ANY(${ended.map(({ clock }) => clock)})
        OR (kind = ${ANSWER_CLOCK} AND rule_id = ANY(${ended.map(({ rule }) => rule)})))`,
    )
    .$if(clockId !== undefined, (query) => query.where('id', '=', clockId!))
    .returning('kind')
    .execute();
  if (rows.some(({ kind }) => kind === ANSWER_CLOCK)) {
    await ctx.db.updateTable('cases.case_file').set({ due_at: null }).where('id', '=', caseId).execute();
  }
  await addEvents(
    ctx,
    rows.map(({ kind }) => ({
      caseId,
      kind: 'deed',
      visibility: 'staff' as const,
      text: ended.find(({ clock }) => clock === kind)?.title ?? 'Исполнено то, что требует закон',
    })),
  );
  return rows.length;
}
