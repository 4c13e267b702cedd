import type {
  joinMessage,
  submitMessage as submitMessageRoute,
} from '../../../../shared/contract/messages/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../../shared/contract/route.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { untold } from '../../../base/audit/index.ts';
import { claimFiles } from '../../../base/files/index.ts';
import { requireLevel } from '../../../base/identity/index.ts';
import { requireFact } from '../../../base/taxonomy/index.ts';
import { type Batcher, createBatcher } from '../../../lib/database/batcher.ts';
import { isTaken } from '../../../lib/database/taken.ts';
import { AppError } from '../../../lib/errors.ts';
import { createWaker, type Waker } from '../../../lib/jobs/waker.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Exchange } from '../../../lib/module/module.ts';
import { defineState } from '../../../lib/module/state.ts';
import { createContext, runMutation, type Services } from '../../../lib/module/unit-of-work.ts';
import { type CaseDraft, hashBody, readContacts, startDraft } from '../core/draft.ts';
import { placeUnderLaw } from '../core/regime.ts';
import { trackToken } from '../core/tracking.ts';
import { presentPromise, promiseTerm } from '../reading/promised-term.ts';
import { readWords } from '../reading/read-words.ts';
import { followUpJob } from './follow-up-job.ts';
import type { IntakeItem } from './incoming.ts';
import {
  describeRegistration,
  type Registered,
  type RegistrationOptions,
  type RegistrationRow,
  readResults,
  registerDrafts,
  registrationStatement,
  splitTwins,
} from './registration.ts';
import { requireTopicAnswers } from './topic-answers.ts';

type Submit = typeof submitMessageRoute;
type Submitted = RouteReplyInput<Submit>;

interface Intake {
  services: Services;
  batcher: Batcher<IntakeItem, Registered | AppError>;
  reading: Waker;
}

const intake = defineState<Intake>('cases.intake');

/** Starts batched registration for this process. */
export function startIntake(services: Services): void {
  const reading = createWaker(services, followUpJob);
  // What a process that died left unread waits for no cron line.
  reading.wake();
  const batcher = createBatcher((items: IntakeItem[]) => registerBatch({ services, reading }, items));
  intake.set(services, { services, batcher, reading });
}

/** Waits for registrations under way; the process may stop after it. */
export async function stopIntake(services: Services): Promise<void> {
  const { batcher, reading } = intake.of(services);
  await batcher.idle();
  await reading.flush();
}

/** Registers one case; commits before it returns. */
export async function registerDraft(ctx: Ctx, draft: CaseDraft): Promise<Registered> {
  const { services, batcher } = intake.of(ctx);
  const item = { draft, ctx };
  const register =
    draft.files.length > 0 ? (one: IntakeItem) => registerWithFiles(services, one) : batcher.add;
  // The same message sent twice at one moment: the second finds the first once that is committed.
  const result = await register(item).catch((error) => {
    if (isTaken(error)) return register(item);
    throw error;
  });
  if (result instanceof AppError) throw result;
  return result;
}

/**
 * Registers a batch in one packet to the database: cases with what waits for the follow-up, journal records. These
 * get their numbers there: nobody waits for a reply between. All are taken for new, and only when one is not, what came
 * before is looked for: a message is rarely sent twice, and the look costs a tenth of its registration.
 */
async function registerBatch(
  { services, reading }: Pick<Intake, 'services' | 'reading'>,
  items: IntakeItem[],
): Promise<(Registered | AppError)[]> {
  const { first, spread } = splitTwins(items);
  const rows = await commitBatch(services, first, { areNew: true }).catch((error) => {
    if (isTaken(error)) return commitBatch(services, first);
    throw error;
  });
  reading.wake();
  return spread(readResults(first, rows));
}

async function commitBatch(
  given: Services,
  items: IntakeItem[],
  options: Pick<RegistrationOptions, 'areNew'> = {},
): Promise<RegistrationRow[]> {
  const caller = { actor: system, requestId: firstOf(items).ctx.requestId, ip: '' };
  const { ctx: batch, pending } = createContext(given, given.database, caller);
  for (const { draft, ctx } of items)
    batch.audit({ ...describeRegistration(draft, untold), actor: ctx.actor });
  return given.pipeline.commitEarly((early) =>
    registrationStatement(items, { ...options, audit: pending.audit, early }),
  );
}

const system = { kind: 'system', name: 'intake' } as const;

