import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type * as contract from '../../../../shared/contract/pages/register.ts';
import * as acts from '../../../../shared/contract/pages/register-acts.ts';
import { addPage } from '../../../../tests/support/networks/told-network.ts';
import {
  WEDNESDAY as NOW,
  openRegisterDesk,
  type RegisterDesk,
} from '../../../../tests/support/pages/register-desk.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { signInAs } from '../../../../tests/support/site/sign-in.ts';
import { sendFile } from '../../../../tests/support/uploads.ts';
import { NetworkFailure, type PageProfile } from '../../../base/networks/index.ts';
import { runMutation } from '../../../lib/module/unit-of-work.ts';
import { readDueJob } from './read-pages.ts';

let desk: RegisterDesk;
let server: RegisterDesk['server'];
let editor: string;
let count = 100;

beforeAll(async () => {
  desk = await openRegisterDesk();
  ({ server, editor } = desk);
});
afterAll(() => server.close());
beforeEach(() => {
  desk.network.profiles.clear();
  desk.network.asked.length = 0;
  server.setNow(NOW);
});

const whole: PageProfile = {
  name: 'Управление образования города',
  description: 'Официальная страница Управления образования: цели, задачи, приём родителей.',
  hasPicture: true,
  hasCover: true,
  address: { text: 'ул. Титова, 1', hasPoint: true },
  phones: ['+7 3439 39-69-01'],
  emails: ['obr@example.org'],
  sites: ['https://obr.example.org'],
  members: 1500,
  raw: '{"name":"Управление образования города"}',
};

/** A page of the register bound to a page of the network of its own. */
async function bind(profile: PageProfile | NetworkFailure): Promise<{ id: string; externalId: string }> {
  count += 1;
  const externalId = `-${count}`;
  desk.network.profiles.set(externalId, profile);
  const source = await addPage(server, await signInAs(server, 'admin'), { externalId });
  const { id } = await desk.create({ networkPageId: source.id });
  return { id, externalId };
}
const readNow = (id: string) => server.call(acts.readProfile, { params: { id } }, editor);
const readings = async (id: string) =>
  (await server.call(acts.listReadings, { params: { id } }, desk.head)).readings;
const checkOf = (card: contract.PageCard, id: string) => card.checks.find((check) => check.id === id)!;
const tasks = async (id: string) => {
  const { rows } = await server.app.pool.query<{ check_id: string; closed: boolean }>(
    'SELECT check_id, closed_at IS NOT NULL AS closed FROM register.fix WHERE page_id = $1 ORDER BY check_id, opened_at',
    [id],
  );
  return rows.map((row) => `${row.check_id}${row.closed ? ' closed' : ''}`);
};
const byClock = async () => {
  const { services } = server.app;
  const caller = { actor: { kind: 'system', name: 'clock' }, requestId: 'clock', ip: '' } as const;
  await runMutation(services, caller, async (ctx) => ctx.enqueue(readDueJob, {}));
  await server.drain();
};
const picture = async () => {
  const { body } = await sendFile(server, await drawPicture('png'), { cookie: editor });
  return { fileId: body.fileId, token: body.token };
};

test('what the network tells proves eight checks, with its words and their hash; what it does not tell waits', async () => {
  const { id } = await bind(whole);
  const card = await readNow(id);
  expect(card.share).toBe(8 / 12);
  expect(checkOf(card, 'name')).toMatchObject({ state: 'there', by: 'network', told: { shown: whole.name } });
  for (const check of ['gov-mark', 'message-widget', 'vote-widget', 'connected'])
    expect(checkOf(card, check)).toMatchObject({ state: 'unseen', by: null, told: null });
  expect(card.profile).toEqual({ readAt: '2026-11-25T07:00:00.000Z', failing: null });
  const [reading] = await readings(id);
  expect(reading).toMatchObject({ raw: whole.raw, members: 1500 });
  expect(reading!.sha256).toBe(createHash('sha256').update(whole.raw).digest('hex'));
  expect(reading!.by).not.toBe('');
  expect(card.history[0]!.what).toMatch(/^по чтению сети есть: название, /u);
  expect(await tasks(id)).toEqual([]);
  await expect(
    server.app.pool.query(`UPDATE register.reading SET raw = 'x' WHERE page_id = $1`, [id]),
  ).rejects.toThrow();
});

