import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readErased, toErasures } from '../../scripts/backup/erased-records.ts';
import { type Erasure, eraseWhatCameBack, leaveErasures } from '../../server/base/backups/index.ts';
import { newId } from '../../server/lib/ids.ts';
import { rateMessage } from '../../shared/contract/messages/cases-portal.ts';
import { listMyConsents, withdrawConsent } from '../../shared/contract/messages/cases-resident.ts';
import { addFollow, removeFollow } from '../../shared/contract/messages/follows.ts';
import { addOutageHome, removeOutageHome } from '../../shared/contract/messages/outages-open.ts';
import * as media from '../../shared/contract/monitoring/media.ts';
import { answerMessage, makeCrew } from '../support/loop.ts';
import { submitCase } from '../support/site/cases.ts';
import { cloneDatabase, type TestDatabase } from '../support/site/database.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { signInAs, signInResident } from '../support/site/sign-in.ts';
import { withCluster } from '../support/site/template.ts';

/** A city goes on and erases what people ask; the same city as it was before, returned from a copy, erases it once more. */

const PHONE = '+79123330001';

let city: TestServer;
let copy: TestDatabase;
let returned: TestServer;
let erasures: Erasure[];
let number: string;
let gone: { id: string };
let thinner: { id: string };

/** The database as it is now, under another name. */
async function copyNow(server: TestServer): Promise<TestDatabase> {
  const name = new URL(server.ownerUrl).pathname.slice(1);
  await withCluster((client) =>
    client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [name]),
  );
  return cloneDatabase(name);
}

const kept = {
  purpose: 'ответы на запросы редакции',
  ground: 'договор (152-ФЗ, ст. 6 ч. 1 п. 5)',
  keptUntil: '2027-11-24',
};

async function addOutlet(editor: string, title: string): Promise<media.MediaCard> {
  const { id, version } = await city.call(
    media.createMedia,
    { body: { kind: 'smi', title, topics: ['roads'] } as never },
    editor,
  );
  const channel = {
    kind: 'phone' as const,
    value: '+7 343 937-00-17',
    whose: 'редактор',
    source: 'https://gazeta.example',
  };
  return city.call(media.addMediaChannel, { params: { id }, body: { version, ...channel, ...kept } }, editor);
}

beforeAll(async () => {
  city = await startTestServer();
  city.setNow('2026-11-24T09:00:00Z');
  const editor = await signInAs(city, 'editor');
  const resident = await signInResident(city, PHONE);
  const sent = await submitCase(city, { phone: PHONE, publish: true }, resident);
  ({ number } = sent);
  await answerMessage(city, await makeCrew(city), number);
  const rating = { score: 5, resolved: 'yes' as const };
  await city.call(rateMessage, { params: { number }, query: { k: sent.trackToken }, body: rating });
  const neighbour = await signInResident(city, 'sosed@demo.invalid', 'Пробный Сосед');
  const { homes } = await city.call(addOutageHome, { body: { address: 'Титова 14' } }, neighbour);
  const { follows } = await city.call(addFollow, { body: { block: 'roads' } }, neighbour);
  const whole = await addOutlet(editor, 'Газета двора');
  const part = await addOutlet(editor, 'Вестник двора');
  [gone, thinner] = [whole, part];
  copy = await copyNow(city);
  const moment = Date.now() - 1;

  city.setNow(null);
  const { consents } = await city.call(listMyConsents, {}, resident);
  const contactId = consents.find((one) => one.number === number)!.contactId;
  await city.call(withdrawConsent, { params: { contactId }, body: { scope: 'all' } }, resident);
  await city.call(removeOutageHome, { body: { id: homes[0]!.id } }, neighbour);
  await city.call(removeFollow, { body: { id: follows[0]!.id } }, neighbour);
  const chair = await signInAs(city, 'chair');
  const seen = { query: { version: whole.version } };
  await city.call(media.eraseMedia, { params: { id: whole.id }, ...seen }, chair);
  const channel = { id: part.id, channel: part.channels[0]!.id };
  await city.call(media.eraseMediaChannel, { params: channel, query: { version: part.version } }, editor);
  erasures = toErasures(await readErased(city.ownerUrl, moment));

  returned = await startTestServer({ DATABASE_URL: copy.url });
});
afterAll(async () => {
  await city?.close();
  await returned?.close();
  await copy?.drop();
});

const ask = async (sql: string, values: unknown[]): Promise<Record<string, unknown>[]> =>
  (await returned.app.pool.query(sql, values)).rows;
const readContact = () =>
  ask(
    `SELECT phone, email, person_name, consent_withdrawn_at IS NULL AS holds FROM cases.contact
     JOIN cases.case_file AS file ON file.id = case_id WHERE number = $1`,
    [number],
  );
const countOf = async (
  table: 'media.contact' | 'media.channel' | 'outages.home' | 'follows.follow',
  id: string,
) => {
  const column = {
    'media.contact': 'id',
    'media.channel': 'contact_id',
    'outages.home': 'resident_id',
    'follows.follow': 'resident_id',
  }[table];
  const [row] = await ask(`SELECT count(*)::int AS count FROM ${table} WHERE ${column} = $1`, [id]);
  return row?.count;
};

