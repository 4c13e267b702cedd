import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listLetters } from '../../../shared/contract/base/outbox.ts';
import * as contract from '../../../shared/contract/base/outbox-settings.ts';
import { type MailServer, startMailServer } from '../../../tests/support/letters/letter-servers.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { type LetterInput, sendLetter } from './index.ts';

let server: TestServer;
let mail: MailServer;
let admin: string;

const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
const smtp = () => ({
  host: '127.0.0.1',
  port: mail.port,
  security: 'none',
  from: 'otklik@city.example',
  user: 'otklik',
});

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.test' });
  mail = await startMailServer();
  admin = await signInAs(server, 'admin');
  await server.call(
    contract.setLetterChannel,
    { params: { channel: 'email' }, body: { settings: smtp(), secret: 'почтовый-пароль', isActive: true } },
    admin,
  );
});
afterAll(async () => {
  await server.close();
  await mail.close();
});
beforeEach(async () => {
  mail.mood = 'accept';
  mail.letters.length = 0;
  await server.app.pool.query('DELETE FROM outbox.letter');
});
afterEach(() => server.setNow(null));

const write = (more: Partial<LetterInput> = {}) =>
  runMutation(server.app.services, caller, (ctx) =>
    sendLetter(ctx, {
      channel: 'email',
      recipient: 'anna@example.org',
      subject: 'Ответ',
      text: 'Яму заделали.',
      purpose: 'case-answered',
      ...more,
    }),
  );

/** The clock's own run, a while later. */
async function later(minutes: number): Promise<void> {
  server.setNow(new Date(Date.now() + minutes * 60_000).toISOString());
  await server.app.pool.query("SELECT graphile_worker.add_job('outbox.deliver', '{}')");
  await server.drain();
}

const states = async () => {
  const { rows } = await server.app.pool.query(
    'SELECT state, attempts, reason, purpose FROM outbox.letter ORDER BY created_at, id',
  );
  return rows;
};

describe('delivery', () => {
  it('goes out after the commit as plain text with a way to stop it; a code has none', async () => {
    await write();
    await write({ text: 'Код {secret}', secret: '123456', purpose: 'sign-in-code' });
    await server.drain();
    expect((await states()).map(({ state }) => state)).toEqual(['sent', 'sent']);
    const stoppable = mail.letters.map(({ source }) => source.includes('List-Unsubscribe'));
    expect(stoppable.sort()).toEqual([false, true]);
    for (const { source } of mail.letters) expect(source).toContain('Content-Type: text/plain');
  });

  it('tries again after a passing refusal, with one Message-ID; a final one is dead at once and is sent again by hand', async () => {
    mail.mood = 'later';
    await write();
    await server.drain();
    expect(await states()).toMatchObject([{ state: 'queued', attempts: 1, reason: /greylisted/ }]);
    await server.drain();
    expect((await states())[0].attempts).toBe(1);
    mail.mood = 'accept';
    await later(2);
    expect(await states()).toMatchObject([{ state: 'sent', attempts: 2, reason: '' }]);
    expect(mail.letters).toHaveLength(1);

    mail.mood = 'never';
    await write({ purpose: 'case-closed' });
    await server.drain();
    expect((await states())[1]).toMatchObject({ state: 'dead', attempts: 1, reason: /no such mailbox/ });
    const { letters } = await server.call(listLetters, { query: { state: 'dead' } }, admin);
    expect(letters[0]).toMatchObject({ can: ['resend'], reason: /no such mailbox/ });
    const reader = await signInAs(server, 'privacy-officer');
    const params = { id: letters[0]!.id };
    expect((await server.fail(contract.resendLetter, { params }, reader)).status).toBe(403);
    mail.mood = 'accept';
    await server.call(contract.resendLetter, { params }, admin);
    await server.drain();
    expect((await states())[1].state).toBe('sent');
    expect((await server.fail(contract.resendLetter, { params }, admin)).status).toBe(409);
  });

  it('is dead after the last try, and says why', async () => {
    mail.mood = 'later';
    await write();
    await server.drain();
    for (const hours of [1, 2, 6, 12, 24, 48, 100]) await later(hours * 60);
    expect(await states()).toMatchObject([{ state: 'dead', attempts: 8, reason: /greylisted/ }]);
  });

  it('two workers never send one letter twice', async () => {
    await write();
    await server.app.pool.query(
      "UPDATE outbox.letter SET planned_at = now(), next_at = now() - interval '1 minute'",
    );
    // Jobs without a key: four of one letter, as if its runs met.
    await server.app.pool.query(
      "SELECT graphile_worker.add_job('outbox.send', json_build_object('id', id)) FROM outbox.letter, generate_series(1, 4)",
    );
    await Promise.all([server.drain(), server.drain(), server.drain()]);
    await server.drain();
    expect(await states()).toMatchObject([{ state: 'sent', attempts: 1 }]);
    expect(mail.letters).toHaveLength(1);
  });

  it('waits while its channel is not connected', async () => {
    await write({ channel: 'sms', recipient: '+79120000001' });
    await server.drain();
    expect((await states())[0].state).toBe('queued');
  });
});

