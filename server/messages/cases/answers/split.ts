import { sql } from 'kysely';
import { z } from 'zod';
import type { Status } from '../../../../shared/contract/messages/cases.ts';
import type {
  joinParts as joinPartsRoute,
  splitCase as splitCaseRoute,
} from '../../../../shared/contract/messages/cases-sides.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { firstOf, itemAt } from '../../../../shared/lists.ts';
import { startTerm } from '../../../base/deadlines/index.ts';
import { requireFact } from '../../../base/taxonomy/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import { actingAs, type Ctx, defineJob } from '../../../lib/module/context.ts';
import { type AnswerRow, selectAnswers } from '../card/answer-rows.ts';
import { readCaseCard } from '../card/card.ts';
import { type DecisionCase, lockForDecision } from '../card/decision-case.ts';
import { revokeForeignLinks } from '../card/executor-link.ts';
import { lockCase, moveCase, requireCaseMove } from '../card/move.ts';
import { stopClocks } from '../clocks/clocks.ts';
import { findRunning } from '../clocks/term-clock.ts';
import { answerRule } from '../core/answer-rule.ts';
import { type CaseDraft, STATUTORY_APPEAL } from '../core/draft.ts';
import { placeNames } from '../core/place-columns.ts';
import { openChildStatuses } from '../core/side-statuses.ts';
import { readStatus } from '../core/statuses.ts';
import { addEvents } from '../core/timeline.ts';
import { makeTitle } from '../core/title.ts';
import { requireUnit } from '../core/units.ts';
import { registerDrafts } from '../intake/registration.ts';
import {
  applyTriage,
  planTriage,
  requireSettler,
  requireTriageable,
  walkToCoordination,
} from '../sorting/triage.ts';
import { insertVersion } from './answers.ts';

type Split = typeof splitCaseRoute;
type Part = HandlerInput<Split>['body']['parts'][number];

const MAX_DEPTH_TEXT = 'Подчинённое дело не делится. Разделите общее.';

/**
 * Route: one message about several matters becomes child cases, each with its unit and term; the resident keeps one
 * number and gets one answer. The parent goes to the responsible unit and waits for its children.
 */
export async function splitCase(
  ctx: Ctx,
  { params, body }: HandlerInput<Split>,
): Promise<RouteReplyInput<Split>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireTriageable(ctx, file, 'Разделить');
  requireSettler(ctx, file);
  const parent = await selectParent(ctx, file.id);
  if (parent.parent_id) throw new AppError('cases.illegal-transition', MAX_DEPTH_TEXT);
  if ((await listChildren(ctx, file.id)).length > 0)
    throw new AppError('cases.illegal-transition', 'Дело уже разделено. Сначала соедините части.');
  const children = await register(ctx, file, parent, body.parts);
  const responsible = body.responsibleUnitId
    ? (await requireUnit(ctx.db, body.responsibleUnitId)).id
    : firstOf(children).unitId;
  const ready = await walkToCoordination(ctx, file);
  const numbers = children.map(({ number }) => `№ ${number}`).join(', ');
  const assigned = await moveCase(ctx, ready, 'assign', {
    text: `Разделено на части: ${numbers}`,
    data: { unitId: responsible, children: children.map(({ number }) => number) },
    set: {
      executor_unit_id: responsible,
      executor_id: null,
      head_decides: false,
      snoozed_until: null,
      snooze_reason: null,
    },
  });
  await moveCase(asSystem(ctx), assigned, 'take', { text: 'Ждёт ответов по частям' });
  ctx.audit({
    action: 'cases.split',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, children: children.map(({ number }) => number) },
  });
  return readCaseCard(ctx, file.id);
}

const asSystem = (ctx: Ctx): Ctx => actingAs(ctx, { kind: 'system', name: 'split' });

