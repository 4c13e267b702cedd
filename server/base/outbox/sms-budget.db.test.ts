import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { sendSignInCode } from '../../../shared/contract/base/identity.ts';
import * as contract from '../../../shared/contract/base/outbox-settings.ts';
import {
  type HttpService,
  type MailServer,
  startHttpService,
  startMailServer,
} from '../../../tests/support/letters/letter-servers.ts';
import { startTestServer, type TestServer } from '../../../tests/support/site/server.ts';
import { sendFrom, signInAs } from '../../../tests/support/site/sign-in.ts';
import { registry } from '../../lib/metrics.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import { type LetterInput, sendLetters } from './index.ts';

const START = Date.parse('2026-11-24T09:00:30Z');
let server: TestServer;
let gateway: HttpService;
let mail: MailServer;
beforeAll(async () => {
  server = await startTestServer({ OTKLIK_URL: 'https://otklik.test' });
  [gateway, mail] = [await startHttpService(), await startMailServer()];
  const admin = await signInAs(server, 'admin');
  const sms = { url: `${gateway.url}/?to={phone}&text={text}`, method: 'GET', mayBePrivate: true };
  const smtp = { host: '127.0.0.1', port: mail.port, security: 'none', from: 'otklik@city.example' };
  for (const [channel, settings] of [
    ['sms', { ...sms, perHour: 40, perDay: 400, codeShare: 25 }],
    ['email', smtp],
  ] as const)
    await server.call(
      contract.setLetterChannel,
      { params: { channel }, body: { settings, secret: '', isActive: true } },
      admin,
    );
});
afterAll(async () => {
  await server.close();
  await gateway.close();
  await mail.close();
});
beforeEach(async () => {
  gateway.calls.length = 0;
  mail.letters.length = 0;
  await server.app.pool.query('DELETE FROM outbox.letter');
  await server.app.pool.query('DELETE FROM outbox.sms_alarm');
});

const at = (seconds: number) => server.setNow(new Date(START + seconds * 1000).toISOString());
async function deliver(): Promise<void> {
  await server.app.pool.query("SELECT graphile_worker.add_job('outbox.deliver', '{}')");
  await server.drain();
}
const write = (letters: Partial<LetterInput>[]) =>
  runMutation(
    server.app.services,
    { actor: { kind: 'system', name: 'test' }, requestId: 'test', ip: '' },
    (ctx) =>
      sendLetters(
        ctx,
        letters.map((more, nth) => ({
          channel: 'sms',
          recipient: `+791200000${String(nth).padStart(2, '0')}`,
          text: 'Ответ готов',
          purpose: 'case-answered',
          ...more,
        })),
      ),
  );
const subjects = (): string[] =>
  mail.letters.map(({ source }) => {
    const words = /^Subject: ((?:.+\r\n(?: .+\r\n)*))/mu.exec(source)?.[1] ?? '';
    return [...words.matchAll(/=\?UTF-8\?(B|Q)\?([^?]*)\?=/giu)]
      .map(([, way, text]) =>
        way!.toUpperCase() === 'B'
          ? Buffer.from(text!, 'base64').toString('utf8')
          : decodeURIComponent(text!.replaceAll('_', ' ').replaceAll('=', '%')),
      )
      .join('');
  });

it('sixty phones from sixty addresses spend their share and no more; whoever is refused reads of the other way', async () => {
  const replies: { status: number; body: object }[] = [];
  for (let nth = 0; nth < 60; nth += 1) {
    at(nth);
    const body = { phone: `+7912555${String(1000 + nth)}` };
    const reply = await sendFrom(server, `203.0.113.${nth}`, sendSignInCode, body);
    replies.push(reply);
  }
  // Eight at once, then one in twenty seconds: the flood of a minute never reaches the ten of the hour.
  expect(replies.slice(0, 8).map(({ status }) => status)).toEqual(Array(8).fill(200));
  const taken = replies.filter(({ status }) => status === 200).length;
  expect(taken).toBe(10);
  const refused = replies.find(({ status }) => status === 429)!;
  expect(JSON.stringify(refused.body)).toContain('коду на почту');
  const spent = replies.at(-1)!;
  expect(JSON.stringify(spent.body)).toContain('закончились');
  await deliver();
  expect(gateway.calls).toHaveLength(10);
  expect(subjects().sort()).toEqual([
    'SMS для кодов входа закончились',
    'SMS для кодов входа подходят к концу',
  ]);
  const metric = await registry.getSingleMetric('otklik_sms_budget_used')!.get();
  const codes = metric.values.find(({ labels }) => labels.share === 'codes' && labels.span === 'hour');
  expect(codes!.value).toBe(1);
  // By e-mail the same person gets in at once.
  const other = await sendFrom(server, '203.0.113.7', sendSignInCode, { email: 'anna@example.org' });
  expect(other.status).toBe(200);
  // An hour later the share is whole again.
  at(3 * 3600);
  const later = await sendFrom(server, '203.0.113.8', sendSignInCode, { phone: '+79125559999' });
  expect(later.status).toBe(200);
});

it('notices wait for room and never starve codes; near the end steps wait for a quieter hour', async () => {
  at(10 * 3600);
  await write([
    ...Array.from({ length: 24 }, () => ({ purpose: 'case-answered' as const })),
    ...Array.from({ length: 12 }, () => ({ purpose: 'case-rate-reminder' as const })),
  ]);
  await deliver();
  await deliver();
  expect(gateway.calls).toHaveLength(30);
  expect(subjects()).toContain('SMS для писем жителям закончились');
  const code = await sendFrom(server, '203.0.113.9', sendSignInCode, { phone: '+79125558888' });
  expect(code.status).toBe(200);
  await deliver();
  expect(gateway.calls).toHaveLength(31);
  at(11 * 3600 + 60);
  await deliver();
  expect(gateway.calls).toHaveLength(37);
});

it('near the end only what cannot wait goes', async () => {
  at(20 * 3600);
  await write(Array.from({ length: 25 }, () => ({ purpose: 'case-answered' as const })));
  await deliver();
  await write([{ purpose: 'case-rate-reminder' }, { purpose: 'case-answered' }]);
  await deliver();
  expect(gateway.calls).toHaveLength(26);
  at(21 * 3600 + 60);
  await deliver();
  expect(gateway.calls).toHaveLength(27);
});
