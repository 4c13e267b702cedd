import type { RecordChange, StaleDetails } from '../../../shared/contract/errors.ts';
import { AppError } from '../errors.ts';
import { type Actor, isStaff } from './context.ts';
import type { JournalLine, Services } from './unit-of-work.ts';

/** A kind of record that people change by the version they saw. */
export interface RecordKind {
  /** What the refusal calls it, in the accusative: «Дело успели изменить». */
  words: string;
  /** Its name in the journal, and the module whose records there tell of its changes. */
  object: string;
  module: string;
}

interface Seen {
  id: string;
  /** The version the record has now: a number, or the name of an edition. */
  version: number | string;
  /** Under which id the journal tells of it, where that is not its own. */
  journalId?: string;
}

/** Of a record that changed several times nobody reads more than the latest. */
const MOST_TOLD = 3;

/** The one refusal of a stale version. What happened meanwhile is added once the transaction is over (`tellChanges`). */
class StaleRecord extends AppError {
  readonly kind: RecordKind;
  readonly record: Seen;
  readonly missed: number;

  constructor(kind: RecordKind, record: Seen, seen?: number | string) {
    const details: StaleDetails = { version: record.version, changes: [] };
    super(
      'lib.changed-meanwhile',
      `${kind.words} успели изменить, пока вы смотрели. Посмотрите нынешнее и решите: введённое вами цело.`,
      { details },
    );
    this.kind = kind;
    this.record = record;
    const steps = Number(record.version) - Number(seen);
    this.missed = Number.isFinite(steps) ? Math.min(Math.max(steps, 1), MOST_TOLD) : 1;
  }
}

/** The refusal itself, for records whose staleness is more than a number: the answer that waited is not the latest any more. */
export const staleRecord = (kind: RecordKind, record: Seen): AppError => new StaleRecord(kind, record);

/** Refuses a change of a record whose version is not the one the caller saw; without one nothing was promised. */
export function refuseStale(kind: RecordKind, record: Seen, seen: number | string | undefined): void {
  if (seen !== undefined && record.version !== seen) throw new StaleRecord(kind, record, seen);
}

interface Lockable<R> {
  forUpdate: () => { executeTakeFirst: () => Promise<R | undefined> };
}

/**
 * Locks a record for a change and refuses a stale version. Whose records they are is part of the query: a foreign one is
 * `missing`, exactly as one that does not exist.
 */
export async function lockSeen<R extends { id: string; version: number }>(
  kind: RecordKind,
  query: Lockable<R>,
  { seen, missing }: { seen: number | undefined; missing: () => AppError },
): Promise<R> {
  const row = await query.forUpdate().executeTakeFirst();
  if (!row) throw missing();
  refuseStale(kind, row, seen);
  return row;
}

/** A refusal of a stale version with the latest changes of the record, as far as the reader may know who made them. */
export async function tellChanges(services: Services, reader: Actor, error: unknown): Promise<unknown> {
  if (!(error instanceof StaleRecord)) return error;
  const { kind, record, missed } = error;
  const lines = await services
    .latestChanges(services.database, { ...kind, id: record.journalId ?? record.id, most: missed })
    .catch(() => []);
  const details: StaleDetails = {
    version: record.version,
    changes: lines.map((line) => presentChange(line, reader)),
  };
  return new AppError(error.code, error.message, { details, cause: error });
}

/** Residents and executors by a link learn when, not who: names of staff are shown to staff. */
function presentChange(line: JournalLine, reader: Actor): RecordChange {
  const at = line.at.toISOString();
  const by = isStaff(reader) ? nameFor(line, reader.id) : '';
  return { at, by, what: line.what };
}

function nameFor({ actorRef, actorName }: JournalLine, readerId: string): string {
  if (actorRef === `staff:${readerId}`) return 'вы';
  if (actorRef.startsWith('staff:')) return actorName;
  if (actorRef.startsWith('link:')) return 'исполнитель по ссылке';
  if (actorRef.startsWith('system:')) return 'Отклик';
  return 'житель';
}
