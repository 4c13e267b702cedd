import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import * as channels from '../../shared/contract/messages/channels.ts';
import { startTestServer, type TestServer } from '../support/site/server.ts';
import { signInAs } from '../support/site/sign-in.ts';
import { fingerprint } from './effects.ts';
import { findFault } from './judge.ts';
import { naughty } from './naughty.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('the door of outside systems', () => {
  let token: string;
  let admin: string;
  beforeAll(async () => {
    admin = await signInAs(server, 'admin');
    const body = { id: 'proba', title: 'Проба', kind: 'social_comment' as const };
    token = (await server.call(channels.createSource, { body }, admin)).token;
  });

  const push = (payload: string | Buffer, headers: Record<string, string> = {}) =>
    server.inject({
      method: 'POST',
      url: '/api/channels/proba/events',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
      payload,
    });

  it('takes anything that is JSON, makes cases of what can be read and refuses the rest one by one', async () => {
    const pieces = naughty.flatMap(({ json }) => (json === undefined ? [] : [json]));
    let taken = 0;
    for (const piece of pieces) {
      for (const wrap of [
        '{"text":@@}',
        '{"text":"Яма","author":{"name":@@}}',
        '{"text":"Яма","place":{"address":@@}}',
        '{"text":"Яма","place":{"lat":56.4,"lon":@@}}',
        '{"text":"Яма","receivedAt":@@}',
        '{"text":"Яма","url":@@}',
        '@@',
      ]) {
        const [before = '', after = ''] = wrap.split('@@');
        const reply = await push(
          Buffer.concat([Buffer.from(before), Buffer.from(piece), Buffer.from(after)]),
        );
        if (reply.statusCode === 200) taken += 1;
        else expect(findFault(reply)).toBeNull();
      }
    }
    await push(JSON.stringify({ text: 'Последняя яма' }));
    expect(taken).toBeGreaterThan(200);
    await server.drain();
    const states = await server.app.services.database
      .selectFrom('channels.inbound_event')
      .select(['state', 'reason'])
      .execute();
    expect(states.filter(({ state }) => state === 'received')).toEqual([]);
    const reasons = states.flatMap(({ state, reason }) => (state === 'refused' ? [reason] : []));
    expect(reasons.filter((reason) => !reason || !/[а-я]/i.test(reason))).toEqual([]);
    const last = await server.app.services.database
      .selectFrom('cases.case_file')
      .select('number')
      .where('body', '=', 'Последняя яма')
      .execute();
    expect(last).toHaveLength(1);
  }, 60_000);

  test.each([
    ['without a key', { authorization: '' }, 401],
    ['with a wrong key', { authorization: `Bearer ${'x'.repeat(43)}` }, 401],
    ['with a key of another kind', { authorization: 'Basic eDp5' }, 401],
    ['with two keys', { authorization: 'Bearer a, Bearer b' }, 401],
  ])('refuses an event %s', async (_, headers, status) => {
    const before = await fingerprint(server);
    const reply = await push('{"text":"Яма"}', headers);
    expect([reply.statusCode, findFault(reply)]).toEqual([status, null]);
    expect(await fingerprint(server)).toEqual(before);
  });

  test.each([
    ['2 MB', `{"text":"${'a'.repeat(2_000_000)}"}`, 413],
    ['no JSON', '{"text":', 400],
    ['nothing', '', 400],
    ['a null byte', '{"text":"\\u0000"}', 400],
    ['UTF-16', Buffer.from('{"text":"Яма"}', 'utf16le'), 400],
  ])('refuses %s', async (_, payload, status) => {
    const before = await fingerprint(server);
    const reply = await push(payload);
    expect([reply.statusCode, findFault(reply)]).toEqual([status, null]);
    expect(await fingerprint(server)).toEqual(before);
  });

  it('does not know a source under another name', async () => {
    for (const name of ['..', 'PROBA', 'proba%00', 'x'.repeat(300), '%27%20OR%201=1']) {
      const reply = await server.inject({
        method: 'POST',
        url: `/api/channels/${name}/events`,
        headers: { authorization: `Bearer ${token}`, 'x-otklik': '1' },
        payload: '{}',
      });
      expect([401, 404]).toContain(reply.statusCode);
      expect(findFault(reply)).toBeNull();
    }
  });
});
