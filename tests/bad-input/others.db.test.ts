import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { CaseCard } from '../../shared/contract/messages/cases-card.ts';
import { drawPicture } from '../support/pictures.ts';
import { makeUnit, readCard, submitCase } from '../support/site/cases.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { signInAs, signInResident } from '../support/site/sign-in.ts';
import { sendFile } from '../support/uploads.ts';
import { fingerprint } from './effects.ts';
import { findFault } from './judge.ts';

/** What belongs to another resident, unit, district or upload: as if it were not there. */
let server: TestServer;
let chair: string;
let card: CaseCard;
let sent: { number: string; trackToken: string };

beforeAll(async () => {
  server = await startTestServer();
  const unitId = await makeUnit(server, 'Дорожная служба', 'roads-service');
  chair = await signInAs(server, 'chair');
  sent = await submitCase(server, {
    place: { lat: 56.4185, lon: 61.9185 },
    text: 'Яма у подъезда, звоните Пробному Жителю',
  });
  card = await readCard(server, sent.number, chair);
  await server.app.services.database
    .updateTable('cases.case_file')
    .set({ executor_unit_id: unitId, status: 'in_work', version: 1, block: 'roads' })
    .where('id', '=', card.id)
    .execute();
});
afterAll(() => server.close());

let address = 0;
async function send(
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  url: string,
  body?: object,
  cookie?: string,
) {
  address += 1;
  const reply = await server.inject({
    method,
    url,
    headers: { 'x-otklik': '1', 'x-forwarded-for': `10.8.0.${address}`, ...(cookie && { cookie }) },
    ...(body && { payload: body }),
  });
  expect(findFault(reply), `${method} ${url}`).toBeNull();
  return {
    status: reply.statusCode,
    code: reply.json().code as string,
    body: reply.json(),
    text: reply.body,
  };
}

const seen = { version: 1 };
const commands: [string, 'POST' | 'PATCH' | 'DELETE', string, object?][] = [
  ['triage', 'POST', 'triage', seen],
  ['reject', 'POST', 'reject', { ...seen, ground: 'spam' }],
  ['merge', 'POST', 'merge', { ...seen, into: randomUUID() }],
  ['unmerge', 'POST', 'unmerge', seen],
  ['snooze', 'POST', 'snooze', { ...seen, until: '2026-12-01T00:00:00Z' }],
  ['ask', 'POST', 'question', { ...seen, text: 'Где?' }],
  ['change', 'PATCH', '', { ...seen, title: 'Чужое' }],
  ['note', 'POST', 'notes', { text: 'Заметка' }],
  ['take', 'POST', 'work', seen],
  ['refuse', 'POST', 'refusal', { ...seen, groundId: 'refuse-owner', whose: 'Дорожники', reason: 'Не наше' }],
  ['answer', 'POST', 'answers', { ...seen, text: 'Сделано', outcome: 'solved', submit: true }],
  ['decide', 'POST', `answers/${randomUUID()}/decision`, { ...seen, decision: 'approve' }],
  ['reopen', 'POST', 'reopen', { ...seen, groundId: 'reopen-facts', reason: 'Надо' }],
  ['make a link', 'POST', 'links', {}],
  ['revoke a link', 'DELETE', `links/${randomUUID()}`],
  ['publish', 'POST', 'publication', { ...seen, published: true }],
];

describe('a case of others', () => {
  const strangers = new Map<string, string>();
  beforeAll(async () => {
    const other = await makeUnit(server, 'Теплосеть', 'heat-network');
    const add = async (name: string, role: string, limits: object) =>
      strangers.set(name, await signInAs(server, role, { slug: `stranger-${strangers.size}`, ...limits }));
    await add('an executor of another unit', 'executor', { unitId: other });
    await add('an operator of another block', 'operator', { blocks: ['health'] });
    await add('a chair of another district', 'chair', { districts: ['nowhere'] });
    await add('an observer', 'observer', {});
    strangers.set('a resident', await signInResident(server, '+79120000099'));
    strangers.set('nobody', '');
  });

  test.each(commands)('takes no command «%s» from anybody of them', async (_, method, path, body) => {
    const before = await fingerprint(server);
    for (const [name, cookie] of strangers) {
      if (name === 'an observer' && path === 'notes') continue;
      const url = `/api/cases/${card.id}${path && `/${path}`}`;
      const { status } = await send(method, url, body, cookie);
      expect([401, 403, 404], `${name}: ${status}`).toContain(status);
    }
    expect(await fingerprint(server)).toEqual(before);
  });

  test.each(['an executor of another unit', 'an operator of another block', 'a chair of another district'])(
    'is not seen by %s: no card, no row, no search, no contact',
    async (name) => {
      const cookie = strangers.get(name)!;
      expect((await send('GET', `/api/cases/${sent.number}`, undefined, cookie)).code).toBe(
        'cases.not-found',
      );
      for (const query of ['', `?q=${sent.number}`, '?q=яма', '?block=roads', `?authorOf=${card.id}`]) {
        const { text } = await send('GET', encodeURI(`/api/cases${query}`), undefined, cookie);
        expect(text).not.toContain(sent.number);
      }
      const url = `/api/cases/${card.id}/contacts/${card.contacts[0]!.id}/reveal`;
      const { text, status } = await send('POST', url, { reason: 'Проверка' }, cookie);
      expect([403, 404]).toContain(status);
      expect(text).not.toContain('Пробный');
    },
  );

  it('gives no contact under the id of another case, no clock either', async () => {
    const mine = await submitCase(server);
    const { id, contacts } = await readCard(server, mine.number, chair);
    const before = await fingerprint(server);
    const reveal = (caseId: string, contactId: string) =>
      send('POST', `/api/cases/${caseId}/contacts/${contactId}/reveal`, { reason: 'Проверка' }, chair);
    expect((await reveal(id, card.contacts[0]!.id)).status).toBe(404);
    expect((await reveal(card.id, contacts[0]!.id)).status).toBe(404);
    const clock = card.clocks[0]!.id;
    expect((await send('GET', `/api/cases/${id}/clocks/${clock}`, undefined, chair)).status).toBe(404);
    expect(await fingerprint(server)).toEqual(before);
  });
});

