import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Random } from '../../../law/random.ts';
import { root } from '../../run-program.ts';
import {
  ask,
  type Cluster,
  copyCity,
  databaseUrl,
  type FormerCity,
  findFaults,
  lastWords,
  makeFormerCity,
  readContents,
  startFormer,
  startNow,
} from './former-city.ts';
import { checkOut, type FormerState, isRefusal } from './old-programs.ts';

/** Copies of what a former program made are upgraded by the one of now: one undisturbed, the others killed on the way and begun again. */

/** Where a kill fell. `half` = between two changes of the database, some of them done. */
export type Fell = 'before' | 'first' | 'half' | 'after' | 'ready';

export interface Upgraded {
  state: FormerState;
  kills: Fell[];
  faults: string[];
  /** From the start to ready, ms: undisturbed, and the longest after a kill. */
  wholeMs: number;
  againMs: number;
  /** What the former program said to the upgraded database; null where it never looked. */
  refused: boolean | null;
}

/** The lock under which migrations are made. */
const LOCK = `SELECT (SELECT count(*)::int FROM lib.migration) AS done,
  EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 398202105 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS is_changing`;

interface Watch {
  /** Ends when the database is being changed and so many changes are done, or when told to. */
  until: (done: number, isOver: () => boolean) => Promise<void>;
  look: () => Promise<{ done: number; is_changing: boolean }>;
  end: () => Promise<void>;
}

async function watch(cluster: Cluster, database: string): Promise<Watch> {
  const client = new pg.Client({ connectionString: databaseUrl(cluster.ownerUrl, database) });
  client.on('error', () => {});
  await client.connect();
  const look = async () =>
    (await client.query<{ done: number; is_changing: boolean }>(LOCK)).rows[0] ?? {
      done: 0,
      is_changing: false,
    };
  return {
    look,
    until: async (done, isOver) => {
      while (!isOver()) {
        const seen = await look();
        if (seen.is_changing && seen.done >= done) return;
      }
    },
    end: () => client.end(),
  };
}

/** Sessions of a killed program end when the database notices; what one of them was doing may still be done. */
async function awaitNobody(cluster: Cluster, database: string): Promise<void> {
  for (let turn = 0; turn < 600; turn += 1) {
    const [found] = await ask<{ there: number }>(
      cluster,
      'postgres',
      `SELECT count(*)::int AS there FROM pg_stat_activity WHERE datname = '${database}' AND backend_type = 'client backend'`,
    );
    if (found?.there === 0) return;
    await sleep(50);
  }
  throw new Error('Сеансы убитой программы не кончились за полминуты');
}

/** When a kill comes: after so many milliseconds, or once so many changes are done and the next is being made. */
type Aim = { ms: number } | { done: number };

async function killOnce(cluster: Cluster, city: FormerCity, aim: Aim, now: number): Promise<Fell> {
  const watching = await watch(cluster, city.database);
  const program = await startNow(cluster, root, city.database, city.data);
  let isReady = false;
  let isEnded = false;
  program.ready.then((ready) => {
    isReady = ready;
    isEnded = true;
  });
  if ('ms' in aim) await sleep(aim.ms);
  else await watching.until(aim.done, () => isEnded);
  const { is_changing: wasChanging } = await watching.look();
  await program.kill('SIGKILL');
  await watching.end();
  await awaitNobody(cluster, city.database);
  const { migrations } = await readContents(cluster, city.database);
  if (isReady) return 'ready';
  if (migrations === now) return 'after';
  if (migrations > city.before.migrations) return 'half';
  return wasChanging ? 'first' : 'before';
}

/** Starts the program of now on a city until it is ready; says how long it took, and what is not as it was. */
async function upgrade(
  cluster: Cluster,
  city: FormerCity,
  now: number,
): Promise<{ ms: number; faults: string[] }> {
  const begun = performance.now();
  const program = await startNow(cluster, root, city.database, city.data);
  try {
    if (!(await program.ready)) return { ms: 0, faults: [`не поднялась: ${lastWords(program.said())}`] };
    const ms = performance.now() - begun;
    return { ms, faults: await findFaults(cluster, city, program.port, now) };
  } finally {
    await program.kill('SIGTERM');
  }
}

/** The former program on the database of now: it has to refuse in words, and to change nothing. */
async function tryFormer(cluster: Cluster, folder: string, city: FormerCity): Promise<string | null> {
  const before = await readContents(cluster, city.database);
  const program = await startFormer(cluster, folder, city.database, city.data);
  try {
    if (await program.ready) return 'прежняя поднялась на обновлённой базе';
    const code = await program.ended;
    if (code === 0 || !isRefusal(program.said())) return `прежняя: код ${code}, ${lastWords(program.said())}`;
    const after = await readContents(cluster, city.database);
    return JSON.stringify(before) === JSON.stringify(after) ? null : 'прежняя отказалась, но изменила базу';
  } finally {
    await program.kill('SIGKILL');
  }
}

async function dropCity(cluster: Cluster, city: FormerCity): Promise<void> {
  rmSync(city.data, { recursive: true, force: true });
  await ask(cluster, 'postgres', `DROP DATABASE IF EXISTS ${city.database} WITH (FORCE)`);
}

/** A kill at any moment of a start, and those while the database is being changed. */
function chooseAims(kills: number, from: number, now: number, wholeMs: number, random: Random): Aim[] {
  return Array.from({ length: kills }, (_, turn) =>
    turn % 2 === 1 ? { ms: random.int(0, Math.round(wholeMs)) } : { done: random.int(from, now - 1) },
  );
}

export async function upgradeFormer(
  cluster: Cluster,
  state: FormerState,
  { kills, now, random }: { kills: number; now: number; random: Random },
): Promise<Upgraded> {
  const { folder, drop } = checkOut(state.commit);
  const made: FormerCity[] = [];
  try {
    const former = await makeFormerCity(cluster, folder, `former_${state.migrations}`);
    made.push(former);
    const take = async (name: string): Promise<FormerCity> => {
      const city = await copyCity(cluster, former, name);
      made.push(city);
      return city;
    };
    const whole = await take('whole');
    const first = await upgrade(cluster, whole, now);
    const done: Upgraded = {
      state,
      kills: [],
      faults: first.faults,
      wholeMs: first.ms,
      againMs: 0,
      refused: null,
    };
    for (const aim of chooseAims(kills, state.migrations, now, first.ms, random)) {
      const city = await take(`killed_${done.kills.length}`);
      done.kills.push(await killOnce(cluster, city, aim, now));
      const again = await upgrade(cluster, city, now);
      done.againMs = Math.max(done.againMs, again.ms);
      done.faults.push(...again.faults.map((fault) => `после убийства ${done.kills.length}: ${fault}`));
    }
    if (state.canRefuse) {
      const trouble = await tryFormer(cluster, folder, whole);
      done.refused = trouble === null;
      if (trouble !== null) done.faults.push(trouble);
    }
    return done;
  } finally {
    for (const city of made.toReversed()) await dropCity(cluster, city);
    drop();
  }
}
