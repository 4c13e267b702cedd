import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  letterSource,
  MAIL_START,
  type MailWorld,
  seenPosts,
  signLetter,
  startMailWorld,
} from '../../../tests/fakes/imap/mail-world.ts';

const HOUR = 3_600_000;

let world: MailWorld;
beforeAll(async () => {
  world = await startMailWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

describe('a machine’s answer', () => {
  /** A world.mailbox that was read before. */
  const begin = async (access = world.answering()) => (await world.pull(access)).cursor;

  it('tells how one turns to the city by law, in the thread, marked as a machine’s', async () => {
    const cursor = await begin();
    world.putNow(await signLetter(letterSource()));
    await world.pull(world.answering({ form: 'https://kamensk.example/appeal' }), cursor);
    const [{ to, source }] = world.outgoing.letters as [{ to: string; source: string }];
    expect(to).toBe('anna@example.ru');
    expect(source).toMatch(/^In-Reply-To: <1@example\.ru>\r$/mu);
    expect(source).toMatch(/^Auto-Submitted: auto-replied\r$/mu);
    expect(source).toMatch(/^Message-ID: <auto-[0-9a-f]{32}@kamensk\.example>\r$/mu);
    const text = Buffer.from(
      source.split('\r\n\r\n').slice(1).join('').replaceAll(/\s/gu, ''),
      'base64',
    ).toString();
    for (const said of ['№ 547-ФЗ', 'www.gosuslugi.ru', 'pos.gosuslugi.ru', 'kamensk.example/appeal', '112'])
      expect(text).toContain(said);
    expect(text).not.toMatch(/[{}]/u);
    expect([...world.mailbox.letters[0]!.flags]).toEqual(['\\Answered']);
  });

  it('goes to an address once in a day', async () => {
    let cursor = await begin();
    const write = async (id: string, from = 'Anna@example.ru') => {
      world.putNow(await signLetter(letterSource({ 'Message-ID': `<${id}@example.ru>`, From: from })));
    };
    const read = async () => {
      cursor = (await world.pull(world.answering(), cursor)).cursor;
      return world.outgoing.letters.length;
    };
    await write('1');
    await write('2', 'ANNA@example.ru');
    expect(await read()).toBe(1);
    world.clock.now = new Date(MAIL_START.getTime() + 23 * HOUR);
    await write('3');
    await write('4', 'boris@example.ru');
    expect(await read()).toBe(2);
    world.clock.now = new Date(MAIL_START.getTime() + 26 * HOUR);
    await write('5');
    expect(await read()).toBe(3);
    expect(world.outgoing.letters.map(({ to }) => to)).toEqual([
      'anna@example.ru',
      'boris@example.ru',
      'anna@example.ru',
    ]);
  });

  it('is not said twice where the reading is repeated, nor to the next letter of the same author', async () => {
    const cursor = await begin();
    world.putNow(await signLetter(letterSource()));
    await world.pull(world.answering(), cursor);
    world.putNow(await signLetter(letterSource({ 'Message-ID': '<2@example.ru>' })));
    await world.pull(world.answering(), cursor);
    expect(world.outgoing.letters).toHaveLength(1);
  });

  it.each<[string, () => Promise<void> | void]>([
    ['is signed by nobody', () => void world.putNow(letterSource())],
    [
      'is signed by another domain',
      async () => void world.putNow(await signLetter(letterSource(), 'other.example')),
    ],
    [
      'was changed on its way',
      async () => void world.putNow((await signLetter(letterSource())).replace('Нет воды', 'Нет света')),
    ],
    [
      'stood there for days',
      async () =>
        void world.mailbox.put(await signLetter(letterSource()), {
          arrivedAt: new Date(MAIL_START.getTime() - 49 * HOUR),
        }),
    ],
    [
      'somebody answered',
      async () =>
        void world.mailbox.put(await signLetter(letterSource()), {
          arrivedAt: MAIL_START,
          flags: ['\\Answered'],
        }),
    ],
    [
      'nobody would read the answer of',
      async () => void world.putNow(await signLetter(letterSource({ From: 'no-reply@example.ru' }))),
    ],
    [
      'a machine wrote',
      async () => void world.putNow(await signLetter(letterSource({ 'Auto-Submitted': 'auto-generated' }))),
    ],
  ])('does not go to a letter that %s', async (_, put) => {
    const cursor = await begin();
    await put();
    await world.pull(world.answering(), cursor);
    expect(world.outgoing.letters).toEqual([]);
  });

  it('does not go to what stood there before us, nor without a way out', async () => {
    world.putNow(await signLetter(letterSource()));
    const { cursor } = await world.pull(world.answering());
    world.putNow(await signLetter(letterSource({ 'Message-ID': '<2@example.ru>' })));
    await world.pull(world.reading({ user: 'otklik' }), cursor);
    expect(world.outgoing.letters).toEqual([]);
  });

  it('that the mail server refuses loses no letter; it is told without the address until one goes out', async () => {
    const cursor = await begin();
    world.outgoing.mood = 'never';
    world.putNow(await signLetter(letterSource()));
    const refused = await world.pull(world.answering(), cursor);
    expect(seenPosts(refused)).toHaveLength(1);
    expect(refused.trouble).toBe('Автоответ не ушёл: Почтовый сервер отказал');
    const silent = await world.pull(world.answering(), refused.cursor);
    expect(silent.trouble).toBe(refused.trouble);
    expect((await world.pull(world.reading({ user: 'otklik' }), silent.cursor)).trouble).toBe('');
    world.outgoing.mood = 'accept';
    world.putNow(
      await signLetter(letterSource({ From: 'boris@example.ru', 'Message-ID': '<2@example.ru>' })),
    );
    expect((await world.pull(world.answering(), silent.cursor)).trouble).toBe('');
  });

  it('is tried once where the password is refused: the mailbox is not to be closed for it', async () => {
    const cursor = await begin();
    for (const name of ['anna', 'boris'])
      world.putNow(
        await signLetter(letterSource({ From: `${name}@example.ru`, 'Message-ID': `<${name}@example.ru>` })),
      );
    const access = world.answering({ password: 'другой' });
    world.mailbox.password = 'другой';
    const pulled = await world.pull(access, cursor);
    expect(pulled.trouble).toBe('Автоответ не ушёл: Почтовый сервер не принял имя или пароль');
    expect(seenPosts(pulled)).toHaveLength(2);
    expect(world.mailbox.letters.map(({ flags }) => flags.has('\\Answered'))).toEqual([true, false]);
  });
});
