import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { verifyChain } from '../../../../server/base/audit/index.ts';
import { openDatabase } from '../../../../server/lib/database/db.ts';
import type { Installation } from './installation.ts';

const CLIENTS = 16;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** What the clients were told. */
export interface Ledger {
  /** Key of the message → number that was given. */
  acknowledged: Map<string, string>;
  /** Replies by status; 0 = the connection broke. */
  replies: Map<number, number>;
  /** Replies 503 that did not say when to come again. */
  silent: number;
  /** How long until a message sent from now on is accepted, ms. */
  timeRecovery: () => Promise<number>;
  /** Waits until somebody is refused, at most that long. */
  waitTrouble: (ms: number) => Promise<void>;
  stop: () => Promise<void>;
}

/** Sends one message; a client who was refused sends it again under the same key. Returns the status, 0 = broken off. */
async function send(address: string, clientKey: string, ledger: Ledger): Promise<number> {
  const body = {
    clientKey,
    text: `Яма на проезжей части, проверка надёжности ${clientKey}`,
    place: { lat: 56.405, lon: 61.93 },
    phone: '+79000000001',
    consent: true,
    consentVersion: '3',
  };
  try {
    const reply = await fetch(`${address}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-otklik': '1' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(30_000),
    });
    const read = (await reply.json()) as { number: string };
    if (reply.ok) ledger.acknowledged.set(clientKey, read.number);
    if (reply.status === 503 && !(Number(reply.headers.get('retry-after')) > 0)) ledger.silent += 1;
    return reply.status;
  } catch {
    return 0;
  }
}

async function read(address: string): Promise<number> {
  try {
    const reply = await fetch(`${address}/api/map/points`, { signal: AbortSignal.timeout(30_000) });
    await reply.arrayBuffer();
    return reply.status;
  } catch {
    return 0;
  }
}

/** Clients that send and read without a pause until told to stop. */
export async function startLoad({ address }: Installation): Promise<Ledger> {
  let isOver = false;
  const replies = new Map<number, number>();
  const note = (status: number) => {
    replies.set(status, (replies.get(status) ?? 0) + 1);
  };
  const ledger: Ledger = {
    acknowledged: new Map(),
    replies,
    silent: 0,
    async timeRecovery() {
      const begun = Date.now();
      for (const clientKey = randomUUID(); ; ) {
        const status = await send(address, clientKey, ledger);
        note(status);
        if (status === 200) return Date.now() - begun;
        if (Date.now() - begun > 120_000) return Number.POSITIVE_INFINITY;
        await pause(50);
      }
    },
    async waitTrouble(ms) {
      const count = () => (replies.get(503) ?? 0) + (replies.get(0) ?? 0);
      const before = count();
      const end = Date.now() + ms;
      while (count() === before && Date.now() < end) await pause(50);
      await pause(500);
    },
    stop: async () => {
      isOver = true;
      await Promise.all(clients);
    },
  };
  const runClient = async (isReader: boolean) => {
    while (!isOver) {
      const clientKey = randomUUID();
      for (let status = 0; status !== 200 && !isOver; ) {
        status = isReader ? await read(address) : await send(address, clientKey, ledger);
        note(status);
        await pause(status === 200 ? 5 : 100);
      }
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, at) => runClient(at % 8 === 0));
  return ledger;
}

/** Holds what was acknowledged against what is stored, once the background work has done all that waited. */
export async function judge(
  installation: Installation,
  ledger: Ledger,
): Promise<{ isWhole: boolean; figures: string[] }> {
  const client = await installation.connect();
  const { rows } = await client.query<{ client_key: string; number: string }>(
    'SELECT contact.client_key, file.number FROM cases.contact contact JOIN cases.case_file file ON file.id = contact.case_id',
  );
  const stored = new Map(rows.map((row) => [row.client_key, row.number]));
  const { acknowledged, replies, silent } = ledger;
  const lost = [...acknowledged].filter(([key, number]) => stored.get(key) !== number).length;
  const doubled = rows.length - Math.min(stored.size, new Set(rows.map(({ number }) => number)).size);
  const left = await waitWork(client);
  const names = left === 0 ? '' : ` (${(await listWork(client)).join('; ')})`;
  const pool = new pg.Pool({ connectionString: urlOf(client), max: 1 });
  const { checked, fault } = await verifyChain(openDatabase(pool));
  await pool.end();
  await client.end();
  const faults = [...replies].filter(([status]) => status >= 500 && status !== 503);
  const told = [...replies]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status || 'обрыв'}: ${count}`);
  return {
    isWhole:
      [lost, doubled, left, faults.length, silent].every((count) => count === 0) &&
      !fault &&
      acknowledged.size > 0,
    figures: [
      `подтверждено ${acknowledged.size}, потеряно ${lost}, удвоено ${doubled}; ответы — ${told.join(', ')}; 503 без Retry-After: ${silent}`,
      `заданий и сообщений, до которых не дошли руки: ${left}${names}; журнал ${fault ? `нарушен на записи ${fault.seq}` : `цел: ${checked} записей`}`,
    ],
  };
}

const urlOf = (client: pg.Client): string =>
  `postgres://${client.user}:${client.password}@${client.host}:${client.port}/${client.database}`;

/** Messages not read and jobs not done within a minute and a half: what failed while the database was away waits its turn. */
async function waitWork(client: pg.Client): Promise<number> {
  for (let attempt = 0; ; attempt += 1) {
    const { rows } = await client.query<{ left: number }>(
      `SELECT ((SELECT count(*) FROM cases.unread)
        + (SELECT count(*) FROM graphile_worker.jobs WHERE run_at <= now() OR locked_at IS NOT NULL OR attempts > 0))::int AS left`,
    );
    const { left } = rows[0]!;
    if (left === 0 || attempt === 180) return left;
    await pause(500);
  }
}

/** Jobs that are left, each with what became of it. */
async function listWork(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ words: string }>(
    `SELECT format('%s, попытка %s из %s%s: %s', task_identifier, attempts, max_attempts,
       CASE WHEN locked_at IS NULL THEN '' ELSE ', занято' END, left(last_error, 80)) AS words
     FROM graphile_worker.jobs WHERE run_at <= now() OR locked_at IS NOT NULL OR attempts > 0 ORDER BY id LIMIT 20`,
  );
  return rows.map(({ words }) => words);
}
