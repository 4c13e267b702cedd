import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { verifyChain } from '../../../../server/base/audit/index.ts';
import { openDatabase, openPool } from '../../../../server/lib/database/db.ts';
import { type Program, startProgram } from './program.ts';

/** A database that a former program made, and what has to be in it whatever becomes of it. */

export interface Cluster {
  url: string;
  ownerUrl: string;
}

export interface Message {
  text: string;
  number: string;
  trackToken: string;
}

export interface FormerCity {
  database: string;
  data: string;
  messages: readonly Message[];
  before: Contents;
}

/** What a database of any age holds. */
interface Contents {
  migrations: number;
  cases: string;
  contacts: string;
  /** Number of the last record of the journal, and a print of all up to it. */
  head: number;
  journal: string;
}

const MESSAGES = 20;

export const databaseUrl = (url: string, database: string): string =>
  Object.assign(new URL(url), { pathname: `/${database}` }).href;

/** Asks a database by its owner. */
export async function ask<T>(cluster: Cluster, database: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: databaseUrl(cluster.ownerUrl, database) });
  client.on('error', () => {});
  await client.connect();
  return (await client.query(sql).finally(() => client.end())).rows as T[];
}

/** The demonstration of the program that is started: the biggest city it makes by itself. */
const common = (data: string): Record<string, string> => ({
  OTKLIK_DATA: data,
  OTKLIK_DEMO: '1',
  OTKLIK_ONLY: 'web',
  OTKLIK_REQUESTS_PER_MINUTE: '0',
  OTKLIK_BACKUPS: 'kept',
  LOG_LEVEL: 'error',
});

/** Former programs knew one account, which owned its tables. */
export const startFormer = (
  cluster: Cluster,
  folder: string,
  database: string,
  data: string,
): Promise<Program> =>
  startProgram(
    folder,
    Object.assign(common(data), {
      DATABASE_URL: databaseUrl(cluster.ownerUrl, database),
      DATABASE_OWNER_URL: '',
    }),
  );

/** The program of now works under an account of few rights, as it is installed. */
export const startNow = (
  cluster: Cluster,
  folder: string,
  database: string,
  data: string,
): Promise<Program> =>
  startProgram(
    folder,
    Object.assign(common(data), {
      DATABASE_URL: databaseUrl(cluster.url, database),
      DATABASE_OWNER_URL: databaseUrl(cluster.ownerUrl, database),
    }),
  );

/** @param upTo how far the journal is read; all of it where it is not named. */
export async function readContents(cluster: Cluster, database: string, upTo?: number): Promise<Contents> {
  const last = upTo ?? Number.MAX_SAFE_INTEGER;
  const [found] = await ask<Contents>(
    cluster,
    database,
    `SELECT (SELECT count(*)::int FROM lib.migration) AS migrations,
       (SELECT count(*) || ' ' || md5(string_agg(number, ' ' ORDER BY number)) FROM cases.case_file) AS cases,
       (SELECT count(*) || ' ' || md5(string_agg(id::text, ' ' ORDER BY id)) FROM cases.contact) AS contacts,
       (SELECT coalesce(max(seq), 0)::int FROM audit.record WHERE seq <= ${last}) AS head,
       (SELECT count(*) || ' ' || md5(string_agg(seq || encode(hash, 'hex'), ' ' ORDER BY seq)) FROM audit.record WHERE seq <= ${last}) AS journal`,
  );
  if (!found) throw new Error(`База ${database} не прочлась`);
  return found;
}