/** A message with files is a conversation: whether each may be attached is asked before. */
async function registerWithFiles(
  services: Services,
  { draft, ctx: caller }: IntakeItem,
): Promise<Registered | AppError> {
  return runMutation(services, caller, async (ctx) => {
    const [result] = await registerDrafts(ctx, [{ draft, ctx }]);
    if (result instanceof AppError || result!.isRepeat) return result!;
    await attachFiles(ctx, draft);
    ctx.enqueue(followUpJob, {}, { key: followUpJob.name });
    return result!;
  });
}

/** Files of a draft become those of the registered case. */
export async function attachFiles(batch: Ctx, draft: CaseDraft): Promise<void> {
  const files = await claimFiles(batch, draft.files);
  await batch.db
    .insertInto('cases.attachment')
    .values(
      files.map((file) => ({
        case_id: draft.id,
        file_id: file.id,
        role: 'before',
        added_by: 'resident',
        added_at: batch.now,
      })),
    )
    .execute();
}

/** A resident's message from the portal. */
export async function submitMessage(
  ctx: Ctx,
  { body }: HandlerInput<Submit>,
  exchange: Exchange,
): Promise<Submitted> {
  requireConsent(body.consent);
  if (body.factId) requireLevel(ctx, requireFact(body.factId).category);
  const contacts = readContacts(body);
  const { actor } = ctx;
  if (!contacts.phone && !contacts.email && actor.kind !== 'resident') {
    const fields = { phone: 'Оставьте телефон или e-mail: иначе мы не сможем ответить' };
    throw new AppError('lib.bad-input', 'Укажите, как вам ответить.', { fields });
  }
  requireTopicAnswers(body.factId, body.answers, body.files.length > 0);
  const identity = actor.kind === 'resident' ? 'phone' : 'anonymous';
  // A form names a date to a person: its words are read before, here, where nothing is locked.
  const promised = body.asksTerm && !body.factId ? promiseTerm(readWords(body.text), null, ctx.now) : null;
  const { rule, regime, regimeReason, signs, declares } = placeUnderLaw(
    { channel: 'site_form', identity, receivedAt: ctx.now, declares: 'message' },
    body.factId ? requireFact(body.factId).deadlineRule : promised?.term.ruleId,
  );
  const draft: CaseDraft = {
    ...startDraft(ctx, body, rule),
    ...(promised?.term.ruleId === rule && { dueFrom: promised.dueFrom }),
    regime,
    regimeReason,
    signs,
    declares,
    ...contacts,
    ...consentOf(ctx, body.consentVersion, exchange),
    clientKey: body.clientKey,
    clientHash: hashBody(body),
    receivedAt: ctx.now,
    channel: 'site_form',
    identity,
    topicSource: body.factId ? 'resident' : 'none',
    importance: 'normal',
    residentId: actor.kind === 'resident' ? actor.id : null,
    personName: body.name || null,
    publishConsent: body.publish,
    externalSource: null,
    externalId: null,
    registeredBy: null,
    files: body.files,
    answers: body.answers ?? null,
  };
  if (actor.kind === 'resident') {
    draft.phone ??= actor.phone;
    draft.email ??= actor.email;
  }
  const registered = await registerDraft(ctx, draft);
  return { ...presentSubmitted(ctx, registered), ...(body.asksTerm && { promise: promiseOf(registered) }) };
}

function requireConsent(consent: boolean): void {
  if (consent) return;
  const fields = { consent: 'Без согласия мы не можем принять ваши данные и ответить' };
  throw new AppError('cases.consent-missing', 'Нужно согласие на обработку персональных данных.', { fields });
}

function consentOf(ctx: Ctx, version: string, exchange: Exchange) {
  return {
    consentVersion: version,
    consentIp: ctx.ip || null,
    consentAgent: String(exchange.headers['user-agent'] ?? '').slice(0, 300) || null,
  };
}

const promiseOf = ({ dueFrom, dueAt, registeredAt }: Registered) =>
  presentPromise(dueFrom, dueAt, registeredAt);

function presentSubmitted(ctx: Ctx, registered: Registered): Submitted {
  return {
    number: registered.number,
    trackToken: trackToken(registered.contactId),
    dueAt: registered.dueAt.toISOString(),
    promise: null,
    registeredAt: registered.registeredAt.toISOString(),
    executorUnit: null,
    needsConfirmation: ctx.actor.kind !== 'resident',
  };
}

export type { Submitted };
export { consentOf, presentSubmitted, requireConsent };
export type JoinInput = HandlerInput<typeof joinMessage>;