describe('a message of another resident', () => {
  it('does not exist for a stranger, with a wrong key as without one', async () => {
    const stranger = await signInResident(server, '+79120000098');
    const other = await submitCase(server, { phone: '+79120000097' });
    for (const [key, cookie] of [
      ['', ''],
      [`?k=${'x'.repeat(32)}`, ''],
      [`?k=${other.trackToken}`, ''],
      ['', stranger],
    ] as const) {
      const { status, text } = await send('GET', `/api/messages/${sent.number}${key}`, undefined, cookie);
      expect(status).toBe(404);
      expect(text).not.toMatch(/подъезд|Пробн|\+7/);
    }
  });

  it('is neither rated nor added to by a stranger', async () => {
    const before = await fingerprint(server);
    for (const key of ['', `?k=${'x'.repeat(32)}`, '?k=', '?k=null']) {
      const own = `/api/messages/${sent.number}`;
      const rated = await send('POST', `${own}/rating${key}`, { score: 5, resolved: 'yes' });
      expect([rated.status, rated.code]).toEqual([403, 'cases.foreign']);
      const added = await send('POST', `${own}/comments${key}`, { text: 'Чужое слово' });
      expect([added.status, added.code]).toEqual([403, 'cases.foreign']);
    }
    expect(await fingerprint(server)).toEqual(before);
  });

  it('keeps its consent whoever else withdraws it', async () => {
    const stranger = await signInResident(server, '+79120000096');
    const before = await fingerprint(server);
    const url = `/api/my/consents/${card.contacts[0]!.id}/withdraw`;
    expect((await send('POST', url, { scope: 'all' }, stranger)).status).toBe(404);
    expect((await send('POST', url, { scope: 'all' })).status).toBe(401);
    expect(await fingerprint(server)).toEqual(before);
  });
});

describe('a file of others', () => {
  it('is neither attached nor seen without its own key', async () => {
    const first = (await sendFile(server, await drawPicture('jpeg'))).body;
    const second = (await sendFile(server, await drawPicture('png'))).body;
    const before = await fingerprint(server);
    const attach = (fileId: string, token: string) =>
      send('POST', '/api/messages', {
        clientKey: randomUUID(),
        text: 'Яма',
        phone: '+79120000017',
        consent: true,
        consentVersion: '1',
        files: [{ fileId, token }],
      });
    for (const token of [second.token, '', 'null', first.token.slice(1)])
      expect((await attach(first.fileId, token)).code).toBe('files.not-found');
    for (const variant of ['thumb', 'display', 'original'])
      for (const query of ['', `?token=${second.token}`, '?token=', '?reason=просто так']) {
        const { status } = await send('GET', encodeURI(`/api/files/${first.fileId}/${variant}${query}`));
        expect([401, 404]).toContain(status);
      }
    expect(await fingerprint(server)).toEqual(before);
    expect((await attach(first.fileId, first.token)).status).toBe(200);
    expect((await attach(first.fileId, first.token)).code).toBe('files.claimed');
  });
});

describe('an executor’s link', () => {
  const answer = { text: 'Сделано', outcome: 'solved' };
  const open = (token: string) => send('GET', `/api/executor/${token}`);
  const reply = (token: string) => send('POST', `/api/executor/${token}/answer`, answer);

  it('that nobody gave, that was revoked or is over opens nothing', async () => {
    const { body } = await send('POST', `/api/cases/${card.id}/links`, {}, chair);
    const token = String(body.url).split('/e/')[1]!;
    expect((await open(token)).status).toBe(200);
    const forged = [token.slice(0, -1), `${token}x`, token.toLowerCase().replace(/\d/, '9'), 'x'.repeat(43)];
    for (const one of forged) {
      expect((await open(one)).code).toBe('cases.not-found');
      expect((await reply(one)).code).toBe('cases.not-found');
    }
    expect((await open('x')).status).toBe(400);
    const before = await fingerprint(server);
    server.setNow(new Date(Date.now() + 61 * 86_400_000).toISOString());
    expect([(await open(token)).code, (await reply(token)).status]).toEqual(['cases.link-expired', 410]);
    server.setNow(null);
    expect(await fingerprint(server)).toEqual(before);
    const { links } = await readCard(server, sent.number, chair);
    await send('DELETE', `/api/cases/${card.id}/links/${links.at(-1)!.id}`, undefined, chair);
    expect([(await open(token)).status, (await reply(token)).code]).toEqual([410, 'cases.link-expired']);
  });
});
