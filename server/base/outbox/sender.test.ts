import { createECDH, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import webPush from 'web-push';
import {
  type HttpService,
  type MailServer,
  startHttpService,
  startMailServer,
} from '../../../tests/support/letters/letter-servers.ts';
import { forgiveHost } from '../../lib/outbound/fetch-outside.ts';
import { smtpHost } from '../../lib/outbound/smtp.ts';
import { sendEmail } from './email.ts';
import { sendMax } from './max.ts';
import { sendPush } from './push.ts';
import { type ChannelAccess, type OutgoingLetter, type Sender, SendFailure } from './sender.ts';
import { sendSms } from './sms.ts';

let mail: MailServer;
let http: HttpService;
beforeAll(async () => {
  mail = await startMailServer();
  http = await startHttpService();
});
afterAll(async () => {
  await mail.close();
  await http.close();
});
beforeEach(() => {
  mail.mood = 'accept';
  mail.letters.length = 0;
  http.answer = { status: 200, body: '{"status":"ok"}' };
  http.calls.length = 0;
  for (const host of [http.url, smtpHost('127.0.0.1', 9), 'http://127.0.0.1:9']) forgiveHost(host);
});

const config = { publicUrl: 'https://otklik.test' };
const letter = (recipient: string): OutgoingLetter => ({
  id: '018f0000-0000-7000-8000-000000000001',
  recipient,
  subject: 'Ответ на «сообщение»',
  text: 'Яму заделали.\nhttps://otklik.test/m/2026-11-0001?k=abc.',
  unsubscribe: 'https://otklik.test/unsubscribe?token=x.y',
});
const browser = () => {
  const pair = createECDH('prime256v1');
  const p256dh = pair.generateKeys('base64url');
  return JSON.stringify({
    endpoint: `${http.url}/push`,
    p256dh,
    auth: randomBytes(16).toString('base64url'),
  });
};
const vapid = webPush.generateVAPIDKeys();

interface Case {
  name: string;
  send: Sender;
  access: () => ChannelAccess;
  to: () => string;
  /** Makes the other side answer like this. */
  answer: (mood: 'later' | 'never') => void;
  taken: () => number;
}

const byHttp = (mood: 'later' | 'never') => {
  http.answer = { status: mood === 'later' ? 503 : 400 };
};
const cases: Case[] = [
  {
    name: 'e-mail',
    send: sendEmail,
    access: () => ({
      settings: {
        host: '127.0.0.1',
        port: mail.port,
        security: 'none',
        from: 'otklik@city.example',
        user: 'otklik',
      },
      secret: 'почтовый-пароль',
      config,
    }),
    to: () => 'anna@example.org',
    answer: (mood) => {
      mail.mood = mood;
    },
    taken: () => mail.letters.length,
  },
  {
    name: 'SMS',
    send: sendSms,
    access: () => ({
      settings: {
        url: `${http.url}/send?key={key}`,
        method: 'POST',
        body: '{"to":"{phone}","text":"{text}"}',
        accepted: '"ok"',
        mayBePrivate: true,
      },
      secret: 'ключ шлюза',
      config,
    }),
    to: () => '+79120000001',
    answer: byHttp,
    taken: () => http.calls.length,
  },
  {
    name: 'MAX',
    send: sendMax,
    access: () => ({ settings: { baseUrl: http.url, mayBePrivate: true }, secret: 'token', config }),
    to: () => '42',
    answer: byHttp,
    taken: () => http.calls.length,
  },
  {
    name: 'web push',
    send: sendPush,
    access: () => ({
      settings: { subject: 'mailto:it@city.example', publicKey: vapid.publicKey, mayBePrivate: true },
      secret: vapid.privateKey,
      config,
    }),
    to: browser,
    answer: byHttp,
    taken: () => http.calls.length,
  },
];

describe.each(cases)('$name keeps the contract of a channel', ({ send, access, to, answer, taken }) => {
  const fail = (given = access()) =>
    send(letter(to()), given).then(
      () => expect.fail('must fail'),
      (error: unknown) => error as SendFailure,
    );

  it('resolves once the other side has taken the letter', async () => {
    await send(letter(to()), access());
    expect(taken()).toBe(1);
  });

  it('a passing refusal may be tried again, a final one may not; both are told in Russian without the secret', async () => {
    answer('later');
    const later = await fail();
    expect([later instanceof SendFailure, later.facts.isFinal]).toEqual([true, false]);
    answer('never');
    const never = await fail();
    expect([never instanceof SendFailure, never.facts.isFinal]).toEqual([true, true]);
    for (const { message } of [later, never]) {
      expect(message).toMatch(/[а-я]{4}/i);
      expect(message).not.toContain(access().secret);
    }
  });

  it('nobody at the other end passes', async () => {
    const given = access();
    const away = 'http://127.0.0.1:9';
    given.settings = { ...given.settings, port: 9, url: `${away}/`, baseUrl: away };
    const recipient = to().replace(http.url, away);
    const error = await send(letter(recipient), given).catch((failure: unknown) => failure as SendFailure);
    expect(error).toBeInstanceOf(SendFailure);
    expect((error as SendFailure).facts).toMatchObject({ isFinal: false, mayHaveArrived: false });
  });
});

describe('a letter whose end nobody knows', () => {
  const lost = (one: Case, given = one.access()) =>
    expect(one.send(letter(one.to()), given)).rejects.toMatchObject({
      facts: { isFinal: false, mayHaveArrived: true },
    });

  it('is one the mail server took without a word', async () => {
    mail.mood = 'silent';
    const [email] = cases as [Case];
    const given = email.access();
    given.settings = { ...given.settings, patience: 1 };
    await lost(email, given);
  });

  it.each([502, 504])('is one a gateway before the service answered %i to', async (status) => {
    http.answer = { status };
    for (const one of cases.slice(1)) await lost(one);
  });
});

describe('what goes over the wire', () => {
  it('e-mail: plain text, a Message-ID that stays, no auto-answers, a way out', async () => {
    const [{ send, access, to }] = cases as [Case];
    await send(letter(to()), access());
    await send(letter(to()), access());
    const ids = mail.letters.map(({ source }) => /^Message-ID: (.+)$/m.exec(source)?.[1]);
    expect(ids).toEqual(Array(2).fill('<018f0000-0000-7000-8000-000000000001@city.example>'));
    const { source } = mail.letters[0]!;
    expect(source).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
    expect(source).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(source).toMatch(/^List-Unsubscribe: <https:\/\/otklik\.test\/unsubscribe/m);
    const wrong = { ...access(), secret: 'не тот' };
    await expect(send(letter(to()), wrong)).rejects.toMatchObject({
      facts: { isFinal: false, mayHaveArrived: false },
      message: /имя или пароль/,
    });
  });

  it('headers are not made of a letter’s words', async () => {
    const [{ send, access, to }] = cases as [Case];
    await send({ ...letter(to()), subject: 'Тема\r\nBcc: all@example.org' }, access());
    expect(mail.letters[0]?.source).not.toMatch(/^Bcc:/m);
  });

  it('SMS: the template is filled as its place needs; words of refusal in a reply 200 count', async () => {
    const { send, access, to } = cases[1]!;
    await send({ ...letter(to()), text: 'Кавычки " и \\' }, access());
    expect(http.calls[0]?.path).toBe(`/send?key=${encodeURIComponent('ключ шлюза')}`);
    expect(JSON.parse(String(http.calls[0]?.body))).toEqual({ to: '+79120000001', text: 'Кавычки " и \\' });
    http.answer = { status: 200, body: 'error: no money, key ключ шлюза' };
    await expect(send(letter(to()), access())).rejects.toThrow('no money, key ••••••');
  });

  it('MAX: the shape of its schema, the token in the header alone', async () => {
    const { send, access, to } = cases[2]!;
    await send(letter(to()), access());
    const [call] = http.calls;
    expect([call?.method, call?.path, call?.headers.authorization]).toEqual([
      'POST',
      '/messages?user_id=42',
      'token',
    ]);
    const body = JSON.parse(String(call?.body));
    expect(Object.keys(body).sort()).toEqual(['attachments', 'link', 'notify', 'text']);
    http.answer = { status: 429, headers: { 'retry-after': '30' } };
    await expect(send(letter(to()), access())).rejects.toMatchObject({
      facts: { isFinal: false, isUntried: false, retryAfter: 30_000 },
    });
    // It is left alone for that long: the next letter is not tried at all.
    await expect(send(letter(to()), access())).rejects.toMatchObject({ facts: { isUntried: true } });
    expect(http.calls).toHaveLength(2);
  });

  it('web push: encrypted, signed by our key; a browser that is gone is said to be', async () => {
    const { send, access, to } = cases[3]!;
    await send(letter(to()), access());
    const [call] = http.calls;
    expect(call?.headers['content-encoding']).toBe('aes128gcm');
    expect(call?.headers.authorization).toContain(vapid.publicKey);
    expect(call?.body.toString('utf8')).not.toContain('Яму');
    http.answer = { status: 410 };
    await expect(send(letter(to()), access())).rejects.toMatchObject({
      facts: { isFinal: true, isGone: true },
    });
    const closed = { ...access(), settings: { ...access().settings, mayBePrivate: false } };
    await expect(send(letter(to()), closed)).rejects.toMatchObject({ facts: { isGone: true } });
  });
});
