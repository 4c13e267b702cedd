import type { triageCase as triageCaseRoute } from '../../../../shared/contract/messages/cases-triage.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { findUnitForKind, type UnitInfo } from '../../../base/identity/index.ts';
import { currentTaxonomy, type PackFact } from '../../../base/taxonomy/index.ts';
import { type ResolvedPlace, takeSuggestion } from '../../../base/territory/index.ts';
import { rememberSorted } from '../../../base/understanding/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { requireNotComplained } from '../card/complaint.ts';
import { type DecisionCase, lockForDecision } from '../card/decision-case.ts';
import { revokeForeignLinks, sendLinkToUnit } from '../card/executor-link.ts';
import { type LockedCase, moveCase, requireCaseMove } from '../card/move.ts';
import { chooseFact } from '../card/topic.ts';
import { applyRule, noClockChange } from '../clocks/clocks.ts';
import { caseAssigned } from '../core/events.ts';
import { placeColumns } from '../core/place-columns.ts';
import { permissionsOn } from '../core/reach.ts';
import { loadRow } from '../core/rows.ts';
import { triageStatuses } from '../core/statuses.ts';
import { addEvents } from '../core/timeline.ts';
import { findActiveUnit, requireUnit } from '../core/units.ts';
import { routeCase } from '../routing/routing.ts';
import { indexCases } from '../search/indexing.ts';
import { followersOf, noteAct } from './follow.ts';
import { describeFormer, type FormerCase, rememberDecision } from './undo.ts';

type Triage = typeof triageCaseRoute;

/** A decision made and checked, not yet written. */
export interface TriagePlan {
  fact: PackFact;
  unit: UnitInfo;
  /** Named by the routing table beside the unit. */
  personId: string | null;
  importance: 'normal' | 'high';
  /** Taken from the words of the message. */
  place: ResolvedPlace | null;
}

/**
 * One decision: topic, executor, term. Without a choice it accepts what is proposed. Statements by key or by the
 * case's own rows only, about twenty in all: the size of the table does not matter.
 */
export async function triageCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Triage>,
): Promise<RouteReplyInput<Triage>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  const plan = await planTriage(ctx, file, body);
  const former = await applyTriage(ctx, file, plan);
  const together = await triageFollowers(ctx, file.id, plan);
  const undoToken = await rememberDecision(ctx, 'triage', [former, ...together]);
  return { row: await loadRow(ctx, file.id), undoToken };
}

/** Those that follow the case as parts of one mass problem get the same topic and executor, each with its own term. */
export async function triageFollowers(
  ctx: Ctx,
  leadId: string,
  { fact, unit }: TriagePlan,
): Promise<FormerCase[]> {
  const done: FormerCase[] = [];
  for (const id of await followersOf(ctx, leadId, triageStatuses))
    done.push(await triageFollower(ctx, id, fact.id, unit.id));
  return done;
}

/** One of them, also when it joins after the main case was sorted. */
export async function triageFollower(
  ctx: Ctx,
  id: string,
  factId: string,
  unitId: string,
): Promise<FormerCase> {
  const file = await lockForDecision(ctx, id);
  const former = await applyTriage(ctx, file, await planTriage(ctx, file, { factId, unitId }));
  await noteAct(ctx, id, { before: file.version, former, at: ctx.now.toISOString() });
  return former;
}

interface Choice {
  block?: string | undefined;
  factId?: string | undefined;
  unitId?: string | undefined;
  importance?: 'normal' | 'high' | undefined;
  placeAt?: number | undefined;
}

/** Everything that can refuse a decision; writes nothing. */
export async function planTriage(ctx: Ctx, file: DecisionCase, choice: Choice): Promise<TriagePlan> {
  requireTriageable(ctx, file);
  requireSettler(ctx, file);
  const fact = chooseFact(file, choice);
  const isHigh = fact.importance === 'high' || file.importance === 'high';
  const importance = choice.importance ?? (isHigh ? 'high' : 'normal');
  const place = choice.placeAt === undefined ? null : takePlace(file, choice.placeAt);
  // Whose it is may depend on the district and the house: the place just taken counts.
  const placed = place
    ? { ...file, district_id: place.districtId, street_id: place.streetId, house: place.house }
    : file;
  const { unit, personId } = await chooseUnit(ctx, placed, { fact, importance, unitId: choice.unitId });
  await requireNotComplained(ctx, file.id, { unitId: unit.id });
  return { fact, unit, personId, importance, place };
}

function takePlace(file: DecisionCase, at: number): ResolvedPlace {
  const suggestion = file.places[at];
  if (suggestion) return takeSuggestion(suggestion);
  throw new AppError('lib.bad-input', 'Такого места текст не называет: выберите место заново, W.', {
    fields: { placeAt: 'Этого места в предложенных нет' },
  });
}

/** Refuses a case that does not wait for triage, in the words of the step that is impossible. */
export function requireTriageable(ctx: Ctx, file: LockedCase, title?: string): void {
  const { status } = file;
  if (status === 'new' || status === 'moderation')
    requireCaseMove(ctx.actor, 'moderation', 'pass-moderation', title);
  else if (status === 'reopened') requireCaseMove(ctx.actor, status, 'recoordinate', title);
  else requireCaseMove(ctx.actor, status, 'assign', title);
}

