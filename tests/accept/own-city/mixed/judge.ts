import type { MailServer } from '../../../support/letters/letter-servers.ts';
import { root, runProgram } from '../../run-program.ts';
import { until } from '../faults/site.ts';
import type { Installation } from './installation.ts';
import type { Network } from './network.ts';
import type { Sent } from './residents.ts';
import type { Done } from './staff.ts';

/** What is there after all of it, against what was acknowledged. */

/** Within which everything that is due is done once the troubles are over. */
export const DRAIN_MS = 120_000;

const waiting = {
  'заданий очереди':
    'SELECT count(*)::int AS n FROM graphile_worker._private_jobs WHERE run_at <= now() AND attempts < max_attempts',
  'сообщений не прочитано': 'SELECT count(*)::int AS n FROM cases.unread',
  'писем к отправке':
    "SELECT count(*)::int AS n FROM outbox.letter WHERE channel = 'email' AND (state = 'sending' OR (state = 'queued' AND coalesce(next_at <= now(), true)))",
} as const;

export interface Drained {
  /** Null = not within the time. */
  seconds: number | null;
  left: string[];
  /** Until when each thing waited. */
  waits: string[];
  /** Letters whose hour a moved clock had named. */
  moved: number;
}

/** Letters of the night wait for the morning: here nobody does. */
export async function hasten({ ask }: Installation): Promise<void> {
  const hastened = await ask(
    `UPDATE outbox.letter SET next_at = now()
     WHERE state = 'queued' AND channel = 'email' AND planned_at IS NOT NULL AND next_at > now() AND coalesce(not_before <= now(), true)
     RETURNING id`,
  );
  if (hastened.length > 0) await ask("SELECT graphile_worker.add_job('outbox.deliver', '{}')");
}

/** An hour named by a clock that stood ahead is waited for by that clock alone. Returns how many letters had such an hour. */
async function hastenMoved({ ask }: Installation): Promise<number> {
  const { length } = await ask(
    "UPDATE outbox.letter SET not_before = now() WHERE state = 'queued' AND not_before > now() + interval '15 seconds' RETURNING id",
  );
  await ask("SELECT graphile_worker.add_job('outbox.deliver', '{}')");
  return length;
}

export async function drain(city: Installation): Promise<Drained> {
  const begun = performance.now();
  let left: string[] = [];
  const waits = new Map<string, number>();
  const moved = await hastenMoved(city);
  const isEmpty = async (): Promise<boolean> => {
    await hasten(city);
    left = [];
    for (const [what, text] of Object.entries(waiting)) {
      const n = (await city.ask<{ n: number }>(text))[0]?.n ?? 0;
      if (n === 0) continue;
      left.push(`${what}: ${n}`);
      waits.set(what, (performance.now() - begun) / 1000);
    }
    return left.length === 0;
  };
  const isDone = await until('очередь', DRAIN_MS / 1000, isEmpty).then(
    () => true,
    () => false,
  );
  return {
    seconds: isDone ? (performance.now() - begun) / 1000 : null,
    left,
    waits: [...waits].map(([what, seconds]) => `${what} до ${seconds.toFixed(1)} с`),
    moved,
  };
}

export interface Messages {
  acknowledged: number;
  lost: string[];
  /** Keys with more than one case, and keys acknowledged with different numbers. */
  doubled: string[];
}

export async function judgeMessages({ ask }: Installation, sent: readonly Sent[]): Promise<Messages> {
  const rows = await ask<{ client_key: string; number: string }>(
    'SELECT client_key, number FROM cases.contact JOIN cases.case_file AS file ON file.id = case_id WHERE client_key IS NOT NULL',
  );
  const byKey = Map.groupBy(rows, (row) => row.client_key);
  const acknowledged = sent.filter(({ numbers }) => numbers.length > 0);
  // The words carry the key as well: a case of the same words by another key would be seen.
  const words = await ask<{ n: number; mark: string }>(
    `SELECT count(*)::int AS n, substring(body FROM 'Метка (.{36})') AS mark FROM cases.case_file WHERE body LIKE '%Метка %' GROUP BY 2 HAVING count(*) > 1`,
  );
  return {
    acknowledged: acknowledged.length,
    lost: acknowledged
      .filter(({ clientKey, numbers }) => !byKey.get(clientKey)?.some(({ number }) => number === numbers[0]))
      .map(({ clientKey, numbers }) => `${clientKey} № ${numbers.join(', ')}`),
    doubled: [
      ...sent
        .filter(
          ({ clientKey, numbers }) => new Set(numbers).size > 1 || (byKey.get(clientKey)?.length ?? 0) > 1,
        )
        .map(({ clientKey, numbers }) => `${clientKey} № ${numbers.join(', ')}`),
      ...words.map(({ mark }) => `слова ${mark}`),
    ],
  };
}

