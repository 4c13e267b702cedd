import { Readable } from 'node:stream';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { draftAnswer } from '../../../../shared/contract/messages/cases-answers.ts';
import { type CaseCard, getCase, revealContact } from '../../../../shared/contract/messages/cases-card.ts';
import {
  deleteView,
  getToday,
  listSavedViews,
  saveView,
} from '../../../../shared/contract/messages/cases-list.ts';
import { getMessage } from '../../../../shared/contract/messages/cases-portal.ts';
import { publishCase, suggestFor } from '../../../../shared/contract/messages/cases-staff.ts';
import type { RouteInput } from '../../../../shared/contract/route.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import {
  acceptCase,
  asSystem,
  freshCase,
  makeUnit,
  readLinkToken,
} from '../../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { openCookie, signInAs, signInResident, signInStaff } from '../../../../tests/support/site/sign-in.ts';
import { grantRole } from '../../../base/identity/index.ts';
import { findFact } from '../../../base/taxonomy/index.ts';

let server: TestServer;
let operator: string;
let executor: string;
let roads: string;
const pothole = 'roads.pavement.pothole';

beforeAll(async () => {
  server = await startTestServer();
  server.setNow('2026-11-24T09:00:00Z');
  operator = await signInAs(server, 'operator');
  roads = await makeUnit(server, 'Управление дорог', findFact(pothole)!.executorKind, {
    email: 'roads@example.ru',
  });
  executor = await signInAs(server, 'executor', { unitId: roads });
});
afterAll(() => server.close());
beforeEach(() => server.setNow('2026-11-24T09:00:00Z'));

async function upload(cookie?: string): Promise<{ fileId: string; token: string }> {
  const boundary = 'otklik-test';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="p.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`;
  const payload = Buffer.concat([
    Buffer.from(head),
    await drawPicture('jpeg'),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ]);
  const reply = await server.inject({
    method: 'POST',
    url: '/api/files',
    headers: {
      'x-otklik': '1',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(payload.length),
      ...(cookie && { cookie }),
    },
    payload: Readable.from([payload]),
  });
  expect(reply.statusCode, reply.body).toBe(200);
  const { fileId, token } = reply.json();
  return { fileId, token };
}

describe('personal data', () => {
  test('leaves the server masked, on the card and in every list', async () => {
    const { card } = await freshCase(server, operator, { email: 'ivan.petrov@example.ru' });
    expect(card.contacts).toMatchObject([
      { name: 'П. Ж. И.', phone: '+7 ••• ••• 00 17', email: expect.stringMatching(/^i•+@example\.ru$/) },
    ]);
  });

  test('is shown for a reason, and the journal keeps the reason and no data', async () => {
    const { card } = await freshCase(server, operator);
    const input = { params: { id: card.id, contactId: card.contacts[0]!.id } };
    const shown = await server.call(
      revealContact,
      { ...input, body: { reason: 'Уточнить подъезд' } },
      operator,
    );
    expect(shown).toEqual({ name: 'Пробный Житель Иванович', phone: '+79120000017', email: null, url: null });
    const { payload } = await server.app.services.database
      .selectFrom('audit.record')
      .select('payload')
      .where('action', '=', 'cases.reveal-contact')
      .where('object_id', '=', card.id)
      .executeTakeFirstOrThrow();
    expect(payload).toContain('Уточнить подъезд');
    expect(payload).not.toMatch(/9120000017|Житель Иванович/);
    expect((await server.fail(revealContact, { ...input, body: { reason: '' } }, operator)).code).toBe(
      'lib.bad-input',
    );
    const observer = await signInAs(server, 'observer');
    const stopped = await server.fail(revealContact, { ...input, body: { reason: 'Любопытно' } }, observer);
    expect(stopped.code).toBe('lib.forbidden');
  });

  test('of another case is not found by mixing ids', async () => {
    const first = (await freshCase(server, operator)).card;
    const second = (await freshCase(server, operator)).card;
    const { code } = await server.fail(
      revealContact,
      { params: { id: first.id, contactId: second.contacts[0]!.id }, body: { reason: 'Проверка' } },
      operator,
    );
    expect(code).toBe('cases.not-found');
  });
});

test('an unknown, foreign or malformed number is told apart only where it is harmless', async () => {
  const { card } = await freshCase(server, operator);
  const foreign = await signInAs(server, 'executor', { slug: 'foreign' });
  const fail = (number: string, cookie = operator) => server.fail(getCase, { params: { number } }, cookie);
  const unknown = await fail('2026-11-9999');
  expect(unknown.code).toBe('cases.not-found');
  expect((await fail(card.number, foreign)).detail).toBe(unknown.detail);
  expect((await fail('412')).code).toBe('lib.bad-input');
});

