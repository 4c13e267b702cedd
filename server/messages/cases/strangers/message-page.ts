import type { Outcome, Photo } from '../../../../shared/contract/messages/cases.ts';
import type { getMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { termLine } from '../../../base/deadlines/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { publicPlace } from '../../../base/territory/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { actorRef, type Ctx } from '../../../lib/module/context.ts';
import { joinedTogether } from '../card/problem-people.ts';
import { answerForStrangers, forStrangers } from '../core/mask-text.ts';
import { disputeUntil, questionUntil, returnUntil, wasDisputed } from '../core/resident-window.ts';
import { residentStatusTitle, statusForResident } from '../core/statuses.ts';
import { ownTitle } from '../core/title.ts';
import { findOwnContact, type OwnContact } from '../core/tracking.ts';
import { findHoldsAsked } from '../letters/holds-asked.ts';
import { offeredReasons, titlesOf } from '../letters/rating-pack.ts';
import { isShownToStrangers } from '../reading/personal.ts';
import { presentPromise } from '../reading/promised-term.ts';
import { listPhotos, stripPhoto } from './message-photos.ts';

type Get = typeof getMessage;
type Page = RouteReplyInput<Get>;

async function findFile(ctx: Ctx, number: string) {
  const file = await ctx.db
    .selectFrom('cases.case_file')
    .leftJoin('identity.v_unit as unit', 'unit.id', 'cases.case_file.executor_unit_id')
    .selectAll('cases.case_file')
    .select(['unit.title as unit_title', joinedTogether.as('joined_together')])
    .select(isShownToStrangers().as('is_shown'))
    .where('number', '=', number)
    .executeTakeFirst();
  if (!file) throw noSuchMessage();
  return file;
}

/** Numbers go one after another: what is not open answers as what does not exist. */
export const noSuchMessage = (): AppError =>
  new AppError(
    'cases.not-found',
    'Среди открытых сообщений такого номера нет. Если сообщение ваше, откройте ссылку из SMS или письма.',
  );

type CaseFile = Awaited<ReturnType<typeof findFile>>;

type Access = Page['access'];

/** Whether the author's words, photos and place are open to this reader: a message is private until it is published. */
const isOpenTo = (file: CaseFile, access: Access): boolean => access === 'own' || file.is_shown;

/**
 * A message as the caller may see it: whole for its author, the published part for everybody. Who joined it reads its
 * answers besides, but no more of the author than a stranger does. For everybody else a private one does not exist.
 */
export async function readMessage(ctx: Ctx, number: string, token: string | undefined): Promise<Page> {
  const file = await findFile(ctx, number);
  const own = await findOwnContact(ctx, file.id, token);
  if (!own && !file.is_shown) throw noSuchMessage();
  return presentPage(ctx, file, own ? (own.is_joiner ? 'joined' : 'own') : 'public', own);
}

/** How a message goes, for who has named its number and a contact of it: no words, photos or answers of anybody. */
export async function readProgress(ctx: Ctx, number: string): Promise<Page> {
  return presentPage(ctx, await findFile(ctx, number), 'by-contact', null);
}

async function presentPage(ctx: Ctx, file: CaseFile, access: Access, own: OwnContact | null): Promise<Page> {
  const [timeline, answers, photos, clock, rating, forwardedTo, isDisputed, asked] = await Promise.all([
    listTimeline(ctx, file.id, access, own),
    access === 'by-contact' ? [] : listReleased(ctx, file, access),
    access !== 'by-contact' && isOpenTo(file, access) ? listPhotos(ctx, file.id, access) : [],
    ctx.db
      .selectFrom('cases.clock')
      .selectAll()
      .where('case_id', '=', file.id)
      .where('kind', '=', 'answer')
      .orderBy('id', 'desc')
      .executeTakeFirst(),
    own ? findRating(ctx, file, own.id) : null,
    findReceiver(ctx, file),
    own && file.status === 'rejected' ? wasDisputed(ctx, file.id) : true,
    own && file.status === 'closed' ? findHoldsAsked(ctx, file.id, own.id) : null,
  ]);
  const can = own ? allowedToResident(ctx, file, own, rating !== null) : [];
  const until = isDisputed ? null : disputeUntil(file);
  const mayDispute = until !== null && ctx.now <= until && own?.is_joiner === false;
  return {
    ...presentFile(file, access),
    access,
    deadline: clock
      ? termLine(ctx.now, {
          startedAt: clock.started_at,
          dueAt: clock.due_at,
          stoppedAt: clock.stopped_at ?? clock.paused_at,
          ruleId: clock.rule_id,
        })
      : null,
    promise:
      clock && clock.stopped_at === null && clock.paused_at === null
        ? presentPromise(clock.due_from, clock.due_at, clock.started_at)
        : null,
    timeline,
    answers: answers.map((answer) => ({
      ...answer,
      photos: photos.filter((photo) => photo.answerId === answer.id).map(stripPhoto),
    })),
    photos: photos.map(stripPhoto),
    rating,
    forwardedTo,
    disputeUntil: mayDispute ? until.toISOString() : null,
    returnUntil: returnUntil(file)?.toISOString() ?? null,
    rateReasons: can.includes('rate') ? offeredReasons(ctx.now) : [],
    questionUntil: can.includes('clarify') ? questionUntil(file.status_since).toISOString() : null,
    holdsAsked: asked,
    can: [...can, ...(mayDispute ? ['dispute'] : []), ...(asked?.holds === null ? ['tell-holds'] : [])],
  };
}

/** The body that has it; the resident is told by name (wish 9: whose it is, not only that it is not ours). */
async function findReceiver(ctx: Ctx, file: CaseFile): Promise<string | null> {
  if (file.status !== 'forwarded_out' && file.status !== 'closed_forwarded') return null;
  const rows = await ctx.db
    .selectFrom('cases.forwarding')
    .select(['body_title', 'at'])
    .where('case_id', '=', file.id)
    .where('returned_at', 'is', null)
    .orderBy('at', 'desc')
    .orderBy('body_title')
    .execute();
  const last = rows.filter(({ at }) => at.getTime() === rows[0]?.at.getTime());
  return last.length > 0 ? last.map(({ body_title }) => body_title).join('; ') : null;
}

function presentFile(file: CaseFile, access: Access) {
  const isOpen = access !== 'by-contact' && isOpenTo(file, access);
  const place = access === 'own' ? ownPlace(file) : publicPlace(file);
  const status = statusForResident(file);
  return {
    number: file.number,
    registeredAt: file.registered_at.toISOString(),
    status,
    statusTitle: residentStatusTitle(status),
    outcome: status === 'approval' ? null : (file.outcome as Outcome | null),
    promisedOn: file.promised_on,
    // An answer that promises a day is an answer: the matter goes on until that day.
    answerState:
      file.answered_at || file.promised_on
        ? ('given' as const)
        : ['review', 'approval'].includes(status)
          ? ('preparing' as const)
          : ('none' as const),
    ...presentWords(file, access),
    block: file.block,
    factId: file.fact_id,
    channel: file.channel as Page['channel'],
    place: isOpen
      ? place
      : { address: null, districtId: file.district_id, lat: null, lon: null, precision: 'none' as const },
    executorUnit: file.unit_title,
    joinedCount: file.joined_together,
  };
}

/** Of a private message who joined it reads its topic alone, as they did before joining. */
function presentWords(file: CaseFile, access: Access): { title: string | null; text: string | null } {
  if (access === 'own') return { title: ownTitle(file), text: file.body };
  if (access !== 'by-contact' && file.is_shown)
    return { title: forStrangers(file.title), text: forStrangers(file.body) };
  return { title: access === 'joined' ? topicTitle(file.fact_id) : null, text: null };
}

/** What a private message is called before those who may not read it. */
export const topicTitle = (factId: string | null): string =>
  findFact(factId ?? '')?.title ?? 'Сообщение жителя';

function ownPlace(file: CaseFile): Page['place'] {
  const { address, district_id: districtId, lat, lon, place_precision: precision } = file;
  return { address, districtId, lat, lon, precision: precision as Page['place']['precision'] };
}

/** Lines about the term and the answer on its way: whoever joined waits for the same, and is written to of them. */
const sharedKinds = ['term', 'interim', 'correction'];

/** The author reads every line meant for residents; who joined, the public ones, those of the term and their own. */
async function listTimeline(ctx: Ctx, caseId: string, access: Access, own: OwnContact | null) {
  // By the link a resident acts in the name of the contact, signed in in their own.
  const actors = own ? [`resident:${own.id}`] : [];
  if (ctx.actor.kind === 'resident') actors.push(actorRef(ctx.actor));
  const rows = await ctx.db
    .selectFrom('cases.event')
    .selectAll()
    .where('case_id', '=', caseId)
    .where((eb) =>
      eb.or([
        eb('visibility', '=', 'public'),
        ...(access === 'own' ? [eb('visibility', '=', 'resident')] : []),
        ...(access === 'joined'
          ? [
              eb('visibility', '=', 'resident').and(
                eb.or([eb('actor', 'in', actors), eb('kind', 'in', sharedKinds)]),
              ),
            ]
          : []),
      ]),
    )
    .orderBy('id')
    .limit(300)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    visibility: row.visibility as 'public' | 'resident',
    // Who knows a number and a phone may not be the one who wrote: how it goes is told, and nothing of anybody.
    actorName: access === 'by-contact' ? '' : row.actor_name,
    text: access === 'by-contact' ? null : access === 'own' ? row.text : row.text && forStrangers(row.text),
    data: access === 'by-contact' ? pickStatus(row.data) : (row.data as Record<string, unknown>),
  }));
}