/** After the third refusal whose it is, the head decides: sending it round once more will not help. */
export function requireSettler(ctx: Ctx, file: DecisionCase): void {
  if (!file.head_decides || permissionsOn(ctx.actor, file).has('cases.settle')) return;
  throw new AppError(
    'lib.forbidden',
    'Исполнители трижды вернули это дело: чьё оно, решает руководитель центра.',
  );
}

/** Whom the operator named, else whoever had it, else the routing table, else the company of the house, else the executor kind of the topic. */
async function chooseUnit(
  ctx: Ctx,
  file: DecisionCase,
  choice: { fact: PackFact; importance: string; unitId: string | undefined },
): Promise<{ unit: UnitInfo; personId: string | null }> {
  const { fact, importance, unitId } = choice;
  if (unitId !== undefined) return { unit: await requireUnit(ctx.db, unitId), personId: null };
  // A returned answer goes back to whoever gave it, unless the topic has changed; so does an executor noted before triage.
  if (file.executor_unit_id && (file.fact_id === null || fact.id === file.fact_id)) {
    const former = await findActiveUnit(ctx.db, file.executor_unit_id);
    if (former) return { unit: former, personId: null };
  }
  const routed = await routeCase(ctx, {
    factId: fact.id,
    block: fact.block,
    importance,
    districtId: file.district_id,
    registeredAt: file.registered_at,
    streetId: file.street_id,
    house: file.house,
  });
  const byTable = routed && (await findActiveUnit(ctx.db, routed.unitId));
  if (routed && byTable) return { unit: byTable, personId: routed.personId };
  const unit = await findUnitForKind(ctx.db, fact.executorKind, file.district_id ?? undefined);
  if (unit) return { unit, personId: null };
  const kind = currentTaxonomy().executorKinds[fact.executorKind] ?? fact.executorKind;
  throw new AppError(
    'lib.bad-input',
    `Для темы «${fact.title}» исполнитель не найден (${kind}). Выберите его: A.`,
    {
      fields: { unitId: 'Выберите исполнителя' },
    },
  );
}

/** Writes a planned decision: moves, topic, executor, clock, letter with the link. */
export async function applyTriage(ctx: Ctx, file: DecisionCase, plan: TriagePlan): Promise<FormerCase> {
  const { fact, unit, importance } = plan;
  const ready = await walkToCoordination(ctx, file);
  const restarted = await applyRule(ctx, file, fact.deadlineRule);
  const dueAt = restarted?.dueAt ?? file.due_at;
  const [suggested] = file.suggested;
  const left = await moveCase(ctx, ready, 'assign', {
    text: unit.title,
    data: { unitId: unit.id, factId: fact.id },
    set: {
      block: fact.block,
      fact_id: fact.id,
      topic_source: 'operator',
      importance,
      executor_unit_id: unit.id,
      executor_id: plan.personId ?? (unit.id === file.executor_unit_id ? file.executor_id : null),
      due_at: dueAt,
      head_decides: false,
      snoozed_until: null,
      snooze_reason: null,
      ...(plan.place && placeColumns(plan.place)),
    },
  });
  if (plan.place) await tellPlace(ctx, file, plan.place);
  ctx.audit({
    action: 'cases.triage',
    object: 'case',
    objectId: file.id,
    data: {
      number: file.number,
      factId: fact.id,
      suggested: suggested ? { factId: suggested.factId, confidence: suggested.confidence } : null,
      unitId: unit.id,
      importance,
    },
  });
  await rememberSorted(ctx, { caseId: file.id, fact, suggested });
  if (file.executor_unit_id && file.executor_unit_id !== unit.id)
    await revokeForeignLinks(ctx, file.id, unit.id);
  const link = await sendLinkToUnit(ctx, { id: file.id, number: file.number, dueAt }, unit);
  ctx.announce(caseAssigned, { caseId: file.id, number: file.number, unitId: unit.id });
  return describeFormer(file, left, {
    clocks: restarted?.change ?? noClockChange,
    links: link ? [link] : [],
  });
}

/** The place is told as every corrected field is, and found by its words from now on. */
async function tellPlace(ctx: Ctx, file: DecisionCase, place: ResolvedPlace): Promise<void> {
  const data = { field: 'place', from: file.district_id, to: place.districtId };
  await addEvents(ctx, [
    {
      caseId: file.id,
      kind: 'field',
      visibility: 'staff',
      ...(place.address !== null && { text: place.address }),
      data,
    },
  ]);
  await indexCases(ctx, [file.id]);
}

/** Brings a case that waits for triage to the state from which it is assigned; each step is told in the timeline. */
export async function walkToCoordination(ctx: Ctx, file: LockedCase): Promise<LockedCase> {
  switch (file.status) {
    case 'new':
      return moveCase(ctx, await registerFirst(ctx, file), 'pass-moderation');
    case 'moderation':
      return moveCase(ctx, file, 'pass-moderation');
    case 'reopened':
      return moveCase(ctx, file, 'recoordinate');
    default:
      return file;
  }
}

/** A case that came past intake is registered by the system before a person decides on it. */
export function registerFirst(ctx: Ctx, file: LockedCase): Promise<LockedCase> {
  return moveCase({ ...ctx, actor: { kind: 'system', name: 'intake' } }, file, 'register');
}
