import { sql } from 'kysely';
import type { joinMessage, submitMessage } from '../../../shared/contract/cases-portal.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { type Batcher, createBatcher } from '../../lib/batcher.ts';
import type { Ctx } from '../../lib/context.ts';
import { AppError } from '../../lib/errors.ts';
import type { Exchange } from '../../lib/module.ts';
import { createContext, flushJobs, type Services } from '../../lib/unit-of-work.ts';
import { sealAudit } from '../audit/index.ts';
import { localMonth } from '../deadlines/index.ts';
import { claimFiles } from '../files/index.ts';
import { type CaseDraft, hashBody, readContacts, startDraft } from './draft.ts';
import { caseRegistered } from './events.ts';
import { followUpJob } from './follow-up-job.ts';
import { findRepeats, type Registered } from './repeats.ts';
import { trackToken } from './tracking.ts';

type Submit = typeof submitMessage;
type Submitted = RouteReplyInput<Submit>;

interface IntakeItem {
  draft: CaseDraft;
  ctx: Ctx;
}

let batcher: Batcher<IntakeItem, Registered | AppError> | null = null;

/** Starts batched registration for this process. */
export function startIntake(services: Services): void {
  batcher = createBatcher((items) => registerInOneTransaction(services, items));
}

/** Waits for registrations under way; the process may stop after it. */
export async function stopIntake(): Promise<void> {
  await batcher?.idle();
}

/** Registers one case; commits before it returns. */
export async function registerDraft(ctx: Ctx, draft: CaseDraft): Promise<Registered> {
  if (!batcher) throw new Error('startIntake has not run');
  const result = await batcher.add({ draft, ctx });
  if (result instanceof AppError) throw result;
  return result;
}

function registerInOneTransaction(
  services: Services,
  items: IntakeItem[],
): Promise<(Registered | AppError)[]> {
  return services.database.transaction().execute(async (tx) => {
    const { ctx: batch, pending } = createContext(services, tx, {
      actor: { kind: 'system', name: 'intake' },
      requestId: items[0]!.ctx.requestId,
      ip: '',
    });
    const results = await registerDrafts(batch, items);
    const added = results.filter(
      (result): result is Registered => !(result instanceof AppError) && !result.isRepeat,
    );
    if (added.length > 0) {
      batch.enqueue(followUpJob, { caseIds: added.map((result) => result.caseId) });
      for (const { caseId, number } of added) batch.announce(caseRegistered, { caseId, number });
    }
    await flushJobs(tx, pending.jobs);
    if (pending.audit.length > 0) await sealAudit(tx, pending.audit);
    return results;
  });
}

/**
 * Registers drafts inside the caller's transaction: numbers, cases, contacts, clocks, first timeline lines and journal
 * records, each kind in one statement whatever the count. Follow-up work is the caller's.
 */
export async function registerDrafts(batch: Ctx, items: IntakeItem[]): Promise<(Registered | AppError)[]> {
  const known = await findRepeats(
    batch.db,
    items.map(({ draft }) => draft),
  );
  const fresh = items.filter((_, index) => known[index] === null);
  const numbers = await takeNumbers(
    batch,
    fresh.map(({ draft }) => draft),
  );
  const byId = new Map<string, Registered>();
  if (fresh.length > 0) {
    await insertDrafts(batch, fresh, numbers);
    for (const { draft } of fresh) {
      byId.set(draft.id, {
        caseId: draft.id,
        contactId: draft.contactId,
        number: numbers.get(draft.id)!,
        registeredAt: draft.registeredAt,
        dueAt: draft.term.dueAt,
        isRepeat: false,
      });
    }
    for (const { draft, ctx } of fresh) {
      batch.audit({
        action: 'cases.register',
        object: 'case',
        objectId: draft.id,
        data: { number: numbers.get(draft.id), channel: draft.channel },
        actor: ctx.actor,
      });
      if (draft.files.length > 0) await attachFiles(batch, draft);
    }
  }
  return items.map(({ draft }, index) => {
    const repeat = known[index] ?? null;
    if (repeat === null) return byId.get(draft.id)!;
    // The same key twice in one batch: the later one gets the first one's case.
    return 'first' in repeat ? { ...byId.get(repeat.first)!, isRepeat: true } : repeat;
  });
}

/** Numbers by local month; the counter's row is locked until commit, so none is given twice and none is lost. */
async function takeNumbers(batch: Ctx, drafts: CaseDraft[]): Promise<Map<string, string>> {
  const byMonth = Map.groupBy(drafts, (draft) => localMonth(draft.registeredAt));
  const numbers = new Map<string, string>();
  // Months in order: two transactions that need the same two never wait for each other in a circle.
  for (const [month, group] of [...byMonth].sort(([a], [b]) => a.localeCompare(b))) {
    const { rows } = await sql<{ last: number }>`
      INSERT INTO cases.number_counter AS counter (month, last) VALUES (${month}, ${group.length})
      ON CONFLICT (month) DO UPDATE SET last = counter.last + excluded.last RETURNING last`.execute(batch.db);
    const first = rows[0]!.last - group.length + 1;
    group.forEach((draft, index) => {
      numbers.set(draft.id, `${month}-${String(first + index).padStart(4, '0')}`);
    });
  }
  return numbers;
}

