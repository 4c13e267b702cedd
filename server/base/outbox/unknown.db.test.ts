import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listLetters } from '../../../shared/contract/base/outbox.ts';
import * as contract from '../../../shared/contract/base/outbox-settings.ts';
import {
  type HttpService,
  type MailServer,
  startHttpService,
  startMailServer,
} from '../../../tests/support/letters/letter-servers.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs } from '../../../tests/support/site/sign-in.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { forgiveHost } from '../../lib/outbound/fetch-outside.ts';
import { type LetterInput, sendLetter } from './index.ts';

/** Letters whose end nobody knows: nothing is sent twice by itself, a person settles them. */

let server: TestServer;
let mail: MailServer;
let gateway: HttpService;
let admin: string;

const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
const set = (channel: contract.LetterChannel, settings: contract.ChannelState['settings'], secret: string) =>
  server.call(
    contract.setLetterChannel,
    { params: { channel }, body: { settings, secret, isActive: true } },
    admin,
  );

beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.test' });
  mail = await startMailServer();
  gateway = await startHttpService();
  admin = await signInAs(server, 'admin');
  const from = 'otklik@city.example';
  const smtp = { host: '127.0.0.1', port: mail.port, security: 'none', from, user: 'otklik', patience: 1 };
  await set('email', smtp, 'почтовый-пароль');
  const body = '{"to":"{phone}","text":"{text}"}';
  await set(
    'sms',
    { url: `${gateway.url}/send`, method: 'POST', body, mayBePrivate: true, perHour: 1000 },
    'ключ',
  );
});
afterAll(async () => {
  await server.close();
  await mail.close();
  await gateway.close();
});
beforeEach(async () => {
  mail.mood = 'accept';
  mail.letters.length = 0;
  gateway.answer = { status: 200 };
  gateway.calls.length = 0;
  forgiveHost(gateway.url);
  await server.app.pool.query('DELETE FROM outbox.letter');
});

const write = (more: Partial<LetterInput> = {}) =>
  runMutation(server.app.services, caller, (ctx) =>
    sendLetter(ctx, {
      channel: 'sms',
      recipient: '+79120000001',
      text: 'Яму заделали.',
      purpose: 'case-answered',
      ...more,
    }),
  );
const byMail = { channel: 'email', recipient: 'anna@example.org', subject: 'Ответ' } as const;
/** Administrators have letters of their own about the budget. */
const read = async () =>
  (
    await server.app.pool.query(
      `SELECT id, state, attempts, reason, try_id FROM outbox.letter
       WHERE purpose IN ('case-answered', 'sign-in-code') ORDER BY created_at, id`,
    )
  ).rows;

/** The clock's own run, long after. */
async function nextDay(): Promise<void> {
  server.setNow(new Date(Date.now() + 30 * 3_600_000).toISOString());
  await server.app.pool.query("SELECT graphile_worker.add_job('outbox.deliver', '{}')");
  await server.drain();
  server.setNow(null);
}

const settle = (ids: string[], as: 'sent' | 'again') =>
  server.call(contract.settleLetters, { body: { ids, as } }, admin);

