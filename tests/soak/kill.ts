import { randomUUID } from 'node:crypto';
import { readdirSync, readlinkSync } from 'node:fs';
import pg from 'pg';
import {
  type Cluster,
  makeDatabase,
  type Site,
  startCluster,
  startServer,
} from '../../bench/support/site.ts';
import { verifyChain } from '../../server/base/audit/index.ts';
import { openDatabase, openPool } from '../../server/lib/database/db.ts';

/**
 * kill -9 of the server, and every second time of the whole database before it, while 16 clients submit: after each restart
 * every acknowledged submission is there, no number was given twice, and the journal's chain is whole. Bounded: KILLS
 * rounds (20 by default), a second or two of load each.
 */

const KILLS = Number(process.env.KILLS ?? 20);
const CLIENTS = 16;

interface Acknowledged {
  clientKey: string;
  number: string;
}

/** Submits until told to stop; a broken connection is not an acknowledgement. */
async function runClient(port: number, acknowledged: Acknowledged[], isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    const clientKey = randomUUID();
    const body = {
      clientKey,
      text: `Яма на проезжей части, проверка надёжности ${clientKey}`,
      place: { lat: 56.405, lon: 61.93 },
      phone: '+79000000001',
      consent: true,
      consentVersion: '3',
    };
    try {
      const reply = await fetch(`http://127.0.0.1:${port}/api/messages`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-otklik': '1' },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(5000),
      });
      if (reply.ok)
        acknowledged.push({ clientKey, number: ((await reply.json()) as { number: string }).number });
    } catch {
      await new Promise((done) => setTimeout(done, 20));
    }
  }
}

/** Whatever the database had in memory alone is gone. */
async function killDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => {});
  await client.connect();
  const { rows } = await client.query<{ data_directory: string }>('SHOW data_directory');
  const data = rows[0]!.data_directory;
  // The head first, which has the smallest number: nobody is left to tell the others to end in good order.
  const numbers = readdirSync('/proc').map(Number).filter(Number.isInteger);
  for (const pid of numbers.sort((a, b) => a - b)) {
    try {
      if (readlinkSync(`/proc/${pid}/cwd`) === data) process.kill(pid, 'SIGKILL');
    } catch {
      // Gone meanwhile, or not ours to look at.
    }
  }
}

async function runRound(url: string, acknowledged: Acknowledged[], withDatabase: boolean): Promise<void> {
  const site: Site = await startServer(url);
  let isOver = false;
  const clients = Array.from({ length: CLIENTS }, () => runClient(site.port, acknowledged, () => isOver));
  await new Promise((done) => setTimeout(done, 300 + Math.random() * 1200));
  if (withDatabase) await killDatabase(url);
  site.process.kill('SIGKILL');
  await new Promise((done) => site.process.once('exit', done));
  isOver = true;
  await Promise.all(clients);
}

interface Check {
  lost: number;
  doubled: number;
  cases: number;
}

async function check(client: pg.Client, acknowledged: Acknowledged[]): Promise<Check> {
  const { rows } = await client.query<{ client_key: string; number: string }>(
    'SELECT contact.client_key, file.number FROM cases.contact contact JOIN cases.case_file file ON file.id = contact.case_id',
  );
  const stored = new Map(rows.map((row) => [row.client_key, row.number]));
  const lost = acknowledged.filter(({ clientKey, number }) => stored.get(clientKey) !== number).length;
  const numbers = new Set(rows.map(({ number }) => number));
  return { lost, doubled: rows.length - numbers.size, cases: rows.length };
}

/** What the killed left unread is read after the start. Returns how many were not within half a minute. */
async function waitRead(client: pg.Client): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    const { rows } = await client.query<{ waiting: number }>(
      'SELECT count(*)::int AS waiting FROM cases.unread',
    );
    const waiting = rows[0]!.waiting;
    if (waiting === 0 || attempt === 60) return waiting;
    await new Promise((done) => setTimeout(done, 500));
  }
}

let cluster: Cluster = await startCluster();
let failed = false;
try {
  const url = await makeDatabase(cluster, 'soak_kill');
  const acknowledged: Acknowledged[] = [];
  for (let round = 1; round <= KILLS; round += 1) {
    const withDatabase = round % 2 === 0;
    await runRound(url, acknowledged, withDatabase);
    // The same port as before, so the address stays.
    if (withDatabase) cluster = await startCluster();
    process.stdout.write(
      `kill -9${withDatabase ? ' и базы' : ''} № ${round}: подтверждено ${acknowledged.length}\n`,
    );
  }
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const site = await startServer(url);
  const unread = await waitRead(client);
  await site.stop();
  const { lost, doubled, cases } = await check(client, acknowledged);
  await client.end();
  const pool = openPool(url, 2);
  const { checked, fault } = await verifyChain(openDatabase(pool));
  await pool.end();
  console.log(
    `Дел ${cases}, подтверждено ${acknowledged.length}, потеряно ${lost}, номеров дважды ${doubled}, не прочитано ${unread}.`,
  );
  console.log(
    fault ? `Журнал нарушен: запись № ${fault.seq}, ${fault.reason}` : `Журнал цел: ${checked} записей.`,
  );
  failed = lost > 0 || doubled > 0 || unread > 0 || fault !== null || acknowledged.length === 0;
} finally {
  await cluster.stop();
}
process.exit(failed ? 1 : 0);