/** One statement for cases, contacts, clocks and timeline lines. */
async function insertDrafts(batch: Ctx, items: IntakeItem[], numbers: Map<string, string>): Promise<void> {
  const rows = items.map(({ draft, ctx }) => {
    const { place, term, registeredAt, receivedAt, answers, files: _, ...plain } = draft;
    return {
      ...plain,
      number: numbers.get(draft.id),
      registeredAt: registeredAt.toISOString(),
      receivedAt: receivedAt.toISOString(),
      dueAt: term.dueAt.toISOString(),
      ruleId: term.ruleId,
      ruleVersion: term.ruleVersion,
      calendarVersion: term.calendarVersion,
      clockId: draft.contactId,
      actorName: ctx.actor.kind === 'staff' ? ctx.actor.name : 'Житель',
      actorRef: ctx.actor.kind === 'staff' ? `staff:${ctx.actor.id}` : ctx.actor.kind,
      eventData: { channel: draft.channel },
      answers,
      address: place?.address ?? null,
      streetId: place?.streetId ?? null,
      house: place?.house ?? null,
      districtId: place?.districtId ?? null,
      lat: place?.lat ?? null,
      lon: place?.lon ?? null,
      h3: place?.h3 ?? null,
      precision: place?.precision ?? 'none',
      isHome: place?.isHome ?? false,
    };
  });
  await sql`
    WITH draft AS (
      SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS draft(
        id uuid, "contactId" uuid, "clientKey" uuid, "clientHash" text, number text, "registeredAt" timestamptz,
        "receivedAt" timestamptz, channel text, regime text, "regimeReason" text, identity text, title text, body text,
        block text, "factId" text, "topicSource" text, importance text, address text, "streetId" text, house text,
        "districtId" text, lat float8, lon float8, h3 text, precision text, "isHome" boolean, "dueAt" timestamptz,
        "ruleId" text, "ruleVersion" text, "calendarVersion" text, "clockId" uuid, "residentId" uuid, "personName" text,
        phone text, email text, "publishConsent" boolean, "consentVersion" text, "consentIp" inet, "consentAgent" text,
        "externalSource" text, "externalId" text, "registeredBy" uuid, "actorName" text, "actorRef" text, "eventData" jsonb, answers jsonb)
    ), new_case AS (
      INSERT INTO cases.case_file (id, number, registered_at, status, status_since, channel, regime, title, body, block, fact_id,
        topic_source, importance, address, street_id, house, district_id, lat, lon, h3, place_precision, is_home, due_at,
        resident_id, has_publish_consent)
      SELECT id, number, "registeredAt", 'moderation', "registeredAt", channel, regime, title, body, block, "factId",
        "topicSource", importance, address, "streetId", house, "districtId", lat, lon, h3, precision, "isHome", "dueAt",
        "residentId", "publishConsent"
      FROM draft
    ), new_contact AS (
      INSERT INTO cases.contact (id, case_id, kind, regime, regime_reason, identity, resident_id, person_name, phone, email,
        received_at, external_source, external_id, client_key, client_hash, consent_version, consent_ip, consent_agent, registered_by)
      SELECT "contactId", id, channel, regime, "regimeReason", identity, "residentId", "personName", phone, email,
        "receivedAt", "externalSource", "externalId", "clientKey", "clientHash", "consentVersion", "consentIp", "consentAgent", "registeredBy"
      FROM draft
    ), new_clock AS (
      INSERT INTO cases.clock (id, case_id, kind, rule_id, rule_version, calendar_version, started_at, due_at)
      SELECT "clockId", id, 'answer', "ruleId", "ruleVersion", "calendarVersion", "registeredAt", "dueAt" FROM draft
    )
    INSERT INTO cases.event (case_id, at, kind, visibility, actor, actor_name, data)
    SELECT id, "registeredAt", 'registered', 'public', "actorRef", "actorName", "eventData" FROM draft
    UNION ALL
    SELECT id, "registeredAt", 'details', 'resident', "actorRef", "actorName", jsonb_build_object('answers', answers)
    FROM draft WHERE answers IS NOT NULL AND answers <> 'null'`.execute(batch.db);
}

async function attachFiles(batch: Ctx, draft: CaseDraft): Promise<void> {
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

const siteRegime = {
  regime: 'pos_message',
  regimeReason: 'Сообщение с портала: подано без идентификации через Госуслуги, порядок 59-ФЗ не применяется',
} as const;

/** A resident's message from the portal. */
export async function submit(
  ctx: Ctx,
  { body }: HandlerInput<Submit>,
  exchange: Exchange,
): Promise<Submitted> {
  requireConsent(body.consent);
  const contacts = readContacts(body);
  const { actor } = ctx;
  if (!contacts.phone && !contacts.email && actor.kind !== 'resident') {
    const fields = { phone: 'Оставьте телефон или e-mail: иначе мы не сможем ответить' };
    throw new AppError('lib.bad-input', 'Укажите, как вам ответить.', { fields });
  }
  const draft: CaseDraft = {
    ...startDraft(ctx, body),
    ...siteRegime,
    ...contacts,
    ...consentOf(ctx, body.consentVersion, exchange),
    clientKey: body.clientKey,
    clientHash: hashBody(body),
    receivedAt: ctx.now,
    channel: 'site_form',
    identity: actor.kind === 'resident' ? 'phone' : 'anonymous',
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
  return presentSubmitted(ctx, await registerDraft(ctx, draft));
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

function presentSubmitted(ctx: Ctx, registered: Registered): Submitted {
  return {
    number: registered.number,
    trackToken: trackToken(registered.contactId),
    dueAt: registered.dueAt.toISOString(),
    registeredAt: registered.registeredAt.toISOString(),
    executorUnit: null,
    needsConfirmation: ctx.actor.kind !== 'resident',
  };
}

export type { Registered, Submitted };
export { consentOf, presentSubmitted, requireConsent, siteRegime };
export type JoinInput = HandlerInput<typeof joinMessage>;
