import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { DEMO_PASSWORD } from '../../server/base/identity/people/demo-people.ts';
import type { CaseRow } from '../../shared/contract/messages/cases.ts';
import type { CaseCard } from '../../shared/contract/messages/cases-card.ts';

/** What writers of the soak do: moves of residents and of staff through HTTP, and changes straight in the database. */

/** Moves made, by name. A move that the rules refuse, or that a kill cut short, counts as refused. */
export type Tally = Record<string, number>;

/** Where requests go now: processes are killed and started anew on other ports. */
export type Door = () => number;

const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)];
const count = (tally: Tally, move: string): void => {
  tally[move] = (tally[move] ?? 0) + 1;
};

type Ask = <T>(method: 'GET' | 'POST', path: string, body?: object) => Promise<T>;

const ask =
  (door: Door, cookie: () => string): Ask =>
  async (method, path, body) => {
    const reply = await fetch(`http://127.0.0.1:${door()}${path}`, {
      method,
      headers: {
        'x-otklik': '1',
        cookie: cookie(),
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(8000),
    });
    if (!reply.ok) throw new Error(`${path}: ${reply.status}`);
    return reply.json() as Promise<never>;
  };

/** Sessions of the demo's staff by role; they outlive the process that opened them. */
export async function signInCrew(port: number, roles: readonly string[]): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  for (const role of roles) {
    const reply = await fetch(`http://127.0.0.1:${port}/api/session/password`, {
      method: 'POST',
      headers: { 'x-otklik': '1', 'content-type': 'application/json' },
      body: JSON.stringify({ email: `${role}@demo.invalid`, password: DEMO_PASSWORD }),
    });
    if (!reply.ok) throw new Error(`Вход ${role}: ${reply.status} ${await reply.text()}`);
    const given = reply.headers.getSetCookie().map((header) => header.split(';')[0]);
    cookies.set(role, given.join('; '));
  }
  return cookies;
}

/** Does one move after another until told to stop. */
async function repeat(move: () => Promise<string>, tally: Tally, isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    try {
      count(tally, await move());
    } catch {
      count(tally, 'отказано или прервано');
      await new Promise((done) => setTimeout(done, 30));
    }
  }
}

const subjects = ['Яма на проезжей части', 'Не вывозят мусор', 'Нет отопления', 'Не горит фонарь', 'Лёд'];

export function runResident(door: Door, tally: Tally, isOver: () => boolean): Promise<void> {
  const send = ask(door, () => '');
  return repeat(
    async () => {
      const clientKey = randomUUID();
      const place = { lat: 56.39 + Math.random() * 0.04, lon: 61.89 + Math.random() * 0.06 };
      await send('POST', '/api/messages', {
        clientKey,
        text: `${pick(subjects)}, проверка чисел ${clientKey}`,
        phone: '+79000000001',
        consent: true,
        consentVersion: '3',
        ...(Math.random() < 0.8 && { place }),
      });
      return 'подано';
    },
    tally,
    isOver,
  );
}

/** Sorts, joins, sends away and takes back whatever waits. */
export function runOperator(
  door: Door,
  cookie: string,
  facts: readonly string[],
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  const send = ask(door, () => cookie);
  return repeat(
    async () => {
      const { rows } = await send<{ rows: CaseRow[] }>('GET', '/api/inbox?limit=50&order=received');
      const one = pick(rows);
      const other = pick(rows);
      if (!one || !other) return 'входящих нет';
      const chance = Math.random();
      if (chance < 0.12 && one.id !== other.id) {
        await send('POST', `/api/cases/${one.id}/merge`, { version: one.version, into: other.id });
        return 'объединено';
      }
      if (chance < 0.18) {
        await send('POST', `/api/cases/${one.id}/reject`, { version: one.version, ground: 'spam' });
        return 'отклонено';
      }
      const body = { version: one.version, factId: pick(facts), importance: pick(['normal', 'high']) };
      const { undoToken } = await send<{ undoToken: string | null }>(
        'POST',
        `/api/cases/${one.id}/triage`,
        body,
      );
      if (chance > 0.85 && undoToken) {
        await send('POST', '/api/cases/undo', { undoToken });
        return 'разбор отменён';
      }
      return 'разобрано';
    },
    tally,
    isOver,
  );
}

/** An answer written and approved. */
export function runExecutor(
  door: Door,
  cookies: { executor: string; approver: string },
  tally: Tally,
  isOver: () => boolean,
): Promise<void> {
  const write = ask(door, () => cookies.executor);
  const approve = ask(door, () => cookies.approver);
  return repeat(
    async () => {
      const { rows } = await write<{ rows: CaseRow[] }>('GET', '/api/cases?stage=open&limit=100');
      const one = pick(rows);
      if (!one) return 'открытых нет';
      const sent = await write<CaseCard>('POST', `/api/cases/${one.id}/answers`, {
        version: one.version,
        text: `Работа выполнена 25.11.2026, проверено на месте. Сообщение № ${one.number}, участок ${randomUUID()}.`,
        outcome: pick(['solved', 'explained']),
        submit: true,
      });
      await approve('POST', `/api/cases/${one.id}/answers/${sent.answers.at(-1)!.id}/decision`, {
        version: sent.version,
        decision: 'approve',
      });
      return 'отвечено';
    },
    tally,
    isOver,
  );
}

/** What no rule of a screen limits: several cases in one transaction, slow ones, ones that are rolled back. */
export async function runDatabaseWriter(url: string, tally: Tally, isOver: () => boolean): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const change = async (): Promise<string> => {
    const isKept = Math.random() < 0.75;
    await client.query('BEGIN');
    try {
      await client.query(
        `WITH chosen AS (SELECT id FROM cases.case_file TABLESAMPLE SYSTEM (5) ORDER BY random() LIMIT 3)
         UPDATE cases.case_file AS file SET rating = CASE WHEN random() < 0.3 THEN NULL ELSE 1 + floor(random() * 5) END,
           due_at = due_at + (random() - 0.5) * interval '20 days', importance = CASE WHEN random() < 0.5 THEN 'high' ELSE 'normal' END,
           district_id = CASE WHEN random() < 0.2 THEN NULL ELSE district_id END
         FROM chosen WHERE file.id = chosen.id`,
      );
      if (Math.random() < 0.2) await client.query('SELECT pg_sleep(random() * 0.3)');
      await client.query(isKept ? 'COMMIT' : 'ROLLBACK');
      return isKept ? 'изменено в базе' : 'взято назад в базе';
    } catch (error) {
      await client.query('ROLLBACK');
      throw error;
    }
  };
  await repeat(change, tally, isOver);
  await client.end();
}
