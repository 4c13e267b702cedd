import { createHash, randomUUID } from 'node:crypto';
import { chownSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runProgram } from '../../run-program.ts';
import type { Site } from './site.ts';

/** What a city has done by the time its server is sound. */

export const MAIL_PASSWORD = 'почтовый-пароль';

const headersFor = ({ env }: Site, cookie = ''): Record<string, string> => ({
  'content-type': 'application/json',
  'x-otklik': '1',
  origin: env.OTKLIK_URL ?? '',
  cookie,
});

/** The first administrator, by the code the command prints; gives the cookie. */
async function setUp(site: Site, tell: (text: string) => void): Promise<string> {
  const { lines } = await runProgram(['scripts/setup-code.ts', '--data', site.data], tell, root, site.env);
  const person = { surname: 'Первая', givenName: 'Анна', patronymic: '', email: 'first@city.example' };
  const reply = await fetch(`http://127.0.0.1:${site.port}/api/setup`, {
    method: 'POST',
    headers: headersFor(site),
    body: JSON.stringify({ code: lines.at(-1)?.trim(), password: 'Длинный пароль 2026', person }),
  });
  if (!reply.ok) throw new Error(`Администратор не заведён: ${await reply.text()}`);
  return reply.headers
    .getSetCookie()
    .map((one) => one.split(';')[0])
    .join('; ');
}

/** Sets a channel of letters as its screen does. */
export async function setChannel(
  site: Site,
  cookie: string,
  channel: string,
  body: { settings: object; secret: string; isActive: boolean },
): Promise<void> {
  const reply = await fetch(`http://127.0.0.1:${site.port}/api/outbox/channels/${channel}`, {
    method: 'PUT',
    headers: headersFor(site, cookie),
    body: JSON.stringify(body),
  });
  if (!reply.ok) throw new Error(`Канал не настроен: ${await reply.text()}`);
}

export const mailSettings = (port: number, more: object = {}) =>
  Object.assign(
    { host: 'localhost', port, security: 'none', from: 'otklik@city.example', user: 'otklik', patience: 5 },
    more,
  );

/** A file of a resident, in the database and on the disk. */
async function keepFile(site: Site): Promise<string> {
  const content = Buffer.from('%PDF-1.4 письмо жителя\n');
  const sha = createHash('sha256').update(content).digest('hex');
  const folder = join(site.data, 'files', sha.slice(0, 2));
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${sha}.original`);
  writeFileSync(path, content, { mode: 0o600 });
  const { uid, gid } = statSync(join(site.data, 'seal-key'));
  for (const one of [join(site.data, 'files'), folder, path]) chownSync(one, uid, gid);
  await site.ask(
    `INSERT INTO files.file (id, sha256, kind, bytes, uploader, token_hash, claimed, created_at)
     VALUES ($1, $2, 'pdf', $3, 'anonymous', 'x', true, now())`,
    [randomUUID(), sha, content.length],
  );
  return path;
}

const calendar = JSON.parse(readFileSync(join(root, 'packs/base/calendar/ru-2019-2027.json'), 'utf8')) as {
  years: { year: number; toVerify?: boolean }[];
};

/** Calendars of this year and the next as they were decreed. */
async function loadCalendar(site: Site): Promise<void> {
  for (const year of calendar.years.filter(({ toVerify }) => toVerify)) {
    const decreed = Object.assign({}, year);
    delete decreed.toVerify;
    await site.ask(
      `INSERT INTO deadlines.calendar_year (year, data, source, saved_at) VALUES ($1, $2, 'Постановление', now())`,
      [year.year, JSON.stringify(decreed)],
    );
  }
}

/** Puts in a row like one that is there, but for some of its columns. */
async function copyRow(site: Site, table: string, which: string, changes: object): Promise<void> {
  const { rows } = await site.ask(
    `SELECT string_agg(quote_ident(column_name), ', ') AS list FROM information_schema.columns
     WHERE table_schema || '.' || table_name = $1 AND is_generated = 'NEVER'`,
    [table],
  );
  const { list } = rows[0];
  await site.ask(
    `INSERT INTO ${table} (${list}) SELECT ${list} FROM (SELECT made.* FROM ${table} one, jsonb_populate_record(one, $1::jsonb) made WHERE ${which} LIMIT 1) made`,
    [JSON.stringify(changes)],
  );
}

/** A person of the staff like the first one; gives the id. */
export async function copyPerson(site: Site, email: string, more: object = {}): Promise<string> {
  const id = randomUUID();
  const first = "one.email = 'first@city.example'";
  await copyRow(site, 'identity.person', first, Object.assign({ id, email }, more));
  return id;
}

/** Makes an installation what a city that works has; the clock of its program may go behind. */
export async function furnish(
  site: Site,
  mailPort: number,
  tell: (text: string) => void,
): Promise<{ cookie: string; file: string }> {
  const cookie = await setUp(site, tell);
  const second = await copyPerson(site, 'second@city.example');
  await copyRow(site, 'identity.role_grant', 'true', { id: randomUUID(), person_id: second });
  await site.ask(
    `INSERT INTO identity.totp (person_id, secret, created_at, confirmed_at)
     SELECT id, 'x', now(), now() FROM identity.person WHERE kind = 'staff'`,
  );
  const unit = randomUUID();
  await site.ask(
    `INSERT INTO identity.unit (id, title, short_title, created_at, changed_at) VALUES ($1, 'Управа', 'Управа', now(), now())`,
    [unit],
  );
  await site.ask(
    `INSERT INTO cases.routing_rule (id, unit_id, priority, author_name, created_at, valid_from, is_on)
     VALUES (gen_random_uuid(), $1, 100, 'Первая', now(), '2026-01-01', true)`,
    [unit],
  );
  await site.ask(
    `INSERT INTO our_city.opening (serial, is_open, at, made_by_name) VALUES (1, true, now(), 'Первая')`,
  );
  await loadCalendar(site);
  await setChannel(site, cookie, 'email', {
    settings: mailSettings(mailPort),
    secret: MAIL_PASSWORD,
    isActive: true,
  });
  return { cookie, file: await keepFile(site) };
}
