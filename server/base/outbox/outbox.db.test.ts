import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendSignInCode } from '../../../shared/contract/base/identity.ts';
import { listLetters } from '../../../shared/contract/base/outbox.ts';
import { submitCase } from '../../../tests/support/site/cases.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { signInAs, signInResident } from '../../../tests/support/site/sign-in.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { type LetterInput, sendLetter } from './index.ts';

const caller = { actor: { kind: 'system', name: 'test' } as const, requestId: 'test', ip: '' };
const letter: LetterInput = {
  channel: 'email',
  recipient: 'anna@demo.invalid',
  subject: 'Тема',
  text: 'Ссылка: {secret}',
  secret: 'https://example.invalid/тайна',
  purpose: 'new-password',
};

const send = (server: TestServer, input: LetterInput, after?: (ctx: Ctx) => void) =>
  runMutation(server.app.services, caller, async (ctx) => {
    await sendLetter(ctx, input);
    after?.(ctx);
  });

describe('in production', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.close());

  it('letters are read by who may, with contacts and secrets hidden', async () => {
    await send(server, letter);
    await server.drain();
    const { letters, isDemo } = await server.call(listLetters, {}, await signInAs(server, 'privacy-officer'));
    expect(isDemo).toBe(false);
    expect(letters[0]).toMatchObject({
      recipient: 'a•••@demo.invalid',
      text: 'Ссылка: ••••••',
      state: 'queued',
    });
    expect((await server.fail(listLetters, {})).status).toBe(401);
    for (const cookie of [await signInAs(server, 'operator'), await signInResident(server)])
      expect((await server.fail(listLetters, {}, cookie)).status).toBe(403);
  });

  it('who reads the letters cannot open a resident’s message by the link in them', async () => {
    const { number, trackToken } = await submitCase(server, { phone: '+79125550031' });
    const { letters } = await server.call(
      listLetters,
      { query: { recipient: '+79125550031' } },
      await signInAs(server, 'admin'),
    );
    expect(letters[0]?.text).toContain(`/m/${number}?k=••••••`);
    expect(JSON.stringify(letters)).not.toContain(trackToken);
    // What goes to the resident itself is whole.
    const { rows } = await server.app.pool.query('SELECT text FROM outbox.letter WHERE recipient = $1', [
      '+79125550031',
    ]);
    expect(rows[0].text).toContain(`?k=${trackToken}`);
  });

  it('a change that failed sends nothing', async () => {
    const failed = send(server, { ...letter, purpose: 'heat-view-ended' }, () => {
      throw new Error('нет');
    });
    await expect(failed).rejects.toThrow('нет');
    const { rows } = await server.app.pool.query(
      "SELECT 1 FROM outbox.letter WHERE purpose = 'heat-view-ended'",
    );
    expect(rows).toEqual([]);
  });

  it('secrets are wiped after a day', async () => {
    await server.app.pool.query("UPDATE outbox.letter SET created_at = created_at - interval '25 hours'");
    await send(server, { ...letter, purpose: 'executor-link' });
    await server.app.pool.query("SELECT graphile_worker.add_job('outbox.tidy', '{}')");
    await server.drain();
    const { rows } = await server.app.pool.query(
      'SELECT purpose, secret IS NULL AS wiped FROM outbox.letter ORDER BY created_at',
    );
    expect(rows.filter(({ purpose }) => purpose !== 'case-registered')).toEqual([
      { purpose: 'new-password', wiped: true },
      { purpose: 'executor-link', wiped: false },
    ]);
  });

  it('a secret without a place in the text is a bug', async () => {
    await expect(send(server, { ...letter, text: 'без места' })).rejects.toThrow('no place');
  });
});

describe('in the demo', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer({ OTKLIK_DEMO: '1' });
  });
  afterAll(() => server.close());

  it('anybody sees the codes, not the full numbers', async () => {
    await server.call(sendSignInCode, { body: { phone: '+79125550021' } });
    await server.drain();
    const { letters } = await server.call(listLetters, { query: { recipient: '8 912 555-00-21' } });
    expect(letters).toHaveLength(1);
    expect(letters[0]).toMatchObject({ channel: 'sms', state: 'shown', recipient: '+7 ••• ••• 00 21' });
    expect(letters[0]?.text).toMatch(/код для входа \d{6}\./);
    expect(JSON.stringify(letters)).not.toContain('9125550021');
  });

  it('pages newest first', async () => {
    for (let number = 0; number < 7; number += 1)
      await send(server, {
        channel: 'sms',
        recipient: '+79125550022',
        text: `№ ${number}`,
        purpose: 'case-answered',
      });
    const texts: string[] = [];
    let cursor: string | undefined;
    do {
      const page: { letters: { text: string }[]; next: string | null } = await server.call(listLetters, {
        query: { recipient: '+79125550022', limit: 3, ...(cursor && { cursor }) },
      });
      texts.push(...page.letters.map(({ text }) => text));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(texts).toEqual(['№ 6', '№ 5', '№ 4', '№ 3', '№ 2', '№ 1', '№ 0']);
    const odd = await server.call(listLetters, { query: { cursor: "x' OR 1=1" } });
    expect(odd.letters.length).toBeGreaterThan(0);
  });

  it('a text with the mark of a secret but without one is shown as it is filled: dots', async () => {
    await send(server, {
      channel: 'sms',
      recipient: '+79125550023',
      text: 'Житель пишет {secret}',
      purpose: 'case-answered',
    });
    const { letters } = await server.call(listLetters, { query: { recipient: '+79125550023' } });
    expect(letters[0]?.text).toBe('Житель пишет ••••••');
  });
});