test('what is missing is one task however often it is read, and is closed by the reading that finds it there', async () => {
  const { id, externalId } = await bind({ ...whole, hasCover: false, phones: [] });
  for (const day of ['25', '26', '27']) {
    server.setNow(`2026-11-${day}T07:00:00Z`);
    await readNow(id);
  }
  expect(await tasks(id)).toEqual(['cover', 'phone']);
  expect(await readings(id)).toHaveLength(3);
  const card = await desk.read(id);
  expect(checkOf(card, 'cover')).toMatchObject({
    state: 'missing',
    told: { why: 'нет обложки', since: '2026-11-25' },
    fix: { by: '2026-12-02' },
  });
  // Days that say the same stand in no history.
  expect(card.history.filter(({ what }) => what.startsWith('по чтению'))).toHaveLength(1);
  desk.network.profiles.set(externalId, whole);
  expect(checkOf(await readNow(id), 'cover')).toMatchObject({ state: 'there', fix: null });
  expect(await tasks(id)).toEqual(['cover closed', 'phone closed']);
  desk.network.profiles.set(externalId, { ...whole, hasCover: false });
  await readNow(id);
  expect(await tasks(id)).toEqual(['cover closed', 'cover', 'phone closed']);
});

test('a network that does not answer changes nothing and is told by since when', async () => {
  const { id, externalId } = await bind({ ...whole, hasCover: false });
  const before = await readNow(id);
  desk.network.profiles.set(externalId, new NetworkFailure('later', 'Сеть молчит', 60_000));
  server.setNow('2026-11-26T07:00:00Z');
  await readNow(id);
  server.setNow('2026-11-27T07:00:00Z');
  desk.network.profiles.set(externalId, new NetworkFailure('key', 'Ключ не подходит'));
  const failing = await readNow(id);
  expect(failing.profile).toEqual({
    readAt: '2026-11-25T07:00:00.000Z',
    failing: { since: '2026-11-26T07:00:00.000Z', trouble: 'Ключ не подходит' },
  });
  expect(failing.checks).toEqual(before.checks);
  expect(await tasks(id)).toEqual(['cover']);
  expect(await readings(id)).toHaveLength(1);
  desk.network.profiles.set(externalId, whole);
  expect((await readNow(id)).profile!.failing).toBeNull();
});

test('a person who saw what stands there now has the last word, until it changes', async () => {
  const { id, externalId } = await bind({ ...whole, name: 'Образование Каменска' });
  expect(checkOf(await readNow(id), 'name')).toMatchObject({ state: 'missing', by: 'network' });
  server.setNow('2026-11-26T07:00:00Z');
  const body = { checks: ['name'], isThere: true, note: '', takenOn: '2026-11-26', file: await picture() };
  const seen = await server.call(acts.lookAtPage, { params: { id }, body }, editor);
  expect(checkOf(seen, 'name')).toMatchObject({ state: 'there', by: 'picture', isDisputed: true });
  expect(await tasks(id)).toEqual(['name closed']);
  // The next day it says the same: no task comes back.
  server.setNow('2026-11-27T07:00:00Z');
  expect(checkOf(await readNow(id), 'name')).toMatchObject({ state: 'there', isDisputed: true });
  expect(await tasks(id)).toEqual(['name closed']);
  // Another name nobody has looked at yet.
  desk.network.profiles.set(externalId, { ...whole, name: 'Школьная жизнь' });
  server.setNow('2026-11-28T07:00:00Z');
  expect(checkOf(await readNow(id), 'name')).toMatchObject({
    state: 'missing',
    by: 'network',
    isDisputed: false,
  });
  expect(await tasks(id)).toEqual(['name closed', 'name']);
});

test('by the clock each page is read once a day, those of a network together; what failed sooner', async () => {
  await server.app.pool.query(
    `UPDATE register.page SET archived_at = now(), archive_reason = 'до теста' WHERE archived_at IS NULL`,
  );
  const [one, two] = [await bind(whole), await bind(new NetworkFailure('later', 'Сеть молчит'))];
  const loose = await desk.create();
  await byClock();
  expect(desk.network.asked.map((ids) => ids.toSorted())).toEqual([
    [one.externalId, two.externalId].toSorted(),
  ]);
  expect(await readings(loose.id)).toEqual([]);
  expect((await desk.read(loose.id)).profile).toBeNull();
  await byClock();
  expect(desk.network.asked).toHaveLength(1);
  server.setNow('2026-11-25T08:00:01Z');
  await byClock();
  expect(desk.network.asked.slice(1)).toEqual([[two.externalId]]);
  // Five in the morning in Yekaterinburg.
  server.setNow('2026-11-25T23:59:59Z');
  desk.network.asked.length = 0;
  await byClock();
  expect(desk.network.asked.flat()).not.toContain(one.externalId);
  server.setNow('2026-11-26T00:00:00Z');
  await byClock();
  expect(desk.network.asked.flat()).toContain(one.externalId);
  expect(await readings(one.id)).toHaveLength(2);
});