describe('wishes', () => {
  const wish = (pace: contract.Pace, cookie: string, quiet: { from: number; to: number } | null = null) =>
    server.call(contract.setPreferences, { body: { channels: [{ channel: 'email', pace }], quiet } }, cookie);

  it('a digest tells of all that came meanwhile in one letter; a question passes it', async () => {
    const cookie = await signInResident(server, 'anna@example.org');
    await wish('daily', cookie);
    expect((await server.call(contract.readPreferences, {}, cookie)).channels[0]).toMatchObject({
      channel: 'email',
      recipient: 'a•••@example.org',
      pace: 'daily',
    });
    await write({ text: 'Первое' });
    await write({ text: 'Второе' });
    await write({ text: 'Где именно яма?', purpose: 'case-question' });
    await server.drain();
    expect(mail.letters).toHaveLength(1);
    await later(24 * 60 + 1);
    expect(mail.letters).toHaveLength(2);
    const kinds = (await states()).map(({ state, purpose }) => `${purpose}: ${state}`).sort();
    expect(kinds).toEqual([
      'case-answered: digested',
      'case-answered: digested',
      'case-question: sent',
      'digest: sent',
    ]);
    await wish('instant', cookie);
  });

  it('none means none, by the link in a letter too; the link opens nothing else', async () => {
    await write();
    await server.drain();
    // The header is folded, the body is base64 for its Russian words.
    const header = mail.letters[0]!.source.replaceAll(/\r\n\s+/g, '');
    const token = /List-Unsubscribe:\s*<[^>]*token=([\w.-]+)>/.exec(header)?.[1] ?? '';
    expect(await server.call(contract.readUnsubscribe, { query: { token } })).toMatchObject({
      recipient: 'a•••@example.org',
      pace: 'instant',
    });
    expect(
      (await server.fail(contract.unsubscribe, { body: { token: `${token}x`, pace: 'off' } })).status,
    ).toBe(404);
    await server.call(contract.unsubscribe, { body: { token, pace: 'off' } });
    await write();
    await server.drain();
    expect((await states())[1]).toMatchObject({ state: 'dropped', reason: /отказался/ });
    await server.call(contract.unsubscribe, { body: { token, pace: 'instant' } });
  });
});

describe('settings', () => {
  it('hide the secret, refuse half of it, ask for it again at a new address', async () => {
    const seen = await server.call(contract.listLetterChannels, {}, admin);
    expect(JSON.stringify(seen)).not.toContain('почтовый-пароль');
    const { rows } = await server.app.pool.query('SELECT secret FROM outbox.channel_setting');
    expect(rows[0].secret).toMatch(/^v2\./);
    const params = { channel: 'email' as const };
    const set = (settings: object) =>
      server.fail(contract.setLetterChannel, { params, body: { settings, isActive: true } as never }, admin);
    expect((await set({ ...smtp(), from: 'нет' })).fields?.['settings.from']).toBeTruthy();
    expect((await set({ ...smtp(), host: 'evil.example' })).fields?.secret).toBeTruthy();
    expect(
      (await server.fail(contract.listLetterChannels, {}, await signInAs(server, 'operator'))).status,
    ).toBe(403);
  });

  it('a trial letter tells what the other side answered', async () => {
    const input = { params: { channel: 'email' as const }, body: { to: 'it@city.example' } };
    expect(await server.call(contract.tryLetterChannel, input, admin)).toEqual({ isSent: true, reason: '' });
    mail.mood = 'never';
    expect(await server.call(contract.tryLetterChannel, input, admin)).toMatchObject({
      isSent: false,
      reason: /no such mailbox/,
    });
  });

  it('push is off until an administrator switches it on; its keys are made once and stay', async () => {
    const cookie = await signInResident(server, 'anna@example.org');
    const body = { endpoint: 'https://push.example/1', keys: { p256dh: 'x', auth: 'y' } };
    expect((await server.call(contract.readPreferences, {}, cookie)).pushKey).toBe('');
    expect((await server.fail(contract.subscribePush, { body }, cookie)).status).toBe(409);
    const params = { channel: 'push' as const };
    const settings = { subject: 'mailto:it@city.example', publicKey: 'чужой' };
    await server.call(contract.setLetterChannel, { params, body: { settings, isActive: true } }, admin);
    const { pushKey } = await server.call(contract.readPreferences, {}, cookie);
    expect(pushKey).toMatch(/^[\w-]{80,}$/);
    await server.call(contract.setLetterChannel, { params, body: { settings, isActive: true } }, admin);
    expect((await server.call(contract.readPreferences, {}, cookie)).pushKey).toBe(pushKey);
    await server.call(contract.subscribePush, { body }, cookie);
    await write();
    await server.drain();
    const { rows } = await server.app.pool.query(
      "SELECT count(*)::int FROM outbox.letter WHERE channel = 'push'",
    );
    expect(rows[0].count).toBe(1);
    const { devices } = await server.call(contract.readPreferences, {}, cookie);
    await server.call(contract.unsubscribePush, { params: { id: devices[0]!.id } }, cookie);
    expect((await server.call(contract.readPreferences, {}, cookie)).devices).toEqual([]);
  });
});
