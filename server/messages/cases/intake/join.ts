import type { joinMessage as joinMessageRoute } from '../../../../shared/contract/messages/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { requireLevel } from '../../../base/identity/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';
import { AppError } from '../../../lib/errors.ts';
import { newId } from '../../../lib/ids.ts';
import type { Actor, Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { hashBody, readContacts, STATUTORY_APPEAL } from '../core/draft.ts';
import { placeUnderLaw } from '../core/regime.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';
import { closedStatuses } from '../core/statuses.ts';
import { addEvents } from '../core/timeline.ts';
import { tellJoined } from '../letters/tell-joined.ts';
import { isShownToStrangers } from '../reading/personal.ts';
import { presentPromise } from '../reading/promised-term.ts';
import { noSuchMessage } from '../strangers/message-page.ts';
import { attachResidentFiles } from '../strangers/own-message.ts';
import { consentOf, presentSubmitted, requireConsent } from './intake.ts';

type Join = typeof joinMessageRoute;

/** A resident joins an open message: a contact of their own, with their own link and rating. */
export async function joinMessage(
  ctx: Ctx,
  { params, body }: HandlerInput<Join>,
  exchange: Exchange,
): Promise<RouteReplyInput<Join>> {
  requireConsent(body.consent);
  const contacts = readJoiner(ctx.actor, body);
  const clientHash = hashBody({ ...body, number: params.number });
  const file = await lockJoined(ctx, params.number);
  const former = file && (await findRepeat(ctx, body.clientKey, clientHash));
  if (former) return presentJoined(ctx, file, former);
  if (!file?.is_shown) throw noSuchMessage();
  requireJoinable(file);
  const fact = file.fact_id ? findFact(file.fact_id) : undefined;
  // Whoever joins stands behind the same words: they are known as well as the law asks of the first one.
  if (fact) requireLevel(ctx, fact.category, 'join');
  const isNewPerson = !(await isKnownPerson(ctx, file.id, contacts));
  const contactId = newId();
  const identity = ctx.actor.kind === 'resident' ? 'phone' : 'anonymous';
  const { regime, regimeReason } = placeUnderLaw({
    channel: 'site_form',
    identity,
    receivedAt: ctx.now,
    declares: 'message',
  });
  await ctx.db
    .insertInto('cases.contact')
    .values({
      id: contactId,
      case_id: file.id,
      kind: 'site_form',
      is_joiner: true,
      regime,
      regime_reason: regimeReason,
      identity,
      resident_id: ctx.actor.kind === 'resident' ? ctx.actor.id : null,
      person_name: body.name || null,
      ...contacts,
      received_at: ctx.now,
      body: body.text || null,
      client_key: body.clientKey,
      client_hash: clientHash,
      ...toColumns(consentOf(ctx, body.consentVersion, exchange)),
    })
    .execute();
  if (isNewPerson) await countJoiner(ctx, file.id);
  await attachResidentFiles(ctx, file.id, body.files);
  await tellJoined(ctx, file.id, contactId);
  ctx.audit({
    action: 'cases.join',
    object: 'case',
    objectId: file.id,
    data: { number: file.number, contactId },
  });
  return presentJoined(ctx, file, contactId);
}

/** What the joiner is told: the term that stands now, by the clock itself. */
async function presentJoined(
  ctx: Ctx,
  { id: caseId, number, registered_at: registeredAt }: JoinedCase,
  contactId: string,
): Promise<RouteReplyInput<Join>> {
  const running = await ctx.db
    .selectFrom('cases.clock')
    .select(['started_at', 'due_at', 'due_from'])
    .where('case_id', '=', caseId)
    .where('kind', '=', ANSWER_CLOCK)
    .where('stopped_at', 'is', null)
    .where('paused_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  const dueAt = running?.due_at ?? registeredAt;
  const registered = { caseId, contactId, number, registeredAt, dueAt, dueFrom: null, isRepeat: false };
  return {
    ...presentSubmitted(ctx, registered),
    promise: running ? presentPromise(running.due_from, running.due_at, running.started_at) : null,
  };
}

interface Contacts {
  phone: string | null;
  email: string | null;
}

/** Where the answer goes: what was typed, else what the signed-in resident is known by. */
function readJoiner(actor: Actor, body: HandlerInput<Join>['body']): Contacts {
  const { phone, email } = readContacts(body);
  if (actor.kind === 'resident') return { phone: phone ?? actor.phone, email: email ?? actor.email };
  if (phone || email) return { phone, email };
  throw new AppError('lib.bad-input', 'Укажите, как вам ответить.', {
    fields: { phone: 'Оставьте телефон или e-mail' },
  });
}

const lockJoined = (ctx: Ctx, number: string) =>
  ctx.db
    .selectFrom('cases.case_file')
    .select(['id', 'number', 'status', 'regime', 'registered_at', 'fact_id'])
    .select(isShownToStrangers().as('is_shown'))
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();

type JoinedCase = NonNullable<Awaited<ReturnType<typeof lockJoined>>>;

/** The contact made by the same key before. Throws when the key came with other words. */
async function findRepeat(ctx: Ctx, clientKey: string, clientHash: string): Promise<string | null> {
  const repeat = await ctx.db
    .selectFrom('cases.contact')
    .select(['id', 'client_hash'])
    .where('client_key', '=', clientKey)
    .executeTakeFirst();
  if (repeat && repeat.client_hash !== clientHash)
    throw new AppError('lib.idempotency-mismatch', 'Это уже отправлено с другими данными.');
  return repeat?.id ?? null;
}

async function countJoiner(ctx: Ctx, caseId: string): Promise<void> {
  await ctx.db
    .updateTable('cases.case_file')
    .set((eb) => ({ joined_count: eb('joined_count', '+', 1) }))
    .where('id', '=', caseId)
    .execute();
  await addEvents(ctx, [{ caseId, kind: 'joined', visibility: 'public' }]);
}

/** Only what is offered as similar can be joined: whoever knows a number must not be told what was answered to another. */
function requireJoinable({ status, regime }: { status: string; regime: string }): void {
  if (regime === STATUTORY_APPEAL) {
    throw new AppError(
      'lib.conflict',
      'К письменному обращению присоединиться нельзя: его содержание не разглашают. Отправьте своё сообщение.',
    );
  }
  if ([...closedStatuses, 'rejected', 'answered'].includes(status)) {
    throw new AppError(
      'lib.conflict',
      'На это сообщение уже ответили или оно закрыто. Отправьте новое — его увидят вместе с прежним.',
    );
  }
}

/**
 * Whether the person stands on the case already: they are not counted again. They get a contact of its own all the
 * same: to answer «already joined» would tell a stranger whose phone stands there.
 */
async function isKnownPerson(ctx: Ctx, caseId: string, { phone, email }: Contacts): Promise<boolean> {
  const { actor } = ctx;
  const known = await ctx.db
    .selectFrom('cases.contact')
    .select('id')
    .where('case_id', '=', caseId)
    .where((eb) =>
      eb.or([
        eb('phone', '=', phone),
        eb('email', '=', email),
        ...(actor.kind === 'resident' ? [eb('resident_id', '=', actor.id)] : []),
      ]),
    )
    .executeTakeFirst();
  return known !== undefined;
}

function toColumns(consent: ReturnType<typeof consentOf>) {
  return {
    consent_version: consent.consentVersion,
    consent_ip: consent.consentIp,
    consent_agent: consent.consentAgent,
  };
}
