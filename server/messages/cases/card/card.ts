import { jsonArrayFrom } from 'kysely/helpers/postgres';
import type { Channel } from '../../../../shared/contract/messages/cases.ts';
import type { CaseCard, getCase as getCaseRoute } from '../../../../shared/contract/messages/cases-card.ts';
import type { HandlerInput } from '../../../../shared/contract/route.ts';
import { isOneOf } from '../../../../shared/lists.ts';
import { lateRule, startTerm } from '../../../base/deadlines/index.ts';
import { maskEmail, maskPhone } from '../../../base/identity/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { objectKeyOf } from '../../../base/territory/index.ts';
import { offerTopics } from '../../../base/understanding/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { offerExtension } from '../clocks/extend-offer.ts';
import { readHold } from '../clocks/hold-offer.ts';
import { listWriting } from '../colleagues/writing.ts';
import { allowedActions, withheldActions } from '../core/can.ts';
import { STATUTORY_APPEAL } from '../core/draft.ts';
import { showExternalId } from '../core/external.ts';
import { forwardingBan } from '../core/forwarding-ban.ts';
import { forWork, hiddenKinds, maskName } from '../core/mask-text.ts';
import { noticeClocks } from '../core/owes.ts';
import { onlyExecutes, ownCases } from '../core/reach.ts';
import { decisionOf } from '../core/regime.ts';
import { ANSWER_CLOCK, presentCaseRow, readSuggestion, selectRowColumns } from '../core/rows.ts';
import { readStatus, triageStatuses } from '../core/statuses.ts';
import { caseWorkflow } from '../core/workflow.ts';
import { titlesOf } from '../letters/rating-pack.ts';
import { routeFor } from '../routing/routing.ts';
import { loadPhotos, pendingOf, presentAnswer, selectAnswers, stripPhoto } from './answer-rows.ts';
import { presentClocks, selectClocks } from './card-clocks.ts';
import { readCourse } from './card-course.ts';
import { readCardLaw, tellLate, waitsForLetter } from './card-law.ts';
import { listTimeline, withoutScore } from './card-timeline.ts';
import { listExecutors } from './executors.ts';
import { readLevelShort } from './level-short.ts';
import { findRelated } from './related.ts';
import { proposeFact } from './topic.ts';

/** Route: the card by its number. What is foreign answers as what does not exist: `cases.not-found`. */
export async function getCase(ctx: Ctx, { params }: HandlerInput<typeof getCaseRoute>): Promise<CaseCard> {
  const found = await ctx.db
    .selectFrom('cases.case_file')
    .select('id')
    .where('number', '=', params.number)
    .where(ownCases(ctx.actor))
    .executeTakeFirst();
  if (!found) throw new AppError('cases.not-found', 'Такого дела нет или его ведут другие.');
  return readCaseCard(ctx, found.id);
}

/**
 * The whole card of a case the caller is known to see: one query for the case, then those of its parts side by side (one after another
 * inside a transaction). Each is by key or by an index on the case, so the size of the table does not matter.
 */
export async function readCaseCard(ctx: Ctx, id: string): Promise<CaseCard> {
  const file = await selectFile(ctx, id).executeTakeFirstOrThrow();
  const suggested = readSuggestion(file.suggestion);
  const fact = proposeFact({ ...file, suggested });
  const located = { ...file, suggested_block: suggested[0]?.block ?? null };
  const [contacts, timeline, answers, photos, related, executors, course, hold, law, writing] =
    await Promise.all([
      listContacts(ctx, id),
      listTimeline(ctx, id),
      selectAnswers(ctx, [id]),
      loadPhotos(ctx, [id]),
      findRelated(ctx, located),
      routeFor(ctx, file, fact).then((routed) => listExecutors(ctx, file, fact, routed)),
      readCourse(ctx, file),
      readHold(ctx, file),
      readCardLaw(ctx, id),
      listWriting(ctx, id),
    ]);
  const author = contacts.find(({ is_joiner }) => !is_joiner);
  const hidesScores = onlyExecutes(ctx.actor) && !caseWorkflow.states[readStatus(file.status)].isTerminal;
  const hidden = hiddenKinds(file.body);
  const waits = isOneOf(triageStatuses, file.status);
  const facts = {
    ...file,
    status: readStatus(file.status),
    isReachable: Boolean(author?.phone || author?.email || author?.resident_id),
    hasContacts: contacts.length > 0,
    hasHiddenWords: hidden.length > 0,
    forwardingBan: forwardingBan(author, file.regime),
    owes_notice: file.clocks.some(
      ({ kind, stopped_at }) => stopped_at === null && noticeClocks().includes(kind),
    ),
    pendingAuthor: pendingOf(answers)?.author ?? null,
    children: related.children.flatMap(({ status }) => (status === 'merged' ? [] : [status])),
    lastAnswerState: answers.at(-1)?.state ?? null,
    isPersonal: findFact(file.fact_id ?? '')?.isPersonal ?? false,
    hasWaitingInterim: course.interims.some(({ state }) => state === 'waits'),
  };
  return {
    ...presentCaseRow(file, ctx.now),
    ...presentFile(file, hidesScores),
    hidden,
    regimeReason: author?.regime_reason ?? '',
    levelShort: await readLevelShort(ctx, file, author),
    regimeDecision: author ? decisionOf(author, file.regime) : null,
    signs: author?.signs ?? [],
    contacts: contacts.map(presentContact),
    clocks: presentClocks(ctx.now, file.clocks),
    timeline: hidesScores ? timeline.map(withoutScore) : timeline,
    answers: answers.map((answer) => presentAnswer(answer, photos)),
    writing,
    photos: photos.map(stripPhoto),
    ...related,
    ...course,
    executors,
    rankedFacts: waits ? offerTopics(forWork(file.body)) : [],
    proposedDueAt: waits && fact ? proposeDue(file, fact.deadlineRule, author).toISOString() : null,
    lateArrival: tellLate(file, author),
    ...law,
    waitsForLetter: waitsForLetter(file),
    extension: offerExtension(ctx.actor, file, ctx.now),
    ...hold,
    links: presentLinks(ctx, file),
    can: allowedActions(ctx.actor, facts),
    withheld: withheldActions(ctx.actor, facts),
  };
}

