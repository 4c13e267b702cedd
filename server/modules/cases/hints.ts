import type { explainDeadline } from '../../../shared/contract/cases-card.ts';
import type { suggestFor } from '../../../shared/contract/cases-staff.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import { describeTerm, localDate, startTerm } from '../deadlines/index.ts';
import { findUnitForKind } from '../identity/index.ts';
import { findBlock, findFact, suggestTopic } from '../taxonomy/index.ts';
import { placeFromText } from '../territory/index.ts';
import { ownCases } from './reach.ts';
import { PROMISE_CLOCK } from './rows.ts';

/** «Почему эта дата»: recounted by the very version of the rule the clock was started with. */
export async function explain(ctx: Ctx, { params }: HandlerInput<typeof explainDeadline>): Promise<unknown> {
  const row = await ctx.db
    .selectFrom('cases.clock')
    .innerJoin('cases.case_file', 'cases.case_file.id', 'cases.clock.case_id')
    .select(['cases.clock.kind', 'cases.clock.rule_id', 'cases.clock.rule_version', 'cases.clock.started_at'])
    .select(['cases.clock.due_at', 'cases.case_file.fact_id'])
    .where('cases.clock.id', '=', params.clockId)
    .where('cases.case_file.id', '=', params.id)
    .where(ownCases(ctx.actor))
    .executeTakeFirst();
  if (!row) throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
  const term = describeTerm({
    ruleId: row.rule_id,
    ruleVersion: row.rule_version,
    startedAt: row.started_at,
    subject: describeSubject(row.fact_id),
  });
  if (row.kind !== PROMISE_CLOCK) return term;
  // The day was named in the answer; the rule only says how far ahead a promise may reach.
  const date = localDate(row.due_at);
  const day = formatDay(date);
  return {
    ...term,
    headline: 'обещанная дата',
    text: `Срок — ${day}: эту дату назвали жителю в ответе. Обещать можно не дальше чем на 12 месяцев.`,
    due: { ...term.due, at: row.due_at.toISOString(), local: `${date}T23:59`, date },
    days: [],
    omittedDays: 0,
    roll: null,
  };
}

/** «дороги · яма на проезжей части». */
function describeSubject(factId: string | null): string {
  const fact = factId === null ? undefined : findFact(factId);
  if (!fact) return '';
  const block = findBlock(fact.block)?.shortTitle.toLocaleLowerCase('ru') ?? fact.block;
  return `${block} · ${fact.title.toLocaleLowerCase('ru')}`;
}

type Suggest = typeof suggestFor;

/** What registration by phone shows while the operator types: topic, place, executor and term by the text alone. */
export async function suggest(ctx: Ctx, { body }: HandlerInput<Suggest>): Promise<RouteReplyInput<Suggest>> {
  const facts = suggestTopic(body.text);
  const place = placeFromText(body.text);
  const fact = facts[0] && findFact(facts[0].factId);
  const unit = fact && (await findUnitForKind(ctx.db, fact.executorKind, place?.districtId ?? undefined));
  return {
    facts,
    place: place && {
      address: place.address,
      districtId: place.districtId,
      lat: place.lat,
      lon: place.lon,
      precision: place.precision,
    },
    executorUnit: unit?.title ?? null,
    dueAt: fact ? startTerm(fact.deadlineRule, ctx.now).dueAt.toISOString() : null,
  };
}
