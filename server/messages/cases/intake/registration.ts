import { type RawBuilder, sql } from 'kysely';
import { knownIn } from '../../../../shared/known.ts';
import { itemAt } from '../../../../shared/lists.ts';
import { appendRecords } from '../../../base/audit/index.ts';
import { AppError } from '../../../lib/errors.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { Pending } from '../../../lib/module/unit-of-work.ts';
import type { CaseDraft } from '../core/draft.ts';
import { type IntakeItem, incomingRows } from './incoming.ts';

/** What registration answers for each draft. */
export interface Registered {
  caseId: string;
  contactId: string;
  number: string;
  registeredAt: Date;
  dueAt: Date;
  /** With it the earliest end, where the term is a range; of what came before null: its page tells how it stands now. */
  dueFrom: Date | null;
  /** The same client key came before: nothing was added. */
  isRepeat: boolean;
}

/** What became of one draft; `ord` is its place in the list. Of what came before the fields that follow tell. */
export interface RegistrationRow {
  ord: number;
  number: string;
  kind?: 'new' | 'same-key' | 'same-origin';
  caseId?: string | null;
  contactId?: string | null;
  hash?: string | null;
  registeredAt?: Date | null;
  dueAt?: Date | null;
}

const keyMismatch = () =>
  new AppError(
    'lib.idempotency-mismatch',
    'Это сообщение уже отправлено с другим текстом. Откройте новое сообщение.',
  );

const originTaken = (number: string | null) =>
  new AppError(
    'lib.conflict',
    number === null
      ? 'Сообщение с таким внешним номером приходит дважды.'
      : `Сообщение с таким внешним номером уже есть: дело № ${number}.`,
    { fields: { externalId: 'Такой номер уже зарегистрирован' }, ...(number && { details: { number } }) },
  );

/**
 * Registers drafts inside the caller's transaction: numbers, cases, contacts, clocks, first timeline lines and journal
 * records, in one statement whatever the count. What came before is found by the client's key (the same case again, or
 * a refusal when the key brings another body) and by the number of an outside system (a refusal that names the case).
 * Cases wait for the follow-up, which the caller wakes, unless it reads them itself (`isRead`).
 */
export async function registerDrafts(
  batch: Ctx,
  items: IntakeItem[],
  options: { isRead?: boolean } = {},
): Promise<(Registered | AppError)[]> {
  const { first, spread } = splitTwins(items);
  const { rows } = await registrationStatement(first, options).execute(batch.db);
  for (const { ord, kind = 'new', number } of rows) {
    const { draft, ctx } = itemAt(first, ord);
    if (kind === 'new') batch.audit({ ...describeRegistration(draft, number), actor: ctx.actor });
  }
  return spread(readResults(first, rows));
}

/** The journal's record of a registration. */
export const describeRegistration = (draft: CaseDraft, number: string) => ({
  action: 'cases.register',
  object: 'case',
  objectId: draft.id,
  data: { number, channel: draft.channel },
});

/** Sets aside what comes twice in one list: the later one is answered by what becomes of the first. */
export function splitTwins(items: IntakeItem[]): {
  first: IntakeItem[];
  spread: (results: (Registered | AppError)[]) => (Registered | AppError)[];
} {
  const byKey = new Map<string, number>();
  const origins = new Set<string>();
  const first: IntakeItem[] = [];
  const places = items.map((item): number | AppError | { twinOf: number } => {
    const { clientKey, clientHash, externalSource, externalId } = item.draft;
    const twinOf = clientKey === null ? undefined : byKey.get(clientKey);
    if (twinOf !== undefined)
      return itemAt(first, twinOf).draft.clientHash === clientHash ? { twinOf } : keyMismatch();
    const origin =
      externalSource !== null && externalId !== null && JSON.stringify([externalSource, externalId]);
    if (origin && origins.has(origin)) return originTaken(null);
    if (origin) origins.add(origin);
    if (clientKey !== null) byKey.set(clientKey, first.length);
    return first.push(item) - 1;
  });
  const spread = (results: (Registered | AppError)[]) =>
    places.map((place) => {
      if (place instanceof AppError) return place;
      if (typeof place === 'number') return itemAt(results, place);
      const result = itemAt(results, place.twinOf);
      return result instanceof AppError ? result : { ...result, isRepeat: true };
    });
  return { first, spread };
}

/** Results in the order of the items. */
export function readResults(
  items: IntakeItem[],
  rows: readonly RegistrationRow[],
): (Registered | AppError)[] {
  const byPlace = new Map(rows.map((row) => [row.ord, row]));
  return items.map(({ draft }, ord) => {
    const row = knownIn(byPlace, ord);
    if (row.kind === 'same-origin') return originTaken(row.number);
    const { number, kind = 'new' } = row;
    if (kind === 'new') {
      const { id: caseId, contactId, registeredAt, term, dueFrom } = draft;
      return { caseId, contactId, number, registeredAt, dueAt: term.dueAt, dueFrom, isRepeat: false };
    }
    if (row.hash !== draft.clientHash) return keyMismatch();
    const registeredAt = row.registeredAt!;
    const dueAt = row.dueAt ?? registeredAt;
    const [caseId, contactId] = [row.caseId!, row.contactId!];
    return { caseId, contactId, number, registeredAt, dueAt, dueFrom: null, isRepeat: true };
  });
}