test('executors come with Enter’s choice first and their load', async () => {
  const second = await makeUnit(server, 'Второе управление', findFact(pothole)!.executorKind);
  const { card } = await freshCase(server, operator);
  expect(card.executors[0]).toMatchObject({ unitId: roads, personName: 'Пробный С.' });
  expect(card.executors.map(({ unitId }) => unitId)).toContain(second);
  const before = card.executors[0]!.inWork;
  await acceptCase(server, card, operator);
  expect((await freshCase(server, operator)).card.executors[0]!.inWork).toBe(before + 1);
});

describe('photos and publication', () => {
  const see = async (fileId: string, cookie?: string, token?: string) =>
    (
      await server.inject({
        method: 'GET',
        url: `/api/files/${fileId}/thumb${token ? `?token=${token}` : ''}`,
        headers: cookie ? { cookie } : {},
      })
    ).statusCode;
  const publish = (card: CaseCard, body: object) => ({
    params: { id: card.id },
    body: { version: card.version, published: false, ...body },
  });

  test('a photo is seen by staff of the case, its resident and the link, by others only once released', async () => {
    const photo = await upload();
    const { sent, card } = await freshCase(server, operator, { files: [photo], publish: true });
    expect(card).toMatchObject({
      hasPhoto: true,
      photos: [{ fileId: photo.fileId, role: 'before', released: false }],
    });
    const assigned = await acceptCase(server, card, operator);
    const foreign = await signInAs(server, 'executor', { slug: 'foreign' });
    const resident = await signInResident(server, '+79120000017');
    expect(await see(photo.fileId)).toBe(404);
    expect(await see(photo.fileId, foreign)).toBe(404);
    expect(await see(photo.fileId, operator)).toBe(200);
    expect(await see(photo.fileId, executor)).toBe(200);
    expect(await see(photo.fileId, resident)).toBe(200);
    expect(await see(photo.fileId, undefined, sent.trackToken)).toBe(200);
    expect(await see(photo.fileId, undefined, await readLinkToken(server, card.id))).toBe(200);
    const shown = await server.call(
      publishCase,
      publish(assigned, { published: true, releaseFiles: [photo.fileId] }),
      operator,
    );
    expect(shown).toMatchObject({ publishedAt: '2026-11-24T09:00:00.000Z', photos: [{ released: true }] });
    expect(await see(photo.fileId)).toBe(200);
    const hidden = await server.call(
      publishCase,
      publish(shown, { published: true, hideFiles: [photo.fileId] }),
      operator,
    );
    expect(await see(photo.fileId)).toBe(404);
    const page = await server.call(getMessage, { params: { number: sent.number } });
    expect(page).toMatchObject({ access: 'public', photos: [] });
    await server.call(publishCase, publish(hidden, {}), operator);
    expect((await server.fail(getMessage, { params: { number: sent.number } })).status).toBe(404);
  });

  test('the original is read where contacts may be revealed, whatever is shown to all', async () => {
    const photo = await upload();
    const { card } = await freshCase(server, operator, { files: [photo], publish: true, factId: pothole });
    await server.call(
      publishCase,
      publish(card, { published: true, releaseFiles: [photo.fileId] }),
      operator,
    );
    const readOriginal = async (cookie: string) => {
      const url = `/api/files/${photo.fileId}/original?reason=${encodeURIComponent('запрос прокуратуры')}`;
      return (await server.inject({ method: 'GET', url, headers: { cookie } })).statusCode;
    };
    const waste = await signInStaff(server, 'operator', { slug: 'waste-only', blocks: ['waste'] });
    expect(await see(photo.fileId, waste.cookie)).toBe(200);
    expect(await readOriginal(waste.cookie)).toBe(404);
    // Reading the whole city in another role does not widen it.
    await asSystem(server, (ctx) => grantRole(ctx, waste.personId, { role: 'observer' }));
    expect(await readOriginal(await openCookie(server, waste.personId))).toBe(404);
    expect(await readOriginal(operator)).toBe(200);
  });

  test('a photo of an answer waits with the answer', async () => {
    const assigned = await acceptCase(server, (await freshCase(server, operator)).card, operator);
    const photo = await upload();
    const sent = await server.call(
      draftAnswer,
      {
        params: { id: assigned.id },
        body: { version: assigned.version, text: 'Сделали', outcome: 'solved', files: [photo], submit: true },
      },
      executor,
    );
    expect(sent.answers[0]?.photos).toMatchObject([{ fileId: photo.fileId, role: 'after' }]);
    const resident = await signInResident(server, '+79120000017');
    expect(await see(photo.fileId, resident)).toBe(404);
    expect(await see(photo.fileId, operator)).toBe(200);
  });

  test('without the resident’s consent nothing is shown', async () => {
    const photo = await upload();
    const { card } = await freshCase(server, operator, { files: [photo] });
    expect(card.can).not.toContain('publish');
    for (const body of [{ published: true }, { releaseFiles: [photo.fileId] }]) {
      const { code } = await server.fail(publishCase, publish(card, body), operator);
      expect(code).toBe('cases.consent-missing');
    }
  });

  test('a photo of another case is not released through this one', async () => {
    const photo = await upload();
    await freshCase(server, operator, { files: [photo], publish: true });
    const { card } = await freshCase(server, operator, { publish: true });
    const body = publish(card, { published: true, releaseFiles: [photo.fileId] });
    expect((await server.fail(publishCase, body, operator)).code).toBe('lib.not-found');
  });
});

