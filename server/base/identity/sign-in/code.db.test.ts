import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkSignInCode, sendSignInCode } from '../../../../shared/contract/base/identity.ts';
import type { Route } from '../../../../shared/contract/route.ts';
import { startTestServer, type TestServer } from '../../../../tests/support/site/server.ts';
import { readSecretLetter, sendFrom } from '../../../../tests/support/site/sign-in.ts';

let server: TestServer;

const send = (route: Route, body: object, ip: string) => sendFrom(server, ip, route, body);
const secretOf = (recipient: string) => readSecretLetter(server, recipient);

beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

describe('sign-in by a code', () => {
  const phone = '+79125550001';

  it('signs a new resident in; the same contact later is the same person', async () => {
    const sent = await send(sendSignInCode, { phone: '8 (912) 555-00-01' }, '10.6.0.1');
    expect(sent.body.sentTo).toBe('+7 ••• ••• 00 01');
    const code = await secretOf(phone);
    expect(code).toMatch(/^\d{6}$/);
    const first = await send(
      checkSignInCode,
      { phone, code: ` ${code} `, name: 'Анна\u202e\nИванова' },
      '10.6.0.1',
    );
    expect(first.body).toMatchObject({ kind: 'resident', name: 'Анна Иванова', permissions: [], roles: [] });
    expect(first.body.person.phone).toBe(phone);

    server.setNow(new Date(Date.now() + 61_000).toISOString());
    await send(sendSignInCode, { phone }, '10.6.0.1');
    const second = await send(checkSignInCode, { phone, code: await secretOf(phone) }, '10.6.0.1');
    expect(second.body.person.id).toBe(first.body.person.id);
    server.setNow(null);
  });

  it('works by e-mail too and is good once', async () => {
    await send(sendSignInCode, { email: 'Ivanova@Demo.invalid' }, '10.6.0.2');
    const body = { email: 'ivanova@demo.invalid', code: await secretOf('ivanova@demo.invalid') };
    const both = await Promise.all([
      send(checkSignInCode, body, '10.6.0.2'),
      send(checkSignInCode, body, '10.6.0.2'),
    ]);
    expect(both.map((reply) => reply.status).sort()).toEqual([200, 400]);
    expect((await send(checkSignInCode, body, '10.6.0.2')).body.code).toBe('identity.code-expired');
  });

  it('refuses both contacts, none, a wrong one, a foreign number', async () => {
    const cases: [object, string][] = [
      [{}, 'email'],
      [{ phone, email: 'a@demo.invalid' }, 'phone'],
      [{ phone: '112' }, 'phone'],
      [{ phone: '+375 29 123-45-67' }, 'phone'],
      [{ email: 'a@b\u0000.ru' }, 'email'],
    ];
    for (const [body, field] of cases) {
      const reply = await send(sendSignInCode, body, '10.6.0.3');
      expect(reply.status).toBe(400);
      expect(reply.body.fields[field]).toMatch(/[а-я]/);
    }
  });

  it('is not sent again within a minute, nor more than ten times a day', async () => {
    const start = Date.parse('2026-11-25T05:00:00Z');
    const busy = { phone: '+79125550002' };
    for (let round = 0; round < 10; round += 1) {
      server.setNow(new Date(start + round * 61_000).toISOString());
      expect((await send(sendSignInCode, busy, `10.7.0.${round}`)).status).toBe(200);
      const soon = await send(sendSignInCode, busy, `10.7.1.${round}`);
      expect(soon.body.code).toBe('lib.too-many-requests');
      expect(soon.headers['retry-after']).toBe('60');
    }
    server.setNow(new Date(start + 3_600_000).toISOString());
    const eleventh = await send(sendSignInCode, busy, '10.7.2.1');
    expect(eleventh.status).toBe(429);
    expect(eleventh.body.detail).toContain('сегодня отправлено слишком много');
    server.setNow(new Date(start + 86_400_000).toISOString());
    expect((await send(sendSignInCode, busy, '10.7.2.1')).status).toBe(200);
    server.setNow(null);
  });

  it('expires in ten minutes', async () => {
    const late = { phone: '+79125550003' };
    await send(sendSignInCode, late, '10.8.0.1');
    const code = await secretOf(late.phone);
    server.setNow(new Date(Date.now() + 601_000).toISOString());
    const reply = await send(checkSignInCode, { ...late, code }, '10.8.0.1');
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({
      code: 'identity.code-expired',
      detail: expect.stringContaining('Запросите новый'),
    });
    server.setNow(null);
  });

  it('dies after five wrong tries, each answered with how many are left', async () => {
    const target = { phone: '+79125550004' };
    await send(sendSignInCode, target, '10.8.0.2');
    const code = await secretOf(target.phone);
    const wrong = code === '000000' ? '111111' : '000000';
    for (const left of [4, 3, 2, 1, 0]) {
      const reply = await send(checkSignInCode, { ...target, code: wrong }, '10.8.0.2');
      expect(reply.body).toMatchObject({ code: 'identity.wrong-code', details: { triesLeft: left } });
    }
    const right = await send(checkSignInCode, { ...target, code }, '10.8.0.2');
    expect(right.body.code).toBe('identity.code-expired');
  });

  it('wrong codes slow down the network they come from, not the rest of the city, and a moment later are just mistakes', async () => {
    server.setNow(new Date().toISOString());
    for (let round = 0; round < 21; round += 1) {
      const body = { phone: `+7912666${1000 + round}`, code: 'нет \u0000' };
      expect((await send(checkSignInCode, body, '10.9.0.1')).status).toBe(400);
    }
    const slowed = await send(checkSignInCode, { phone: '+79126669999', code: '1' }, '10.9.0.1');
    expect(slowed.body).toMatchObject({ code: 'identity.locked-out', status: 429 });
    const sending = await send(sendSignInCode, { phone: '+79126669999' }, '10.9.0.1');
    expect(sending.body.code).toBe('identity.locked-out');
    const elsewhere = await send(checkSignInCode, { phone: '+79126669999', code: '1' }, '10.9.1.2');
    expect(elsewhere.body.code).toBe('identity.code-expired');

    server.setNow(new Date(Date.now() + 31_000).toISOString());
    const later = await send(checkSignInCode, { phone: '+79126669999', code: '1' }, '10.9.0.1');
    expect(later.body.code).toBe('identity.code-expired');
    server.setNow(null);
  });

  it('wrong codes of strangers keep nobody from a code of their own', async () => {
    const target = { phone: '+79125550005' };
    for (let round = 0; round < 40; round += 1)
      await send(checkSignInCode, { ...target, code: '1' }, `10.10.${round}.1`);
    expect((await send(sendSignInCode, target, '10.11.0.2')).status).toBe(200);
    const code = await secretOf(target.phone);
    expect((await send(checkSignInCode, { ...target, code }, '10.11.0.2')).status).toBe(200);
  });
});
