import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** How long the journal was between two moments. */
interface Head {
  before: number;
  after: number;
  seq: number;
}

/** What a journal said of itself while it grew. */
export interface Journal {
  heads: readonly Head[];
  /** Hash of every record by its number, in hex. */
  hashes: ReadonlyMap<number, string>;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Looks at the head of the journal every so often until it is stopped; then reads all of it. */
export async function followJournal(url: string): Promise<{ stop: () => Promise<Journal> }> {
  const client = await connect(url);
  const heads: Head[] = [];
  let isOver = false;
  const follow = async (): Promise<void> => {
    while (!isOver) {
      const before = Date.now();
      const { rows } = await client.query<{ seq: string }>('SELECT seq FROM audit.head');
      heads.push({ before, after: Date.now(), seq: Number(rows[0]?.seq) });
      await sleep(200);
    }
  };
  // A database that is stopped under it has told all it will.
  const following = follow().catch(() => {});
  return {
    stop: async () => {
      isOver = true;
      await following;
      const { rows } = await client.query<{ seq: string; hash: string }>(
        "SELECT seq, encode(hash, 'hex') AS hash FROM audit.record",
      );
      await client.end();
      return { heads, hashes: new Map(rows.map(({ seq, hash }) => [Number(seq), hash])) };
    },
  };
}

/** A commit notes its moment and is seen a little later, when it is on the disk, ms. */
const SEEN_WITHIN = 2000;

/** Why a journal returned to a moment is not the one that was there; null = it is. */
export function compareHead(
  { heads, hashes }: Journal,
  at: number,
  head: { seq: number; hash: string },
): string | null {
  if (hashes.get(head.seq) !== head.hash) return `запись № ${head.seq}: отпечаток не тот`;
  const least = Math.max(0, ...heads.filter(({ after }) => after < at).map(({ seq }) => seq));
  const most = heads.find(({ before }) => before > at + SEEN_WITHIN)?.seq ?? Number.POSITIVE_INFINITY;
  if (head.seq < least || head.seq > most)
    return `записей ${head.seq}, а в тот миг было от ${least} до ${most}`;
  return null;
}