function selectParent(ctx: Ctx, id: string) {
  return ctx.db
    .selectFrom('cases.case_file')
    .select(['parent_id', 'channel', 'regime', ...placeNames, 'is_home', 'registered_at'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

type Parent = Awaited<ReturnType<typeof selectParent>>;

/** Children get numbers of their own, the parent's place and moment of receipt, and no contact: nobody is written to. */
async function register(ctx: Ctx, file: DecisionCase, parent: Parent, parts: Part[]) {
  const whole = parent.regime === STATUTORY_APPEAL ? await findRunning(ctx, file.id) : undefined;
  const drafts = parts.map((part) => draftPart(ctx, parent, part, whole));
  const registered = await registerDrafts(
    ctx,
    drafts.map((draft) => ({ draft, ctx })),
    { isRead: true },
  );
  const children: { id: string; number: string; unitId: string }[] = [];
  for (const [index, result] of registered.entries()) {
    if (result instanceof AppError) throw result;
    await ctx.db
      .updateTable('cases.case_file')
      .set({ parent_id: file.id })
      .where('id', '=', result.caseId)
      .execute();
    const child = await lockForDecision(ctx, result.caseId);
    const { factId, unitId } = itemAt(parts, index);
    const plan = await planTriage(ctx, child, { factId, unitId });
    await addEvents(ctx, [
      { caseId: child.id, kind: 'split', visibility: 'staff', text: `Часть дела № ${file.number}` },
    ]);
    await applyTriage(ctx, child, plan);
    children.push({ id: child.id, number: result.number, unitId: plan.unit.id });
  }
  return children;
}

type Running = Awaited<ReturnType<typeof findRunning>>;

/** `whole` is the clock of the appeal that is split: a part of an appeal has its term (59-ФЗ, ст. 12 ч. 1). */
function draftPart(ctx: Ctx, parent: Parent, part: Part, whole: Running): CaseDraft {
  const fact = requireFact(part.factId);
  const rule = whole?.rule_id ?? answerRule({ regime: parent.regime, fact_id: fact.id });
  const termFrom = whole?.started_at ?? parent.registered_at;
  return {
    id: newId(),
    contactId: newId(),
    clientKey: null,
    clientHash: null,
    registeredAt: ctx.now,
    receivedAt: ctx.now,
    channel: parent.channel,
    regime: parent.regime,
    regimeReason: 'Часть разделённого дела: порядок тот же',
    identity: 'anonymous',
    title: makeTitle(part.text),
    body: part.text,
    block: fact.block,
    factId: fact.id,
    topicSource: 'operator',
    importance: 'normal',
    place: {
      address: parent.address,
      streetId: parent.street_id,
      house: parent.house,
      districtId: parent.district_id,
      lat: parent.lat,
      lon: parent.lon,
      h3: parent.h3,
      precision: parent.place_precision as 'none',
      isHome: parent.is_home,
    },
    // The resident's term runs from their own message, not from the hour it was split.
    term: startTerm(rule, termFrom),
    termFrom,
    arrivedAt: null,
    dueFrom: null,
    residentId: null,
    personName: null,
    phone: null,
    email: null,
    publishConsent: false,
    consentVersion: null,
    consentIp: null,
    consentAgent: null,
    externalSource: null,
    externalId: null,
    registeredBy: ctx.actor.kind === 'staff' ? ctx.actor.id : null,
    files: [],
    answers: null,
    signs: [],
    declares: null,
  };
}

/** Children of a case, those joined again left out. Plan: case_file_parent. */
export async function listChildren(ctx: Ctx, parentId: string) {
  const rows = await ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'number', 'status', 'outcome', 'title'])
    .where('parent_id', '=', parentId)
    .where('status', '<>', 'merged')
    .orderBy('number')
    .execute();
  return rows.map((row) => ({ ...row, status: readStatus(row.status) }));
}

const isOver = (status: Status): boolean => !openChildStatuses.includes(status);

type Join = typeof joinPartsRoute;

/** Route: parts become one case again, unless one of them is answered; the parent is directed anew. */
export async function joinParts(
  ctx: Ctx,
  { params, body }: HandlerInput<Join>,
): Promise<RouteReplyInput<Join>> {
  const file = await lockForDecision(ctx, params.id, body.version);
  requireCaseMove(ctx.actor, file.status, 'withdraw-from-work');
  const children = await listChildren(ctx, file.id);
  if (children.length === 0)
    throw new AppError('cases.illegal-transition', 'Дело не разделено: соединять нечего.');
  const answered = children.find(({ status }) => isOver(status));
  if (answered)
    throw new AppError('lib.conflict', `По части № ${answered.number} уже есть ответ: соединить нельзя.`);
  for (const { id } of children) {
    const child = await lockCase(asSystem(ctx), id);
    await moveCase(ctx, child, 'merge', {
      data: { into: file.number },
      set: { former_status: child.status, merged_into: file.id },
    });
    await stopClocks(ctx, id, 'Части соединены');
    await revokeForeignLinks(ctx, id, null);
  }
  await moveCase(ctx, file, 'withdraw-from-work', { text: 'Части соединены', isHidden: true });
  ctx.audit({ action: 'cases.join-parts', object: 'case', objectId: file.id, data: { number: file.number } });
  return readCaseCard(ctx, file.id);
}

export const compileJob = defineJob('cases.compile-parts', z.object({ parentId: z.uuid() }));

/**
 * When the last child is answered the parent's answer is put together of theirs and goes to review: the resident gets
 * one letter. A draft somebody writes there already is left alone.
 */
export async function compileParts(
  ctx: Ctx,
  { parentId }: z.output<typeof compileJob.payload>,
): Promise<void> {
  const file = await lockCase(ctx, parentId);
  if (file.status !== 'in_work') return;
  const children = await listChildren(ctx, file.id);
  if (children.length === 0 || children.some(({ status }) => !isOver(status))) return;
  const answers = await selectAnswers(
    ctx,
    children.map(({ id }) => id),
  );
  const texts = children.flatMap((child, index) => {
    const answer = answers.findLast(({ case_id, state }) => case_id === child.id && state === 'released');
    return answer ? [`${index + 1}. ${child.title}\n${answer.body}`] : [];
  });
  if (texts.length === 0) return;
  const drafted = await moveCase(ctx, file, 'draft');
  const last = (await selectAnswers(ctx, [file.id])).at(-1);
  const saved = await insertVersion(ctx, file.id, last, {
    body: `Здравствуйте! Ответ по каждому вопросу вашего сообщения № ${file.number}.\n\n${texts.join('\n\n')}`,
    outcome: worst(children.map(({ outcome }) => outcome)),
    promised_on: null,
    author: 'system:split',
    author_name: 'Отклик: ответы по частям',
    author_unit_id: file.executor_unit_id,
    state: 'review',
  });
  await moveCase(ctx, drafted, 'submit', {
    text: `Ответы по частям собраны, версия ${saved.version}`,
    data: { answerId: saved.id },
  });
}

/** All solved is solved; some solved is solved partly; else it was explained. */
function worst(outcomes: (string | null)[]): AnswerRow['outcome'] {
  if (outcomes.every((outcome) => outcome === 'solved')) return 'solved';
  return outcomes.some((outcome) => outcome === 'solved' || outcome === 'solved_partly')
    ? 'solved_partly'
    : 'explained';
}

/**
 * After a child's answer went out: it has no resident to confirm it, so it closes, and the parent is looked at by a job of
 * its own, whose lock waits for nobody.
 */
export async function closeChild(ctx: Ctx, childId: string): Promise<void> {
  const { rows } = await sql<{ parent_id: string | null }>`
    SELECT parent_id FROM cases.case_file WHERE id = ${childId}`.execute(ctx.db);
  const parentId = rows[0]?.parent_id;
  if (!parentId) return;
  const child = await lockCase(asSystem(ctx), childId);
  if (child.status === 'answered')
    await moveCase(asSystem(ctx), child, 'confirm', { text: 'Войдёт в общий ответ', isHidden: true });
  ctx.enqueue(compileJob, { parentId });
}