describe('saved views', () => {
  test('are kept, shared and removed by their owner only', async () => {
    const colleague = await signInAs(server, 'operator', { slug: 'colleague' });
    const keep = (title: string, isShared: boolean) =>
      server.call(
        saveView,
        { body: { title, query: { stage: 'work', block: ['roads'] }, isShared } },
        operator,
      );
    await keep('Моё', false);
    const { views } = await keep('Общее', true);
    expect(views.map(({ title, isOwn }) => [title, isOwn])).toEqual([
      ['Моё', true],
      ['Общее', true],
    ]);
    const seen = await server.call(listSavedViews, {}, colleague);
    expect(seen.views).toMatchObject([
      { title: 'Общее', isOwn: false, query: { stage: 'work', block: ['roads'] } },
    ]);
    const { id } = seen.views[0]!;
    expect((await server.fail(deleteView, { params: { id } }, colleague)).code).toBe('lib.not-found');
    expect((await server.call(deleteView, { params: { id } }, operator)).views).toHaveLength(1);
  });

  test.each([
    ['a word of any length', { q: 'я'.repeat(5000) }],
    ['a list of any length', { block: Array.from({ length: 51 }, () => 'roads') }],
    ['what an address bar cannot hold', { block: { nested: ['roads'] } }],
  ])('do not keep %s', async (_, query) => {
    const body = { title: 'Чужое', query } as unknown as RouteInput<typeof saveView>['body'];
    expect((await server.fail(saveView, { body }, operator)).code).toBe('lib.bad-input');
  });
});

describe('today', () => {
  test('shows an operator the inbox, an executor own work, and both what burns', async () => {
    server.setNow('2027-02-01T09:00:00Z');
    const forOperator = await server.call(getToday, {}, operator);
    expect(forOperator.counts).toMatchObject({ work: 0, approval: 0 });
    expect(forOperator.counts.triage).toBeGreaterThan(0);
    expect(forOperator.waiting.find(({ kind }) => kind === 'triage')).toEqual({
      kind: 'triage',
      count: forOperator.counts.triage,
      href: '/staff/inbox',
    });
    expect(forOperator.now.every(({ status }) => status === 'moderation')).toBe(true);
    const forExecutor = await server.call(getToday, {}, executor);
    expect(forExecutor.counts).toMatchObject({ triage: 0 });
    expect(forExecutor.now.every(({ executorUnitId }) => executorUnitId === roads)).toBe(true);
    expect(forExecutor.now.length).toBeGreaterThan(0);
    for (const today of [forOperator, forExecutor]) {
      expect(today.burning.length).toBeLessThanOrEqual(7);
      expect(today.burning.every(({ deadline }) => deadline?.state === 'overdue')).toBe(true);
    }
    const approver = await server.call(getToday, {}, await signInAs(server, 'approver'));
    expect(approver.counts.approval).toBe(1);
    expect(approver.now).toHaveLength(1);
  });
});

test('a text alone suggests topic, executor and term', async () => {
  const hint = await server.call(
    suggestFor,
    { body: { text: 'На дороге глубокая яма, колесо пробил' } },
    operator,
  );
  expect(hint).toMatchObject({
    facts: [{ factId: pothole }, ...hint.facts.slice(1)],
    executorUnit: 'Управление дорог',
  });
  expect(hint.dueAt).toBe('2026-12-08T18:59:59.000Z');
  // What it gets when nobody takes the topic suggested.
  expect(hint.dueWithoutTopic).toBe('2026-12-24T18:59:59.000Z');
  expect(await server.call(suggestFor, { body: { text: '' } }, operator)).toEqual({
    facts: [],
    place: null,
    executorUnit: null,
    dueAt: null,
    dueWithoutTopic: '2026-12-24T18:59:59.000Z',
  });
});