const proofs: Record<Done['kind'], string> = {
  triage:
    "SELECT 1 FROM cases.event WHERE case_id = $1 AND kind = 'status' AND data ->> 'to' = 'assigned' AND data ->> 'unitId' = $2",
  take: "SELECT 1 FROM cases.event WHERE case_id = $1 AND kind = 'status' AND data ->> 'move' = 'take' AND actor_name = 'Петров П.П.' AND $2 = ''",
  answer: 'SELECT 1 FROM cases.answer WHERE case_id = $1 AND body = $2',
  agree: 'SELECT 1 FROM cases.answer WHERE case_id = $1 AND body = $2 AND reviewed_at IS NOT NULL',
  approve: "SELECT 1 FROM cases.answer WHERE case_id = $1 AND body = $2 AND state = 'released'",
  note: "SELECT 1 FROM cases.event WHERE case_id = $1 AND kind = 'note' AND text = $2",
};

/** Acknowledged commands that are not there once, by what they are. */
export async function judgeStaff({ ask }: Installation, done: readonly Done[]): Promise<string[]> {
  const faults: string[] = [];
  for (const { kind, caseId, words } of done) {
    const { length } = await ask(proofs[kind], [caseId, words]);
    if (length !== 1) faults.push(`${kind} ${caseId}: ${length}`);
  }
  return faults;
}

export async function judgeNetwork({ ask }: Installation, { acknowledged }: Network): Promise<string[]> {
  const rows = await ask<{ number: string; n: number }>(
    `SELECT substring(text FROM 'Комментарий (\\d+)') AS number, count(*)::int AS n FROM posts.post
     WHERE network = 'vk' AND text LIKE '%Комментарий %' GROUP BY 1`,
  );
  const there = new Map(rows.map(({ number, n }) => [Number(number), n]));
  return acknowledged
    .filter((number) => there.get(number) !== 1)
    .map((number) => `комментарий ${number}: ${there.get(number) ?? 0} раз`);
}

export interface Letters {
  sent: number;
  arrived: number;
  /** Whose end nobody knows: a person decides of them (decision 0032). */
  unknown: number;
  faults: string[];
}

/** Letters of this play: each that is called sent has arrived once, no other twice, nobody is told the same by two letters. */
export async function judgeLetters({ ask }: Installation, mail: MailServer): Promise<Letters> {
  const rows = await ask<{ id: string; state: string; reason: string }>(
    "SELECT id, state, reason FROM outbox.letter WHERE channel = 'email' AND state <> 'shown'",
  );
  const arrived = new Map<string, number>();
  for (const { source } of mail.letters) {
    const id = /^Message-ID: <([^@]+)@/im.exec(source)?.[1] ?? '';
    arrived.set(id, (arrived.get(id) ?? 0) + 1);
  }
  const twice = await ask<{ recipient: string; subject: string; n: number }>(
    `SELECT recipient, subject, count(*)::int AS n FROM outbox.letter
     WHERE channel = 'email' AND recipient LIKE 'zhitel-%' GROUP BY recipient, subject, text HAVING count(*) > 1`,
  );
  const known = new Set(rows.map(({ id }) => id));
  return {
    sent: rows.filter(({ state }) => state === 'sent').length,
    arrived: mail.letters.length,
    unknown: rows.filter(({ state }) => state === 'unknown').length,
    faults: [
      ...[...arrived].filter(([, n]) => n > 1).map(([id, n]) => `письмо ${id} пришло ${n} раза`),
      ...[...arrived.keys()].filter((id) => !known.has(id)).map((id) => `письмо ${id} неизвестно городу`),
      ...rows
        .filter(({ id, state }) => state === 'sent' && !arrived.has(id))
        .map(({ id }) => `письмо ${id} названо ушедшим и не пришло`),
      ...rows
        .filter(({ state }) => !['sent', 'unknown', 'digested', 'queued', 'held'].includes(state))
        .map(({ id, state, reason }) => `письмо ${id}: ${state}, ${reason}`),
      ...twice.map(({ recipient, subject, n }) => `${recipient} сказано ${n} раза: ${subject}`),
    ],
  };
}

/** `npm run verify -- all`: what it says where it does not hold. */
export async function verifyAll({ data, keys }: Installation): Promise<string[]> {
  const said: string[] = [];
  const args = ['scripts/verify.ts', 'all', '--data', data];
  const { code, lines } = await runProgram(args, (text) => said.push(text), root, keys);
  return code === 0 ? [] : [`verify all: код ${code}`, ...said.slice(0, 20), ...lines.slice(-3)];
}
