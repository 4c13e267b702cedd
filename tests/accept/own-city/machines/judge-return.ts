import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { startPostgres } from '../../../../scripts/postgres.mjs';
import { verifyChain } from '../../../../server/base/audit/index.ts';
import type { Erasure } from '../../../../server/base/backups/index.ts';
import { verifyFiles } from '../../../../server/base/files/index.ts';
import { type Db, openDatabase, openPool } from '../../../../server/lib/database/db.ts';
import type { Canary } from './canaries.ts';
import { compareHead, type Journal } from './heads.ts';
import type { Sent } from './residents.ts';

/** What the city did while it was copied. */
export interface Original {
  sent: readonly Sent[];
  canaries: readonly Canary[];
  journal: Journal;
}

/** What is wrong with a return, counted. */
export interface Verdict {
  /** Acknowledged before the moment, and not there. */
  lost: number;
  /** Sent after the moment, and there. */
  strange: number;
  journal: string | null;
  /** Rows whose file is not on the disk, or is not that file. */
  missing: number;
  /** Files on the disk no row names. */
  dangling: number;
  /** Erased after the moment, and nothing will erase it again; or the reverse. */
  forgotten: number;
  messages: number;
}

type Counts = Omit<Verdict, 'messages' | 'journal'>;

export const isWhole = ({ lost, strange, journal, missing, dangling, forgotten }: Verdict): boolean =>
  lost + strange + missing + dangling + forgotten === 0 && journal === null;

async function countMessages(
  db: Db,
  at: number,
  sent: readonly Sent[],
): Promise<Pick<Counts, 'lost' | 'strange'> & { messages: number }> {
  const rows = await db
    .selectFrom('cases.contact as contact')
    .innerJoin('cases.case_file as file', 'file.id', 'contact.case_id')
    .select(['contact.client_key', 'file.number'])
    .execute();
  const there = new Map(rows.map(({ client_key: key, number }) => [key, number]));
  return {
    messages: there.size,
    // Clocks tell whole milliseconds: what was acknowledged within that very one may have been committed after the moment.
    lost: sent.filter(
      ({ clientKey, number, doneAt }) => doneAt !== null && doneAt < at && there.get(clientKey) !== number,
    ).length,
    strange: sent.filter(({ clientKey, sentAt }) => sentAt > at && there.has(clientKey)).length,
  };
}

function listContents(data: string): Set<string> {
  const folder = join(data, 'files');
  const found = new Set<string>();
  if (!existsSync(folder)) return found;
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const sha256 = /(?<sha256>[0-9a-f]{64})\./u.exec(name)?.groups?.sha256;
    if (sha256) found.add(sha256);
  }
  return found;
}

async function countFiles(db: Db, data: string): Promise<Pick<Counts, 'missing' | 'dangling'>> {
  const { faults } = await verifyFiles(db, { dataDir: data });
  const rows = await db.selectFrom('files.file').select(['sha256', 'claimed']).execute();
  const contents = listContents(data);
  const named = new Set(rows.map(({ sha256 }) => sha256));
  return {
    missing: faults.length + rows.filter(({ sha256, claimed }) => !claimed && !contents.has(sha256)).length,
    dangling: [...contents].filter((sha256) => !named.has(sha256)).length,
  };
}

const readAgain = (data: string): Erasure[] => {
  const path = join(data, 'erase-again.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Erasure[]) : [];
};

/** Canaries that were erased after the moment and are not to be erased again, and the reverse. */
function countForgotten(data: string, at: number, canaries: readonly Canary[]): number {
  const again = new Set(readAgain(data).map(({ objectId }) => objectId));
  const must = canaries.filter(({ erasing }) => erasing !== null && erasing.from > at);
  const mayNot = canaries.filter(({ erasing }) => erasing === null || erasing.to < at);
  return must.filter(({ id }) => !again.has(id)).length + mayNot.filter(({ id }) => again.has(id)).length;
}

/** Starts the database of a returned folder and counts it against what the city remembers of the moment. */
export async function judgeReturn(data: string, at: number, original: Original): Promise<Verdict> {
  const postgres = await startPostgres({ dataDir: join(data, 'postgres') });
  const pool = openPool(postgres.url, 2);
  try {
    const db = openDatabase(pool);
    const messages = await countMessages(db, at, original.sent);
    const files = await countFiles(db, data);
    const { fault } = await verifyChain(db);
    const head = await db.selectFrom('audit.head').select(['seq', 'hash']).executeTakeFirstOrThrow();
    const journal = fault
      ? `запись № ${fault.seq}: ${fault.reason}`
      : compareHead(original.journal, at, { seq: Number(head.seq), hash: head.hash.toString('hex') });
    return { ...messages, ...files, journal, forgotten: countForgotten(data, at, original.canaries) };
  } finally {
    await pool.end();
    await postgres.stop();
  }
}
