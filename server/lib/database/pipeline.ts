import { Socket } from 'node:net';
import { type RawBuilder, sql } from 'kysely';
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
  /**
   * One statement that gives up its locks at its commit and not a sync of the disk later, for statements that wait for one
   * another: gives its rows when they are on the disk. `build` puts `early` among what the statement reads from.
   */
  commitEarly: <Row>(build: (early: RawBuilder<unknown>) => RawBuilder<Row>) => Promise<Row[]>;
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
/** For the transaction of the statement alone: its commit does not wait for the disk. */
const early = sql`set_config('synchronous_commit', 'off', true) AS early`;
/** A commit of its own that waits, and so for all that was written before it (decision 0020). */
const sync = { name: 'sync', text: `SELECT pg_logical_emit_message(true, 'otklik', '')` };

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
  /** Sends all at once; the replies when each has come. */
  const send = async (queries: pg.QueryConfig[]): Promise<pg.QueryResult[]> => {
    const client = await pool.connect();
    const replies = await Promise.allSettled(queries.map((query) => client.query(query)));
    const failed = replies.find((reply) => reply.status === 'rejected');
    // What fails before the commit makes it a rollback: the connection is clean unless the commit itself failed.
    client.release(replies.at(-1)?.status === 'rejected');
    if (failed) throw failed.reason;
    return replies.map((reply) => (reply as PromiseFulfilledResult<pg.QueryResult>).value);
  };
  return {
    async transact(statements) {
      const prepared = statements.map(prepare);
      // One statement is its own transaction.
      const isAlone = prepared.length === 1;
      const replies = await send(isAlone ? prepared : [begin, ...prepared, commit]);
      return (isAlone ? replies : replies.slice(1, -1)).map(({ rows }) => rows) as never;
    },
    async commitEarly(build) {
      const [reply] = await send([prepare(build(early)), sync]);
      return reply!.rows;
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