test('a page that is read by another one of the network has to be proved anew', async () => {
  const { id } = await bind(whole);
  await readNow(id);
  const other = await addPage(server, await signInAs(server, 'admin'), { externalId: '-99' });
  const card = await desk.read(id);
  const body = { ...desk.fields(), url: card.url, networkPageId: other.id, version: card.version };
  const moved = await server.call(acts.changePage, { params: { id }, body }, editor);
  expect(moved.share).toBe(0);
  expect(moved.profile).toEqual({ readAt: null, failing: null });
});

test('a page that is bound to nothing or kept no more is not asked for, and by a reader never', async () => {
  const { id: loose } = await desk.create();
  expect((await server.fail(acts.readProfile, { params: { id: loose } }, editor)).code).toBe('lib.conflict');
  const { id } = await bind(whole);
  expect((await server.fail(acts.readProfile, { params: { id } }, desk.head)).code).toBe('lib.forbidden');
  const { version } = await desk.read(id);
  await server.call(acts.archivePage, { params: { id }, body: { version, reason: 'Закрыли' } }, editor);
  expect((await server.fail(acts.readProfile, { params: { id } }, editor)).code).toBe('lib.conflict');
  await byClock();
  expect(await readings(id)).toEqual([]);
});

test('a page that is being made is made once the network and pictures have told all that is mandatory', async () => {
  count += 1;
  const externalId = `-${count}`;
  desk.network.profiles.set(externalId, whole);
  const source = await addPage(server, await signInAs(server, 'admin'), { externalId });
  const { rows } = await server.app.pool.query<{ id: string }>(
    `SELECT id FROM identity.v_person WHERE kind = 'staff' AND is_active LIMIT 1`,
  );
  const fields = {
    keeperId: rows[0]!.id,
    contact: 'пресс-служба',
    networkPageId: source.id,
    isOpening: true,
  };
  const { id, isOpening } = await desk.create(fields);
  expect(isOpening).toBe(true);
  expect((await readNow(id)).isOpening).toBe(false);
});

test('a page whose reading is switched off says so', async () => {
  const { id } = await bind(whole);
  const { reading } = await desk.read(id);
  await server.app.pool.query('UPDATE networks.page SET is_active = false WHERE id = $1', [
    reading.networkPageId,
  ]);
  expect((await readNow(id)).profile?.failing?.trouble).toMatch(/^Чтение страницы выключено/u);
  expect(await readings(id)).toEqual([]);
});

test('followers stand by day as the network told them, and by hand where it did not', async () => {
  const { id, externalId } = await bind({ ...whole, members: 1000 });
  const write = async (on: string, followers: number | null, source = '') => {
    const { version } = await desk.read(id);
    const body = { version, followers, weekReach: 300, postReach: null, on, source };
    return server.call(acts.keepFigures, { params: { id }, body }, editor);
  };
  server.setNow('2026-10-24T07:00:00Z');
  expect(await write('2026-10-20', 940, 'статистика сообщества')).toMatchObject({ followers: 940 });
  server.setNow('2026-11-24T07:00:00Z');
  await readNow(id);
  desk.network.profiles.set(externalId, { ...whole, members: 1007 });
  server.setNow('2026-11-25T06:00:00Z');
  await readNow(id);
  desk.network.profiles.set(externalId, { ...whole, members: 1010 });
  server.setNow('2026-11-25T07:00:00Z');
  const card = await readNow(id);
  expect(card.followersDays).toEqual([
    { day: '2026-10-20', count: 940, by: 'hand', source: 'статистика сообщества' },
    { day: '2026-11-24', count: 1000, by: 'network', source: '' },
    { day: '2026-11-25', count: 1010, by: 'network', source: '' },
  ]);
  expect(card).toMatchObject({ followers: 1010, followersMonthAgo: 940 });
  // What was written late of a day before stands in that day, and changes nothing of today.
  const late = await write('2026-11-20', 5);
  expect(late).toMatchObject({ followers: 1010, weekReach: 300 });
  expect(late.followersDays.map(({ count: number }) => number)).toEqual([940, 5, 1000, 1010]);
  expect(await write('2026-11-25', null)).toMatchObject({ followers: 1010 });
  // A network that gives no number leaves it to a person again.
  desk.network.profiles.set(externalId, { ...whole, members: null });
  server.setNow('2026-11-26T07:00:00Z');
  expect(await readNow(id)).toMatchObject({ followers: 1010 });
  expect(await write('2026-11-26', 1012)).toMatchObject({ followers: 1012, followersMonthAgo: 940 });
  const line = (await desk.list()).bodies.flatMap(({ pages }) => pages).find((page) => page.id === id);
  expect(line).toMatchObject({ followers: 1012, followersMonthAgo: 940 });
});