/** What came before, of one client's key and of one number of an outside system. */
const repeats = sql`
  same_key AS MATERIALIZED (
    SELECT draft.ord, contact.case_id, contact.id AS contact_id, contact.client_hash
    FROM draft JOIN cases.contact ON contact.client_key = draft.client_key
  ), same_origin AS MATERIALIZED (
    SELECT draft.ord, contact.case_id
    FROM draft JOIN cases.contact
      ON contact.external_source = draft.external_source AND contact.external_id = draft.external_id
    WHERE draft.ord NOT IN (SELECT ord FROM same_key)
  ), fresh AS MATERIALIZED (
    SELECT draft.*, row_number() OVER (PARTITION BY month ORDER BY ord DESC) - 1 AS fresh_following FROM draft
    WHERE ord NOT IN (SELECT ord FROM same_key) AND ord NOT IN (SELECT ord FROM same_origin)
  ),`;
/** Where all are new, nothing but the number is told. */
const ofRepeats = sql`, 'new' AS kind, NULL::uuid AS "caseId", NULL::uuid AS "contactId", NULL AS hash,
    NULL::timestamptz AS "registeredAt", NULL::timestamptz AS "dueAt"`;
const repeatedRows = sql`
  UNION ALL
  SELECT ord, number, 'same-key', file.id, contact_id, client_hash, registered_at, due_at
  FROM same_key JOIN cases.case_file file ON file.id = case_id
  UNION ALL
  SELECT ord, number, 'same-origin', file.id, NULL, NULL, NULL, NULL
  FROM same_origin JOIN cases.case_file file ON file.id = case_id`;
const nothing = sql``;

export interface RegistrationOptions {
  /** The caller reads the cases itself: they do not wait for the follow-up. */
  isRead?: boolean;
  /** Nothing is looked for; a draft that came before is a violation of unique keys (23505). */
  areNew?: boolean;
  /** Where the statement is its own transaction: see `commitEarly` of the pipeline. */
  early?: RawBuilder<unknown>;
  /** Records of the journal, one for each item, written by the same statement; none where the caller writes them. */
  audit?: Pending['audit'];
}

const sealed = (audit: Pending['audit']) => sql`, sealed AS MATERIALIZED (
    SELECT ${appendRecords(audit, {
      places: sql`array_agg(ord + 1 ORDER BY ord)`,
      told: sql`array_agg(number ORDER BY ord)`,
    })} FROM numbered
  )`;

/**
 * Everything in one statement, so that a batch is one conversation with the database. Numbers go by local month; the
 * counter's row stays locked until commit, so none is given twice and none is left out. Plan: unique indexes of contact
 * for what came before.
 */
export const registrationStatement = (
  items: IntakeItem[],
  { isRead = false, areNew = false, audit = [], early }: RegistrationOptions = {},
): RawBuilder<RegistrationRow> => {
  const [fresh, following] = areNew ? [sql`draft`, sql`following`] : [sql`fresh`, sql`fresh_following`];
  return sql`
  WITH draft AS MATERIALIZED (
    SELECT * FROM ${incomingRows(items)}
  ), ${areNew ? nothing : repeats} counter AS (
    -- Months in order: two transactions that need the same two never wait for each other in a circle.
    INSERT INTO cases.number_counter AS counter (month, last)
    SELECT month, count(*) FROM ${fresh} GROUP BY month ORDER BY month
    ON CONFLICT (month) DO UPDATE SET last = counter.last + excluded.last RETURNING month, last
  ), numbered AS MATERIALIZED (
    SELECT ${fresh}.*, month || '-' || lpad(serial, greatest(4, length(serial)), '0') AS number
    FROM ${fresh} JOIN counter USING (month), LATERAL (SELECT (counter.last - ${following})::text AS serial) counted
  ), new_case AS (
    INSERT INTO cases.case_file (id, number, registered_at, status, status_since, channel, regime, title, body, block, fact_id,
      topic_source, importance, address, street_id, house, district_id, lat, lon, h3, place_precision, is_home, due_at,
      resident_id, has_publish_consent)
    SELECT id, number, registered_at, 'moderation', registered_at, channel, regime, title, body, block, fact_id,
      topic_source, importance, address, street_id, house, district_id, lat, lon, h3, place_precision, is_home, due_at,
      resident_id, has_publish_consent
    FROM numbered
  ), new_contact AS (
    INSERT INTO cases.contact (id, case_id, kind, regime, regime_reason, identity, resident_id, person_name, phone, email,
      received_at, arrived_at, external_source, external_id, client_key, client_hash, consent_version, consent_ip, consent_agent, registered_by,
      signs, declares)
    SELECT contact_id, id, channel, regime, regime_reason, identity, resident_id, person_name, phone, email,
      received_at, arrived_at, external_source, external_id, client_key, client_hash, consent_version, consent_ip, consent_agent,
      registered_by, signs, declares
    FROM numbered
  ), new_clock AS (
    INSERT INTO cases.clock (id, case_id, kind, rule_id, rule_version, calendar_version, started_at, due_at, due_from, next_step,
      next_step_at)
    SELECT contact_id, id, 'answer', rule_id, rule_version, calendar_version, term_from, due_at, due_from, next_step,
      next_step_at
    FROM numbered
  ), new_event AS (
    INSERT INTO cases.event (case_id, at, kind, visibility, actor, actor_name, data)
    SELECT id, registered_at, 'registered', 'public', actor, actor_name, jsonb_build_object('channel', channel)
    FROM numbered
    UNION ALL
    SELECT id, registered_at, 'details', 'resident', actor, actor_name, jsonb_build_object('answers', answers)
    FROM numbered WHERE answers IS NOT NULL AND answers <> 'null'
  ), unread AS (
    INSERT INTO cases.unread (case_id) SELECT id FROM numbered WHERE NOT ${isRead}
  )${audit.length > 0 ? sealed(audit) : nothing}
  SELECT ord, number${areNew ? nothing : ofRepeats} FROM numbered${audit.length > 0 ? sql`, sealed` : nothing}${early ? sql`, ${early}` : nothing}${areNew ? nothing : repeatedRows}`;
};
