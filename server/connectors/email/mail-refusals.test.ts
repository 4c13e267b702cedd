import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MailWorld, startMailWorld } from '../../../tests/fakes/imap/mail-world.ts';
import { NetworkFailure, type PageAccess } from '../../base/networks/index.ts';
import { openImapAccess, openSmtpAccess } from './mail-access.ts';

let world: MailWorld;
beforeAll(async () => {
  world = await startMailWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

describe('an answer of a person', () => {
  const utterance = {
    id: '0198-answer',
    to: {
      id: 'letter:<1@example.ru>',
      kind: 'message' as const,
      threadId: 'letter:<root@example.ru>',
      authorId: 'anna@example.ru',
    },
    text: 'Воду дадут к вечеру.',
  };
  const say = () => world.connector.say!(world.answering(), utterance);

  it('goes into the thread under a Message-ID of its own', async () => {
    expect(await say()).toEqual({ id: 'letter:<0198-answer@kamensk.example>', url: '' });
    const [{ to, source }] = world.outgoing.letters as [{ to: string; source: string }];
    expect(to).toBe('anna@example.ru');
    expect(source).toMatch(/^Message-ID: <0198-answer@kamensk\.example>\r$/mu);
    expect(source).toMatch(/^In-Reply-To: <1@example\.ru>\r$/mu);
    expect(source).toMatch(/^References: <root@example\.ru>\s+<1@example\.ru>\r$/mu);
    expect(source).not.toMatch(/^Auto-Submitted/mu);
  });

  it.each([
    ['later', 'later'],
    ['never', 'refused'],
  ] as const)('that the server refuses (%s) is %s', async (mood, trouble) => {
    world.outgoing.mood = mood;
    await expect(say()).rejects.toMatchObject({ trouble });
  });

  it('that cannot begin says why', async () => {
    const refused = (access: PageAccess) =>
      world.connector.say!(access, utterance).then(
        () => null,
        (error: unknown) => (error instanceof NetworkFailure ? [error.trouble, error.message] : error),
      );
    expect(await refused(world.reading())).toEqual(['key', 'Не указано: Сервер исходящей почты']);
    expect(await refused(world.answering({ password: 'другой' }))).toMatchObject([
      'key',
      expect.stringContaining('имя или пароль'),
    ]);
    expect(await refused(world.answering({ smtp: 'https://smtp.example' }))).toMatchObject([
      'key',
      expect.stringContaining('smtps://'),
    ]);
    const closed = { ...world.answering(), mayBePrivate: false };
    expect(await refused(closed)).toMatchObject(['refused', expect.stringContaining('закрытой сети')]);
  });
});

it.each([
  ['smtps://93.184.216.34', true, 'tls'],
  ['smtp://93.184.216.34', false, 'starttls'],
  ['smtp://93.184.216.34', true, 'starttls'],
  ['smtp://127.0.0.1', true, 'none'],
])(
  'no password goes in the open out of the private network: %s, %s',
  async (smtp, mayBePrivate, security) => {
    const access = { ...world.answering({ smtp }), mayBePrivate };
    expect(await openSmtpAccess(access)).toMatchObject({ security });
  },
);

it.each([
  ['imap://93.184.216.34', true, true],
  ['imaps://93.184.216.34', true, false],
  ['imap://127.0.0.1', true, false],
])('nor to a server of incoming mail: %s, %s', async (imap, mayBePrivate, isStartTlsNeeded) => {
  const access = { ...world.reading({ imap }), mayBePrivate };
  expect(await openImapAccess(access)).toMatchObject({ isStartTlsNeeded });
});

describe('a mailbox that cannot be read', () => {
  it.each<[string, () => PageAccess, string]>([
    ['of a wrong password', () => world.reading({ password: 'другой' }), 'key'],
    ['without a password', () => world.reading({ password: '' }), 'key'],
    ['without a server', () => world.reading({ imap: '' }), 'key'],
    ['of another protocol', () => world.reading({ imap: 'https://imap.example' }), 'key'],
    ['with a name in its address', () => world.reading({ imap: 'imaps://a:b@imap.example' }), 'key'],
    ['in the private network', () => ({ ...world.reading(), mayBePrivate: false }), 'refused'],
    ['where nobody listens', () => world.reading({ imap: 'imap://127.0.0.1:9' }), 'later'],
  ])('%s', async (_, access, trouble) => {
    await expect(world.pull(access())).rejects.toMatchObject({ trouble });
  });

  it('is told of by function', async () => {
    expect(await world.connector.tryKeys(world.reading())).toEqual([
      { pageFunction: 'messages', refusal: null },
      { pageFunction: 'reply', refusal: 'Не указано: Сервер исходящей почты' },
    ]);
    expect(await world.connector.tryKeys(world.reading({ password: 'другой' }))).toMatchObject([
      { refusal: 'Почтовый сервер не принял имя или пароль' },
      {},
    ]);
    expect(await world.connector.tryKeys(world.answering())).toEqual([
      { pageFunction: 'messages', refusal: null },
      { pageFunction: 'reply', refusal: null },
    ]);
  });
});