function selectFile(ctx: Ctx, id: string) {
  return selectRowColumns(ctx)
    .select([
      'cases.case_file.body',
      'cases.case_file.regime',
      'cases.case_file.topic_source',
      'cases.case_file.lat',
      'cases.case_file.lon',
      'cases.case_file.h3',
      'cases.case_file.place_precision',
      'cases.case_file.street_id',
      'cases.case_file.house',
      'cases.case_file.is_home',
      'cases.case_file.due_at',
      'cases.case_file.has_publish_consent',
      'cases.case_file.published_at',
      'cases.case_file.snoozed_until',
      'cases.case_file.promised_on',
      'cases.case_file.refusal_count',
      'cases.case_file.head_decides',
      'cases.case_file.parent_id',
      'cases.case_file.merged_into',
    ])
    .select((eb) => [
      selectClocks(eb).as('clocks'),
      jsonArrayFrom(
        eb
          .selectFrom('cases.rating as rating')
          .select(['rating.score', 'rating.resolved', 'rating.reasons', 'rating.comment', 'rating.at'])
          .whereRef('rating.case_id', '=', 'cases.case_file.id')
          .orderBy('rating.at')
          .limit(200),
      ).as('ratings'),
      jsonArrayFrom(
        eb
          .selectFrom('cases.executor_link as link')
          .select([
            'link.id',
            'link.name',
            'link.created_at',
            'link.expires_at',
            'link.revoked_at',
            'link.used_at',
          ])
          .whereRef('link.case_id', '=', 'cases.case_file.id')
          .orderBy('link.created_at')
          .limit(50),
      ).as('links'),
    ])
    .where('cases.case_file.id', '=', id);
}

type FileRow = NonNullable<Awaited<ReturnType<ReturnType<typeof selectFile>['executeTakeFirst']>>>;

function presentFile(file: FileRow, hidesScores: boolean) {
  return {
    text: forWork(file.body),
    regime: file.regime as CaseCard['regime'],
    place: {
      address: file.address,
      districtId: file.district_id,
      lat: file.lat,
      lon: file.lon,
      precision: file.place_precision as CaseCard['place']['precision'],
    },
    isHome: file.is_home,
    objectKey: objectKeyOf({ ...file, streetId: file.street_id }),
    ratings: file.ratings.map((rating) => ({
      score: hidesScores ? null : rating.score,
      resolved: rating.resolved as 'yes' | 'partly' | 'no',
      reasons: hidesScores ? [] : titlesOf(rating.reasons),
      comment: rating.comment && forWork(rating.comment),
      at: new Date(rating.at).toISOString(),
    })),
    hasPublishConsent: file.has_publish_consent,
    publishedAt: file.published_at?.toISOString() ?? null,
    snoozedUntil: file.snoozed_until?.toISOString() ?? null,
    promisedOn: file.promised_on,
    refusalCount: file.refusal_count,
    headDecides: file.head_decides,
  };
}

/** The term the proposed topic would bring; a statutory appeal keeps its own. */
function proposeDue(file: FileRow, ruleId: string, author: ContactRow | undefined): Date {
  if (file.regime === STATUTORY_APPEAL && file.due_at) return file.due_at;
  const running = file.clocks.findLast((clock) => clock.kind === ANSWER_CLOCK && clock.stopped_at === null);
  const from = running ? new Date(running.started_at) : file.registered_at;
  const arrivedAt = author?.arrived_at;
  const isLate =
    arrivedAt && from <= arrivedAt && lateRule(ruleId, file.regime, author.received_at, arrivedAt);
  return startTerm(ruleId, isLate ? arrivedAt : from).dueAt;
}

function presentLinks(ctx: Ctx, file: FileRow): CaseCard['links'] {
  return file.links.map((link) => ({
    id: link.id,
    unit: link.name,
    createdAt: new Date(link.created_at).toISOString(),
    expiresAt: new Date(link.expires_at).toISOString(),
    state: link.revoked_at
      ? 'revoked'
      : new Date(link.expires_at) <= ctx.now
        ? 'expired'
        : link.used_at
          ? 'used'
          : 'active',
  }));
}

function listContacts(ctx: Ctx, caseId: string) {
  return ctx.db
    .selectFrom('cases.contact')
    .select(['id', 'kind', 'identity', 'is_joiner', 'person_name', 'phone', 'email', 'resident_id'])
    .select(['received_at', 'arrived_at', 'external_id', 'body', 'regime_reason', 'signs', 'declares'])
    .where('case_id', '=', caseId)
    .orderBy('received_at')
    .limit(200)
    .execute();
}

type ContactRow = Awaited<ReturnType<typeof listContacts>>[number];

/** Names and numbers leave the server masked; `reveal-contact` shows them for a reason. */
function presentContact(row: ContactRow): CaseCard['contacts'][number] {
  return {
    id: row.id,
    kind: row.kind as Channel,
    identity: row.identity,
    isJoiner: row.is_joiner,
    name: row.person_name && maskName(row.person_name),
    phone: row.phone && maskPhone(row.phone),
    email: row.email && maskEmail(row.email),
    receivedAt: row.received_at.toISOString(),
    externalId: showExternalId(row.external_id),
    text: row.body && forWork(row.body),
  };
}
