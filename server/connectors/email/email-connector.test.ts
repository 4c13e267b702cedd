import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  letterSource,
  MAIL_START,
  type MailWorld,
  seenPosts,
  signLetter,
  startMailWorld,
} from '../../../tests/fakes/imap/mail-world.ts';

let world: MailWorld;
beforeAll(async () => {
  world = await startMailWorld();
});
afterAll(() => world.close());
beforeEach(() => world.reset());

describe('a letter', () => {
  it('is read with its words and its thread, and stays unread for people', async () => {
    world.mailbox.put(
      letterSource({ 'In-Reply-To': '<0@example.ru>', References: '<root@example.ru> <0@example.ru>' }),
      {
        arrivedAt: MAIL_START,
      },
    );
    const pulled = await world.pull(world.reading());
    expect(seenPosts(pulled)).toEqual([
      {
        id: 'letter:<1@example.ru>',
        kind: 'message',
        threadId: 'letter:<root@example.ru>',
        parentId: 'letter:<0@example.ru>',
        pageId: '',
        authorId: 'anna@example.ru',
        authorName: 'Анна',
        isOwn: false,
        text: 'Вода\n\nНет воды',
        pictures: [],
        url: '',
        postedAt: MAIL_START,
        editedAt: null,
        reach: null,
      },
    ]);
    expect(pulled.readings[0]!.key).toMatch(/^mail:<1@example\.ru>:[0-9a-f]{40}$/u);
    expect(pulled.readings[0]!.raw).toBe(world.mailbox.letters[0]!.source.toString());
    expect(world.mailbox.letters[0]!.flags.size).toBe(0);
    expect(world.mailbox.commands.some((command) => command.startsWith('EXAMINE'))).toBe(true);
  });

  it('is read of HTML alone, in old charsets, with an attachment, and of what is no UTF-8 the bytes are kept', async () => {
    const koi = Buffer.concat([
      Buffer.from(
        letterSource(
          { 'Content-Type': 'text/plain; charset=koi8-r', 'Content-Transfer-Encoding': '8bit', Subject: 'x' },
          '',
        ),
      ),
      Buffer.from([0xf7, 0xcf, 0xc4, 0xc1, 0x0d, 0x0a]),
    ]);
    world.mailbox.put(koi);
    world.mailbox.put(
      letterSource({ 'Content-Type': 'text/html; charset=utf-8' }, '<p>Нет <b>света</b></p>'),
    );
    const [first, second] = [await world.pull(world.reading())].flatMap(seenPosts);
    expect(first!.text).toBe('x\n\nВода');
    expect(second!.text).toBe('Вода\n\nНет света');
    expect((await world.pull(world.reading())).readings[0]!.raw).toContain('\u00f7\u00cf\u00c4\u00c1');
  });

  it.each([
    ['a machine wrote', { 'Auto-Submitted': 'auto-replied' }, 'Письмо написала программа (Auto-Submitted)'],
    ['a server notifies by', { 'Return-Path': '<>' }, 'Извещение почтового сервера (пустой Return-Path)'],
    ['goes to many', { Precedence: 'bulk' }, 'Рассылка (Precedence)'],
    ['goes to a list', { 'List-Id': '<news.example.ru>' }, 'Рассылка (List-Id)'],
    ['has no sender', { From: '' }, 'В письме нет адреса отправителя'],
    ['is our own', { From: 'GOROD@kamensk.example' }, 'Письмо из этого же ящика'],
  ])('that %s is kept as evidence and means nothing', async (_, headers, ignored) => {
    world.putNow(letterSource(headers));
    const { readings } = await world.pull(world.reading());
    expect(readings).toMatchObject([{ facts: [], ignored }]);
    expect(readings[0]!.raw).not.toBe('');
  });

  it.each([
    ['says that no machine wrote it', { 'Auto-Submitted': 'no' }],
    ['has a return path', { 'Return-Path': '<anna@example.ru>' }],
    ['is first class', { Precedence: 'first-class' }],
    ['has no Message-ID', { 'Message-ID': '' }],
  ])('that %s is read', async (_, headers) => {
    world.putNow(letterSource(headers));
    expect(seenPosts(await world.pull(world.reading()))).toHaveLength(1);
  });

  it('that calls itself as another does replaces nothing: it is another event, and tells of a birth', async () => {
    world.putNow(letterSource());
    world.putNow(letterSource({}, 'Другое'));
    const { readings } = await world.pull(world.reading());
    expect(new Set(readings.map(({ key }) => key)).size).toBe(2);
    expect(readings.flatMap(({ facts }) => facts)).toMatchObject([{ isBirth: true }, { isBirth: true }]);
  });
});

it('a letter that cannot be read is kept and holds up nobody', async () => {
  const parts = Array.from({ length: 2000 }, (_, at) =>
    ['Content-Type: multipart/mixed; boundary=b', at, '\r\n\r\n--b', at, '\r\n'].join(''),
  );
  world.putNow(parts.join(''));
  world.putNow(letterSource());
  const pulled = await world.pull(world.reading());
  expect(pulled.readings.map(({ ignored }) => ignored)).toEqual([
    'Письмо не разобрано: оно не по форме',
    null,
  ]);
  expect(pulled.readings[0]!.raw).toBe(parts.join(''));
});

describe('a cursor', () => {
  it('goes on after the last letter, though the server answers the last one again', async () => {
    world.putNow(letterSource());
    const first = await world.pull(world.reading());
    expect((await world.pull(world.reading(), first.cursor)).readings).toEqual([]);
    world.putNow(letterSource({ 'Message-ID': '<2@example.ru>' }));
    const second = await world.pull(world.reading(), first.cursor);
    expect(seenPosts(second).map(({ id }) => id)).toEqual(['letter:<2@example.ru>']);
  });

  it('of other numbers, or broken, reads anew under the same keys', async () => {
    world.putNow(letterSource());
    const first = await world.pull(world.reading());
    world.mailbox.validity = 2;
    for (const cursor of [first.cursor, '{', '{"uid":-1}']) {
      const again = await world.pull(world.reading(), cursor);
      expect(again.readings.map(({ key }) => key)).toEqual(first.readings.map(({ key }) => key));
    }
  });

  it('takes fifty letters at once: of a mailbox never read the last ones, later the next ones', async () => {
    const fill = (from: number, to: number) => {
      for (let n = from; n <= to; n += 1) world.putNow(letterSource({ 'Message-ID': `<${n}@example.ru>` }));
    };
    fill(1, 60);
    const first = await world.pull(world.reading());
    expect([first.readings.length, first.isMore, seenPosts(first)[0]!.id]).toEqual([
      50,
      false,
      'letter:<11@example.ru>',
    ]);
    fill(61, 115);
    const second = await world.pull(world.reading(), first.cursor);
    expect([second.readings.length, second.isMore, seenPosts(second)[0]!.id]).toEqual([
      50,
      true,
      'letter:<61@example.ru>',
    ]);
    const third = await world.pull(world.reading(), second.cursor);
    expect([third.readings.length, third.isMore]).toEqual([5, false]);
  });

  it('of an empty mailbox begins with the first letter that comes, and answers it', async () => {
    const { cursor } = await world.pull(world.answering());
    world.putNow(await signLetter(letterSource()));
    expect(seenPosts(await world.pull(world.answering(), cursor))).toHaveLength(1);
    expect(world.outgoing.letters).toHaveLength(1);
  });
});
