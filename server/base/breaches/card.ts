import type {
  BreachCard,
  BreachLine,
  readBreach as readRoute,
} from '../../../shared/contract/base/breaches.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { readCity } from '../../lib/city.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { findGaps, listBreachFacts } from './facts.ts';
import { type BreachRules, breachPack, breachRulesOf } from './pack.ts';
import { offeredBreachActs } from './policy.ts';
import { type BreachRow, findBreach } from './rows.ts';
import { judgeBreachTerm } from './terms.ts';

export function presentBreachLine(row: BreachRow, now: Date): BreachLine {
  const isDismissed = row.state === 'dismissed';
  const term = (dueAt: Date, sentAt: Date | null) => ({
    dueAt: dueAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    state: judgeBreachTerm({ dueAt, sentAt, isDismissed }, now),
  });
  return {
    id: row.id,
    serial: row.serial,
    state: row.state,
    discoveredAt: row.discovered_at.toISOString(),
    what: row.what,
    people: row.people,
    terms: [
      { notice: 'initial', number: row.initial_number, ...term(row.initial_due_at, row.initial_sent_at) },
      { notice: 'results', number: row.results_number, ...term(row.results_due_at, row.results_sent_at) },
    ],
  };
}

/** The latest mark of each step. Plan: the primary key. */
async function readMarks(ctx: Ctx, id: string) {
  const marks = await ctx.db
    .selectFrom('breaches.step_mark')
    .select(['step_id', 'is_done', 'at', 'by_name', 'note'])
    .where('breach_id', '=', id)
    .orderBy('serial')
    .execute();
  return new Map(marks.map((mark) => [mark.step_id, mark]));
}

async function readSteps(ctx: Ctx, id: string, { steps }: BreachRules): Promise<BreachCard['steps']> {
  const marks = await readMarks(ctx, id);
  return steps.map((step) => {
    const mark = marks.get(step.id);
    return {
      ...step,
      mark: mark?.is_done ? { at: mark.at.toISOString(), by: mark.by_name, note: mark.note } : null,
    };
  });
}

async function readHistory(ctx: Ctx, id: string): Promise<BreachCard['history']> {
  const history = await ctx.db
    .selectFrom('breaches.event')
    .select(['at', 'by_name', 'what', 'note'])
    .where('breach_id', '=', id)
    .orderBy('serial', 'desc')
    .execute();
  return history.map(({ at, by_name: by, what, note }) => ({ at: at.toISOString(), by, what, note }));
}

const fieldsOf = (row: BreachRow): BreachCard['fields'] => ({
  discoveredAt: row.discovered_at.toISOString(),
  found: row.found,
  happenedAt: row.happened_at?.toISOString() ?? null,
  what: row.what,
  spread: row.spread,
  data: row.data,
  people: row.people,
  records: row.records,
  causes: row.causes,
  harm: row.harm,
  measures: row.measures,
  contact: row.contact,
  inquiry: row.inquiry,
  culprits: row.culprits,
});

export async function readBreachCard(ctx: Ctx, id: string): Promise<BreachCard> {
  const row = await findBreach(ctx, id);
  const rules = breachRulesOf(ctx, row.discovered_at);
  return {
    ...presentBreachLine(row, ctx.now),
    fields: fieldsOf(row),
    facts: listBreachFacts(row, rules, readCity(ctx.config).zone),
    gaps: { initial: findGaps(row, rules, 'initial'), results: findGaps(row, rules, 'results') },
    sendTo: rules.sendTo,
    legal: breachPack.read().legal.text,
    steps: await readSteps(ctx, id, rules),
    outcome: row.outcome,
    madeAt: row.made_at.toISOString(),
    madeBy: row.made_by_name,
    history: await readHistory(ctx, id),
    version: row.version,
    can: offeredBreachActs(ctx, row),
  };
}

/** Route. */
export const openBreachCard = (ctx: Ctx, { params }: HandlerInput<typeof readRoute>): Promise<BreachCard> =>
  readBreachCard(ctx, params.id);
