import { readFileSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { askDoctor } from './doctor.ts';
import { nothing, owned, restartDatabase, withLines } from './owned.ts';
import type { Scene } from './scene.ts';
import { pause, until } from './site.ts';
import type { World } from './towns.ts';

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', nothing);
  await client.connect();
  return client;
}

/** Somebody else's program takes what connections there are, but for a few. */
const usedUp: Scene = async (world) => {
  const own = await world.own();
  await restartDatabase(own, ['max_connections=60']);
  const taken: pg.Client[] = [];
  try {
    const { rows } = await own.postgres.ask(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE backend_type = 'client backend'",
    );
    for (let left = 60 - 3 - rows[0].n; left > 0; left -= 1)
      taken.push(await connect(own.postgres.url('otklik')).catch(() => new pg.Client()));
    return await askDoctor(own.site);
  } finally {
    await Promise.allSettled(taken.map((client) => client.end()));
    await restartDatabase(own);
  }
};

const bloated: Scene = owned(
  async ({ site, postgres }) => {
    await site.ask('ALTER TABLE clocks.duty SET (autovacuum_enabled = false)');
    await site.ask(
      `INSERT INTO clocks.duty (id, person_id, from_at, to_at, made_at, made_by_name, cancelled_at)
       SELECT gen_random_uuid(), person.id, now() - interval '1 year', now() - interval '364 days', now(), 'т', now()
       FROM generate_series(1, 30000), (SELECT id FROM identity.person LIMIT 1) person`,
    );
    for (let turn = 0; turn < 9; turn += 1)
      await site.ask("UPDATE clocks.duty SET made_by_name = made_by_name || 'т'");
    await postgres.ask('SELECT pg_stat_force_next_flush()', 'otklik');
    await pause(1500);
  },
  async ({ site, postgres }) => {
    await site.ask('DELETE FROM clocks.duty');
    await site.ask('ALTER TABLE clocks.duty RESET (autovacuum_enabled)');
    // Not FULL: that one leaves the counts of dead rows as they were.
    await postgres.ask('VACUUM clocks.duty', 'otklik');
    await pause(1500);
  },
);

const invalidIndex: Scene = owned(
  ({ postgres }) =>
    postgres
      .ask('CREATE UNIQUE INDEX CONCURRENTLY broken ON identity.person (kind)', 'otklik')
      .catch(nothing),
  ({ postgres }) => postgres.ask('DROP INDEX identity.broken', 'otklik'),
);

/** Since when somebody's psql has stood with an open transaction; begun before the other faults and asked about after them. */
let forgotten: { client: pg.Client; since: number } | undefined;
const FORGOTTEN_MINUTES = 10.5;

/** Begins the wait of `transaction-left`: nothing else is asked of that database meanwhile. */
export async function forgetTransaction(world: World): Promise<void> {
  const { postgres } = await world.own();
  const client = await connect(postgres.url('otklik'));
  await client.query('BEGIN');
  await client.query('SELECT count(*) FROM identity.person');
  forgotten = { client, since: Date.now() };
}

const transactionLeft: Scene = async (world) => {
  if (!forgotten) await forgetTransaction(world);
  if (!forgotten) return null;
  const left = FORGOTTEN_MINUTES * 60_000 - (Date.now() - forgotten.since);
  if (left > 0) world.tell(`жду забытую транзакцию ещё ${Math.ceil(left / 1000)} с`);
  await pause(Math.max(0, left));
  const said = await askDoctor((await world.own()).site);
  await forgotten.client.end();
  forgotten = undefined;
  return said;
};

const locked: Scene = async (world) => {
  const { postgres, site } = await world.own();
  const holder = await connect(postgres.url('owner'));
  const waiter = await connect(postgres.url('otklik'));
  try {
    await holder.query('BEGIN');
    await holder.query('LOCK TABLE polls.follower IN ACCESS EXCLUSIVE MODE');
    waiter.query('SELECT count(*) FROM polls.follower').catch(nothing);
    await pause(65_000);
    return await askDoctor(site);
  } finally {
    await holder.end();
    await waiter.end();
  }
};

/** A page of a table on the disk is not what was written; somebody has asked for it. */
const damagedPage: Scene = async (world) => {
  const own = await world.own();
  const { postgres } = own;
  const { rows } = await postgres.ask("SELECT pg_relation_filepath('identity.session') AS path", 'otklik');
  const path = join(postgres.folder, 'data', rows[0].path);
  await postgres.ask('CHECKPOINT');
  postgres.stop();
  const was = readFileSync(path);
  const file = await open(path, 'r+');
  await file.write(Buffer.alloc(64, 0x5a), 0, 64, 4000);
  await file.close();
  postgres.start();
  try {
    await postgres.ask('SELECT * FROM identity.session', 'otklik').catch(nothing);
    await pause(1500);
    return await askDoctor(own.site);
  } finally {
    postgres.stop();
    writeFileSync(path, was);
    postgres.start();
    await postgres.ask('SELECT pg_stat_reset()', 'otklik');
    await restartDatabase(own);
  }
};

const slot: Scene = owned(
  async ({ postgres }) => {
    await postgres.ask("SELECT pg_create_physical_replication_slot('old_standby', true)");
    for (let turn = 0; turn < 80; turn += 1)
      await postgres.ask("SELECT pg_logical_emit_message(false, 'probe', 'x'); SELECT pg_switch_wal()");
  },
  ({ postgres }) => postgres.ask("SELECT pg_drop_replication_slot('old_standby')"),
);

const archiveFails = withLines(['archive_mode=on', 'archive_command=false'], async ({ postgres }) => {
  await postgres.ask("SELECT pg_logical_emit_message(false, 'probe', 'x'); SELECT pg_switch_wal()");
  await until('отказ архива', 60, async () => {
    const { rows } = await postgres.ask('SELECT 1 FROM pg_stat_archiver WHERE failed_count > 0');
    return rows.length > 0;
  });
});

/** What the catalogue says when nothing has tidied the rows of years. */
const wraparound: Scene = async (world) => {
  const own = await world.own();
  await restartDatabase(own, ['autovacuum=on', 'autovacuum_naptime=1h']);
  const set = (text: string) =>
    own.postgres.ask(
      `SET allow_system_table_mods = on; UPDATE pg_database SET datfrozenxid = ${text} WHERE datname = 'otklik'`,
    );
  const { rows } = await own.postgres.ask(
    "SELECT datfrozenxid::text AS was FROM pg_database WHERE datname = 'otklik'",
  );
  try {
    await set(`((pg_current_xact_id()::text::bigint - 1300000000 + 4294967296) % 4294967296)::text::xid`);
    return await askDoctor(own.site);
  } finally {
    await set(`'${rows[0].was}'::xid`);
    await restartDatabase(own);
  }
};

/** What a database that nobody looks after comes to. */
export const upkeepScenes = {
  'connections-used': usedUp,
  'archive-failing': archiveFails,
  'slot-forgotten': slot,
  'table-bloated': bloated,
  'index-invalid': invalidIndex,
  'transaction-left': transactionLeft,
  'table-locked': locked,
  'page-damaged': damagedPage,
  wraparound,
} as const satisfies Record<string, Scene>;