function pickStatus(data: unknown): Record<string, unknown> {
  const { from, to } = data as Record<string, unknown>;
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) };
}

async function listReleased(ctx: Ctx, file: CaseFile, access: Access) {
  const rows = await ctx.db
    .selectFrom('cases.answer')
    .selectAll()
    .where('case_id', '=', file.id)
    .where('state', '=', 'released')
    .orderBy('version')
    .execute();
  // The last of an appeal is read when its letter has gone.
  const isUnsent = file.status !== statusForResident(file);
  return (isUnsent ? rows.slice(0, -1) : rows).map((row) => ({
    id: row.id,
    version: row.version,
    body: access === 'own' ? row.body : answerForStrangers(row.body),
    outcome: row.outcome as Outcome,
    promisedOn: row.promised_on,
    authorName: row.author_name,
    createdAt: row.created_at.toISOString(),
    decidedByName: row.decided_by_name,
    decidedAt: row.decided_at?.toISOString() ?? null,
    corrects: row.corrects,
    correctionReason: row.correction_reason,
    photos: [] as Photo[],
  }));
}

async function findRating(ctx: Ctx, file: CaseFile, contactId: string) {
  const row = await ctx.db
    .selectFrom('cases.rating')
    .selectAll()
    .where('case_id', '=', file.id)
    .where('contact_id', '=', contactId)
    .where('round', '=', file.reopen_count)
    .executeTakeFirst();
  if (!row) return null;
  return {
    score: row.score,
    resolved: row.resolved as 'yes' | 'partly' | 'no',
    reasons: titlesOf(row.reasons),
    comment: row.comment,
    at: row.at.toISOString(),
  };
}

function allowedToResident(ctx: Ctx, file: CaseFile, own: OwnContact, isRated: boolean): string[] {
  const until = returnUntil(file);
  const isWindowOpen = file.status === 'answered' && until !== null && ctx.now <= until;
  return [
    ...(isWindowOpen && !isRated ? ['rate', 'return'] : []),
    ...(file.closed_at === null ? ['comment'] : []),
    ...(file.status === 'clarification' && !own.is_joiner ? ['clarify'] : []),
  ];
}

/** Route: a message by its number; `k` is the secret part of the resident's own link. */
export function getMessagePage(ctx: Ctx, { params, query }: HandlerInput<Get>): Promise<Page> {
  return readMessage(ctx, params.number, query.k);
}
