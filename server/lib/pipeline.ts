import { Socket } from 'node:net';
import type { RawBuilder } from 'kysely';
import pg from 'pg';
import { type Database, sessionOptions } from './db.ts';

/**
 * Transactions of the hot path: statements that need nothing of each other's replies go to the server in one packet,
 * commit included, and each text is parsed and planned once a connection. Conversations with the database and plans
 * made anew were a good half of what registration of a message cost.
 */
export interface Pipeline {
  /** Runs the statements in their order and commits; gives the rows of each. All or none takes effect. */
  transact: <const Rows extends readonly unknown[]>(
    statements: {
      [At in keyof Rows]: RawBuilder<Rows[At]>;
    },
  ) => Promise<{ [At in keyof Rows]: Rows[At][] }>;
  close: () => Promise<void>;
}

/**
 * A plan is made once, perhaps while the tables are empty, and must stay right when they are large. Every read here is
 * a probe of a unique index or goes along one from a number on, so other ways to join are off. A way that is off and has
 * to be gone even so looks dear enough to be compiled: never.
 */
const planning = [
  'plan_cache_mode=force_generic_plan',
  'jit=off',
  ...['seqscan', 'hashjoin', 'mergejoin', 'material'].map((way) => `enable_${way}=off`),
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

const begin = { name: 'begin', text: 'BEGIN' };
const commit = { name: 'commit', text: 'COMMIT' };

/** Opens up to `size` connections at need. */
export function openPipeline(url: string, database: Database, size: number): Pipeline {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'otklik-pipeline',
    options: `${sessionOptions} ${planning}`,
    connectionTimeoutMillis: 10_000,
    pipeline: true,
    stream: openCoalescing,
  });
  // As in openPool: a connection cut by the server fails its own queries, not the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  const names = new Map<string, string>();
  const prepare = (statement: RawBuilder<unknown>) => {
    const { sql: text, parameters } = statement.compile(database);
    const name = names.get(text) ?? `pipeline_${names.size}`;
    names.set(text, name);
    return { name, text, values: [...parameters] };
  };
  return {
    async transact(statements) {
      const prepared = (statements as readonly RawBuilder<unknown>[]).map(prepare);
      // One statement is its own transaction.
      const all = prepared.length === 1 ? prepared : [begin, ...prepared, commit];
      const client = await pool.connect();
      const replies = await Promise.allSettled(all.map((query) => client.query(query)));
      const failed = replies.find((reply) => reply.status === 'rejected');
      // What fails before the commit makes it a rollback: the connection is clean unless the commit itself failed.
      client.release(replies.at(-1)?.status === 'rejected');
      if (failed) throw failed.reason;
      const rows = (prepared.length === 1 ? replies : replies.slice(1, -1)).map(
        (reply) => (reply as PromiseFulfilledResult<pg.QueryResult>).value.rows,
      );
      return rows as never;
    },
    close: () => pool.end(),
  };
}

/** A socket that sends what was written within one turn as one packet: each write wakes the server anew. */
function openCoalescing(): Socket {
  const socket = new Socket();
  const uncork = socket.uncork.bind(socket);
  socket.uncork = () => void process.nextTick(uncork);
  return socket;
}