async function sendMessage(port: number, text: string): Promise<Message> {
  const reply = await fetch(`http://127.0.0.1:${port}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-otklik': '1' },
    body: JSON.stringify({
      clientKey: crypto.randomUUID(),
      text,
      place: { lat: 56.405, lon: 61.93 },
      phone: '+79000000001',
      consent: true,
      consentVersion: '3',
    }),
  });
  if (!reply.ok)
    throw new Error(`сообщение не принято: ${reply.status} ${(await reply.text()).slice(0, 200)}`);
  const { number, trackToken } = (await reply.json()) as Omit<Message, 'text'>;
  return { text, number, trackToken };
}

/** A demonstration of a former version is filled by this one with what it lacks: that would hide what is lost. */
const forbidLives = (cluster: Cluster, database: string): Promise<unknown> =>
  ask(
    cluster,
    database,
    `UPDATE lib.setting SET value = value || '{"lives": null}' WHERE name = 'demo' AND jsonb_typeof(value) = 'object'`,
  );

/** The former program makes a database and its demonstration, takes messages and stops. Throws where it cannot. */
export async function makeFormerCity(
  cluster: Cluster,
  folder: string,
  database: string,
): Promise<FormerCity> {
  const data = mkdtempSync(join(tmpdir(), 'otklik-former-data-'));
  await ask(cluster, 'postgres', `CREATE DATABASE ${database}`);
  const program = await startFormer(cluster, folder, database, data);
  try {
    if (!(await program.ready)) throw new Error(lastWords(program.said()));
    const messages: Message[] = [];
    for (let turn = 1; turn <= MESSAGES; turn += 1)
      messages.push(
        await sendMessage(program.port, `Яма на проезжей части у дома ${turn}, глубокая и давно`),
      );
    await program.kill('SIGTERM');
    await forbidLives(cluster, database);
    return { database, data, messages, before: await readContents(cluster, database) };
  } finally {
    await program.kill('SIGKILL');
  }
}

/** The line that says what happened, of a stack or of plain words. */
export const lastWords = (said: string): string =>
  (said.match(/^(?:\w*Error\b|Миграция|База).*$/mu)?.[0] ?? said.split('\n')[0] ?? '').trim().slice(0, 160);

export async function copyCity(cluster: Cluster, city: FormerCity, name: string): Promise<FormerCity> {
  const database = `${city.database}_${name}`;
  const data = mkdtempSync(join(tmpdir(), 'otklik-former-data-'));
  cpSync(city.data, data, { recursive: true });
  await ask(cluster, 'postgres', `CREATE DATABASE ${database} TEMPLATE ${city.database}`);
  return Object.assign({}, city, { database, data });
}

/** Whether the resident's own page of now shows each message as it was written. */
async function countUnread(port: number, messages: readonly Message[]): Promise<number> {
  let unread = 0;
  for (const { number, trackToken, text } of messages) {
    const reply = await fetch(`http://127.0.0.1:${port}/api/messages/${number}?k=${trackToken}`);
    const page = reply.ok ? ((await reply.json()) as { text: string | null }) : null;
    if (page?.text !== text) unread += 1;
  }
  return unread;
}

/** What of the city is not as it was, now that the program of now works on it. */
export async function findFaults(
  cluster: Cluster,
  { database, messages, before }: FormerCity,
  port: number,
  migrations: number,
): Promise<string[]> {
  const after = await readContents(cluster, database, before.head);
  const faults: string[] = [];
  if (after.migrations !== migrations) faults.push(`изменений ${after.migrations} вместо ${migrations}`);
  for (const part of ['cases', 'contacts', 'journal'] as const)
    if (after[part] !== before[part]) faults.push(`${part}: было ${before[part]}, стало ${after[part]}`);
  const [added] = await ask<{ strange: number }>(
    cluster,
    database,
    `SELECT count(*)::int AS strange FROM audit.record WHERE seq > ${before.head} AND actor NOT LIKE 'system:%'`,
  );
  if (added?.strange !== 0) faults.push(`записей журнала не от программы: ${added?.strange}`);
  const pool = openPool(databaseUrl(cluster.ownerUrl, database), 1);
  const { fault } = await verifyChain(openDatabase(pool)).finally(() => pool.end());
  if (fault) faults.push(`цепочка журнала: запись № ${fault.seq}, ${fault.reason}`);
  const unread = await countUnread(port, messages);
  if (unread > 0) faults.push(`подтверждённых сообщений не прочесть: ${unread}`);
  const sent = await sendMessage(port, 'Новое сообщение после обновления').then(
    () => null,
    (error: Error) => error.message,
  );
  if (sent !== null) faults.push(sent);
  return faults;
}
