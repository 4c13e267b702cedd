import { sql } from 'kysely';
import type { Db } from '../../lib/db.ts';
import { AppError } from '../../lib/errors.ts';
import type { CaseDraft } from './draft.ts';
import { findExternalCases } from './external.ts';

/** What registration answers for each draft. */
export interface Registered {
  caseId: string;
  contactId: string;
  number: string;
  registeredAt: Date;
  dueAt: Date;
  /** The same client key came before: nothing was added. */
  isRepeat: boolean;
}

/** The case another draft of the same batch, by its id, is about to become. */
interface SameBatch {
  first: string;
}

const keyMismatch = () =>
  new AppError(
    'lib.idempotency-mismatch',
    'Это сообщение уже отправлено с другим текстом. Откройте новое сообщение.',
  );

const externalRepeat = (number: string | null) =>
  new AppError(
    'lib.conflict',
    number === null
      ? 'Сообщение с таким внешним номером приходит дважды.'
      : `Сообщение с таким внешним номером уже есть: дело № ${number}.`,
    { fields: { externalId: 'Такой номер уже зарегистрирован' }, ...(number && { details: { number } }) },
  );

/**
 * What came before: by the client's key the same case again, or a refusal when the key brings another body; by the
 * number of an outside system a refusal that names the case. Null for what is new. Plan: two unique indexes.
 */
export async function findRepeats(
  db: Db,
  drafts: CaseDraft[],
): Promise<(Registered | SameBatch | AppError | null)[]> {
  const byKey = await findByClientKey(db, drafts);
  const byOrigin = await findByOrigin(db, drafts);
  const firsts = new Map<string, CaseDraft>();
  const origins = new Set<string>();
  return drafts.map((draft) => {
    const stored = draft.clientKey === null ? undefined : byKey.get(draft.clientKey);
    if (stored) return stored.hash === draft.clientHash ? stored.registered : keyMismatch();
    const first = draft.clientKey === null ? undefined : firsts.get(draft.clientKey);
    if (first) return first.clientHash === draft.clientHash ? { first: first.id } : keyMismatch();
    const origin = originOf(draft);
    const known = origin && byOrigin(origin);
    if (known) return externalRepeat(known.number);
    const mark = origin && JSON.stringify([origin.source, origin.id]);
    if (mark && origins.has(mark)) return externalRepeat(null);
    if (mark) origins.add(mark);
    if (draft.clientKey !== null) firsts.set(draft.clientKey, draft);
    return null;
  });
}

const originOf = ({ externalSource, externalId }: CaseDraft) =>
  externalSource !== null && externalId !== null ? { source: externalSource, id: externalId } : null;

async function findByOrigin(db: Db, drafts: CaseDraft[]): ReturnType<typeof findExternalCases> {
  const origins = drafts.flatMap((draft) => originOf(draft) ?? []);
  return origins.length === 0 ? () => undefined : findExternalCases(db, origins);
}

interface Stored {
  hash: string | null;
  registered: Registered;
}

async function findByClientKey(db: Db, drafts: CaseDraft[]): Promise<Map<string | null, Stored>> {
  const keys = drafts.flatMap(({ clientKey }) => clientKey ?? []);
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('cases.contact as contact')
    .innerJoin('cases.case_file as file', 'file.id', 'contact.case_id')
    .select(['contact.client_key', 'contact.client_hash', 'contact.id', 'file.id as case_id'])
    .select(['file.number', 'file.registered_at', 'file.due_at'])
    .where(sql<boolean>`contact.client_key = ANY(${keys}::uuid[])`)
    .execute();
  return new Map(
    rows.map((row): [string | null, Stored] => {
      const { case_id: caseId, id: contactId, number, registered_at: registeredAt, due_at: dueAt } = row;
      const registered = { caseId, contactId, number, registeredAt, dueAt: dueAt ?? registeredAt };
      return [row.client_key, { hash: row.client_hash, registered: { ...registered, isRepeat: true } }];
    }),
  );
}