describe('a letter that may have arrived', () => {
  it.each([
    [
      'the mail server took it without a word',
      byMail,
      () => {
        mail.mood = 'silent';
      },
      /не ответил вовремя/,
    ],
    [
      'a gateway before the SMS service got no answer',
      {},
      () => {
        gateway.answer = { status: 504 };
      },
      /ответ 504/,
    ],
  ])('%s: it waits for a person, however long', async (_, letter, fail, reason) => {
    fail();
    await write(letter);
    await server.drain();
    expect(await read()).toMatchObject([{ state: 'unknown', attempts: 1, reason }]);
    mail.mood = 'accept';
    gateway.answer = { status: 200 };
    await nextDay();
    expect((await read())[0].state).toBe('unknown');
    expect(mail.letters.length + gateway.calls.length).toBe(letter === byMail ? 0 : 1);
  });

  it('is settled once by who manages the channels: taken for sent, or sent again as new', async () => {
    gateway.answer = { status: 502 };
    for (const n of [1, 2]) await write({ recipient: `+7912000000${n}` });
    await server.drain();
    gateway.answer = { status: 200 };
    const [first, second] = (await read()).map(({ id }) => id);
    const reader = await signInAs(server, 'privacy-officer');
    const body = { ids: [first], as: 'again' as const };
    expect((await server.fail(contract.settleLetters, { body }, reader)).status).toBe(403);
    const { letters } = await server.call(listLetters, { query: { state: 'unknown' } }, admin);
    expect(letters.map(({ can }) => can)).toEqual([['settle'], ['settle']]);
    expect(await settle([first], 'sent')).toEqual({ settled: 1 });
    expect(await settle([first, second], 'again')).toEqual({ settled: 1 });
    await server.drain();
    expect((await read()).map(({ state, attempts, try_id }) => [state, attempts, try_id])).toEqual([
      ['sent', 1, null],
      ['sent', 1, null],
    ]);
    expect(gateway.calls).toHaveLength(3);
    const again = { body: { ids: [first, second], as: 'again' as const } };
    expect((await server.fail(contract.settleLetters, again, admin)).code).toBe('lib.conflict');
    const { rows } = await server.app.pool.query(
      "SELECT payload::json->'data'->>'as' AS how FROM audit.record WHERE action = 'outbox.settled' ORDER BY seq",
    );
    expect(rows.map(({ how }) => how)).toEqual(['sent', 'again']);
  });

  it('with a code in it troubles nobody a day later', async () => {
    gateway.answer = { status: 504 };
    await write({ text: 'Код {secret}', secret: '123456', purpose: 'sign-in-code' });
    await server.drain();
    expect(await read()).toMatchObject([{ state: 'unknown' }]);
    server.setNow(new Date(Date.now() + 25 * 3_600_000).toISOString());
    await server.app.pool.query("SELECT graphile_worker.add_job('outbox.tidy', '{}')");
    await server.drain();
    server.setNow(null);
    expect(await read()).toMatchObject([{ state: 'dead', reason: /код устарел/ }]);
  });

  it('is one whose job was lost: an hour later a person is asked', async () => {
    await write();
    const tidy = async (minutes: number) => {
      server.setNow(new Date(Date.now() + minutes * 60_000).toISOString());
      await server.app.pool.query("SELECT graphile_worker.add_job('outbox.tidy', '{}')");
      await server.drain();
      server.setNow(null);
      return (await read())[0].state;
    };
    await server.app.pool.query('DELETE FROM graphile_worker._private_jobs');
    await server.app.pool.query("UPDATE outbox.letter SET state = 'sending', state_at = now()");
    expect([await tidy(59), await tidy(62)]).toEqual(['sending', 'unknown']);
  });

  it('counts as a sent SMS of the budget', async () => {
    gateway.answer = { status: 504 };
    const settings = { url: `${gateway.url}/send`, method: 'POST', body: '{}', mayBePrivate: true };
    await set('sms', { ...settings, perHour: 2, perDay: 2, codeShare: 50 }, '');
    for (const n of [1, 2]) {
      await write({ recipient: `+7912000000${n}` });
      await server.drain();
    }
    expect((await read()).map(({ state }) => state)).toEqual(['unknown', 'queued']);
    await set('sms', { ...settings, perHour: 1000 }, '');
  });
});

describe('a host that is away', () => {
  it('is not asked for every letter: they wait, and the wait is no try', async () => {
    gateway.answer = { status: 503, headers: { 'retry-after': '600' } };
    for (const n of [1, 2, 3]) await write({ recipient: `+7912000000${n}` });
    await server.drain();
    expect(gateway.calls).toHaveLength(1);
    expect((await read()).map(({ state, attempts }) => `${state} ${attempts}`).sort()).toEqual([
      'queued 0',
      'queued 0',
      'queued 1',
    ]);
    gateway.answer = { status: 200 };
    forgiveHost(gateway.url);
    await nextDay();
    expect((await read()).map(({ state }) => state)).toEqual(['sent', 'sent', 'sent']);
  });
});

describe('a process that is killed', () => {
  const script = join(import.meta.dirname, '../../../tests/support/letters/drain-alone.ts');

  it('after the other side took the letter leaves it to a person, and sends it to nobody twice', async () => {
    await write();
    const { config } = server.app.services;
    const child: ChildProcess = spawn(process.execPath, [script], {
      env: {
        ...process.env,
        DATABASE_URL: config.databaseUrl,
        OTKLIK_DATA: config.dataDir,
        OTKLIK_URL: 'https://otklik.test',
      },
      stdio: 'ignore',
    });
    const ended = once(child, 'exit');
    gateway.onCall = () => child.kill('SIGKILL');
    expect((await ended)[1]).toBe('SIGKILL');
    gateway.onCall = null;
    expect(gateway.calls).toHaveLength(1);
    expect(await read()).toMatchObject([{ state: 'sending', attempts: 0 }]);
    await server.app.pool.query(
      'UPDATE graphile_worker._private_jobs SET locked_by = NULL, locked_at = NULL, run_at = now()',
    );
    await server.drain();
    await nextDay();
    expect(gateway.calls).toHaveLength(1);
    expect(await read()).toMatchObject([
      { state: 'unknown', attempts: 1, reason: /остановился во время отправки/ },
    ]);
  }, 180_000);
});