test('the journal of the later state names what was erased, by ids alone', () => {
  expect(erasures.map(({ action }) => action)).toEqual([
    'cases.withdraw-consent',
    'outages.remove-home',
    'follows.remove',
    'media.erase',
    'media.erase-channel',
  ]);
  expect(JSON.stringify(erasures)).not.toMatch(/\+7|912333|Титова|двора/u);
});

test('a city returned to the moment before has it all, and erases it once more before it opens', async () => {
  const { services } = returned.app;
  const { dataDir } = services.config;
  const home = erasures.find(({ action }) => action === 'outages.remove-home')!.objectId;
  expect(await readContact()).toMatchObject([{ phone: PHONE, holds: true }]);
  expect(await countOf('outages.home', home)).toBe(1);
  expect(await countOf('follows.follow', home)).toBe(1);
  expect(await countOf('media.contact', gone.id)).toBe(1);
  expect(await countOf('media.channel', thinner.id)).toBe(1);

  leaveErasures(dataDir, erasures);
  await eraseWhatCameBack(services);
  expect(await readContact()).toEqual([{ phone: null, email: null, person_name: null, holds: false }]);
  expect(await countOf('outages.home', home)).toBe(0);
  expect(await countOf('follows.follow', home)).toBe(0);
  expect(await countOf('media.contact', gone.id)).toBe(0);
  expect(await countOf('media.contact', thinner.id)).toBe(1);
  expect(await countOf('media.channel', thinner.id)).toBe(0);
  const told = await ask(
    "SELECT payload::jsonb -> 'data' -> 'isErased' AS erased FROM audit.record WHERE action = 'backups.erase-again'",
    [],
  );
  expect(told.map(({ erased }) => erased)).toEqual([true, true, true, true, true]);
  expect(existsSync(join(dataDir, 'erase-again.json'))).toBe(false);
  expect(JSON.parse(readFileSync(join(dataDir, 'erased-again.json'), 'utf8'))).toEqual(erasures);
});

test('done already, it is done no more, whether the word is left or not', async () => {
  const { services } = returned.app;
  await eraseWhatCameBack(services);
  leaveErasures(services.config.dataDir, erasures);
  await eraseWhatCameBack(services);
  const events = await ask(
    `SELECT text FROM cases.event JOIN cases.case_file AS file ON file.id = case_id WHERE number = $1 AND kind = 'consent'`,
    [number],
  );
  expect(events).toHaveLength(1);
  expect(events[0]?.text).toMatch(/повторено после возврата/u);
});

test('two that start at once both open: the word may be gone when the later one has done it too', async () => {
  const { services } = returned.app;
  const { dataDir } = services.config;
  leaveErasures(dataDir, erasures);
  const other = await returned.app.pool.connect();
  await other.query('BEGIN; LOCK TABLE media.contact IN ACCESS EXCLUSIVE MODE');
  const later = eraseWhatCameBack(services);
  await expect
    .poll(() => ask("SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'media.contact'::regclass", []))
    .toHaveLength(1);
  rmSync(join(dataDir, 'erase-again.json'));
  await other.query('COMMIT');
  other.release();
  await expect(later).resolves.toBeUndefined();
});

test('what went by its term goes by its term again: nobody is said to have asked for it', async () => {
  const { services } = returned.app;
  const [id, other] = [newId(), newId()];
  for (const [at, contact] of [id, other].entries())
    await ask(
      `INSERT INTO media.contact SELECT (jsonb_populate_record(contact, jsonb_build_object('id', $1::text, 'title', $3::text))).*
       FROM media.contact WHERE contact.id = $2`,
      [contact, thinner.id, `Листок ${at}`],
    );
  const one = { at: new Date().toISOString(), action: 'media.erase' };
  leaveErasures(services.config.dataDir, [
    { ...one, objectId: id, data: { ground: 'term' } },
    { ...one, objectId: other, data: { ground: 'request' } },
  ]);
  await eraseWhatCameBack(services);
  const grounds = await ask(
    'SELECT contact_id, ground FROM media.erasure WHERE contact_id = ANY($1) ORDER BY ground',
    [[id, other]],
  );
  expect(grounds).toEqual([
    { contact_id: other, ground: 'request' },
    { contact_id: id, ground: 'term' },
  ]);
});

test('what nobody knows how to erase, and a word that cannot be read, keep the city closed', async () => {
  const { services } = returned.app;
  const { dataDir } = services.config;
  leaveErasures(dataDir, [{ ...erasures[0]!, action: 'cases.unheard-of' }]);
  await expect(eraseWhatCameBack(services)).rejects.toThrow(
    /Неизвестно, как стереть снова: cases.unheard-of/u,
  );
  writeFileSync(join(dataDir, 'erase-again.json'), 'это не список');
  await expect(eraseWhatCameBack(services)).rejects.toThrow(/стереть его снова не удалось/u);
});
