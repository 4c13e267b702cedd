import type { Database } from '../../lib/database/db.ts';
import { AppError } from '../../lib/errors.ts';
import { hashToken } from '../../lib/ids.ts';
import type { MachineActor } from '../../lib/module/context.ts';
import { defineState } from '../../lib/module/state.ts';
import type { Services } from '../../lib/module/unit-of-work.ts';
import { createShares } from './shares.ts';

/** How long what this process knows of the keys is believed, ms: a key revoked by another process is refused within it. */
export const BELIEVED_MS = 4000;
/** Last use is noted at most this often a key, ms. */
const NOTE_EVERY = 60_000;
const MARK = 'otk_';

interface Known {
  id: string;
  title: string;
  scopes: ReadonlySet<string>;
  perMinute: number;
  /** Day of the city, the last it works on. */
  expiresOn: string;
}

interface Book {
  /** Milliseconds of a clock that never goes back; a test has one of its own. */
  clock: () => number;
  readAt: number;
  keys: Map<string, Known>;
  shares: ReturnType<typeof createShares>;
  notedAt: Map<string, number>;
  /** Key, route and day of calls that stand in the journal already. */
  told: Set<string>;
}

const books = defineState<Book>('machines.keys', () => {
  const book: Book = {
    clock: () => performance.now(),
    readAt: Number.NEGATIVE_INFINITY,
    keys: new Map(),
    shares: createShares(() => book.clock()),
    notedAt: new Map(),
    told: new Set(),
  };
  return book;
});

export const bookOf = (services: { stateKey: object }): Book => books.of(services);

/** Makes the next call read the keys anew: one was made or revoked in this process. */
export function forgetKeys(services: { stateKey: object }): void {
  books.of(services).readAt = Number.NEGATIVE_INFINITY;
}

async function readKeys(database: Database, book: Book): Promise<Map<string, Known>> {
  const now = book.clock();
  if (now - book.readAt < BELIEVED_MS) return book.keys;
  const rows = await database
    .selectFrom('machines.key')
    .select(['id', 'title', 'key_hash', 'scopes', 'per_minute', 'expires_on'])
    .where('revoked_at', 'is', null)
    .execute();
  book.keys = new Map(
    rows.map((row) => [
      row.key_hash,
      {
        id: row.id,
        title: row.title,
        scopes: new Set(row.scopes),
        perMinute: row.per_minute,
        expiresOn: String(row.expires_on),
      },
    ]),
  );
  // What was read began at `now`: a revocation committed meanwhile is seen at the next reading, in time.
  book.readAt = now;
  return book.keys;
}

type Headers = Record<string, string | string[] | undefined>;

/** The key a request brings; null = it brings none, and whoever calls is known by other means. */
export function readMachineKey({ authorization }: Headers): string | null {
  if (typeof authorization !== 'string') return null;
  const token = /^Bearer (\S+)$/u.exec(authorization)?.[1];
  return token?.startsWith(MARK) ? token : null;
}

/** Puts the mark of our keys before a token: found in a leaked file, it is known for what it is. */
export const markKey = (token: string): string => `${MARK}${token}`;

/** The program whose key this is. Throws for a key that is unknown, revoked or past its day, and for one that calls too often. */
export async function authenticateMachine(
  services: Services,
  key: string,
  today: string,
): Promise<MachineActor> {
  const book = books.of(services);
  const keys = await readKeys(services.database, book);
  const known = keys.get(hashToken(key));
  if (!known || known.expiresOn < today)
    throw new AppError('lib.not-signed-in', 'Ключ программы неверен, отозван или его срок вышел.');
  const wait = book.shares.take(known.id, known.perMinute);
  if (wait > 0)
    throw new AppError('lib.too-many-requests', 'Программа обращается чаще, чем разрешено её ключу.', {
      retryAfter: Math.ceil(wait / 1000),
    });
  await noteUse(services, book, known.id);
  return { kind: 'machine', id: known.id, name: known.title, scopes: known.scopes };
}

async function noteUse({ database, now }: Services, book: Book, id: string): Promise<void> {
  const at = book.clock();
  if (at - (book.notedAt.get(id) ?? Number.NEGATIVE_INFINITY) < NOTE_EVERY) return;
  book.notedAt.set(id, at);
  await database.updateTable('machines.key').set({ last_used_at: now() }).where('id', '=', id).execute();
}
