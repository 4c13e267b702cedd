import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openPublishingDesk } from '../../../../tests/support/networks/publishing-desk.ts';
import { drawPicture } from '../../../../tests/support/pictures.ts';
import { keepReceived, storePicture } from '../../files/index.ts';
import { cancelPublication, editPublication, settleUnknownPublication } from '../index.ts';
import type { Subject } from './rows.ts';

const {
  posts,
  server,
  asSystem,
  pass,
  ask,
  now,
  publish,
  addStrangers,
  changePage,
  stateOf,
  taken,
  fail,
  toldOf,
} = openPublishingDesk();

describe('a post', () => {
  test('comes out at its moment, once however often it is asked for, and is believed when it is seen', async () => {
    const subject = await ask('Мост открыт', { inMinutes: 30 });
    await pass(29);
    expect(await stateOf(subject)).toMatchObject({ state: 'waiting', reason: '', attempts: 0 });
    expect(taken('Мост открыт')).toHaveLength(0);
    await pass(1);
    await ask('Мост открыт', { subject });
    await pass(1);
    const [post] = taken('Мост открыт');
    expect(taken('Мост открыт')).toHaveLength(1);
    expect(await stateOf(subject)).toMatchObject({
      state: 'published',
      published_id: post!.number,
      published_url: `https://network.example/post/${post!.number}`,
      standing: null,
    });
    expect(posts.calls).toEqual(['publish', 'look']);
    expect(await toldOf(subject)).toEqual(['publish']);
  });

  test('sends its pictures ahead, as they are shown, and once', async () => {
    const fileId = await asSystem(async (ctx) =>
      keepReceived(
        ctx,
        await storePicture(server().app.services.config, await drawPicture('png', { withExif: true })),
      ),
    );
    const show = (isShown: boolean) =>
      server().app.pool.query('UPDATE files.file SET released = $1 WHERE id = $2', [isShown, fileId]);
    await show(true);
    const subject = await ask('С картинкой', { inMinutes: 30, pictures: [fileId!, fileId!] });
    await pass(24);
    expect(posts.calls).toEqual([]);
    fail('upload', 'later');
    await pass(1);
    expect(await stateOf(subject)).toMatchObject({ state: 'waiting', reason: 'Сеть: later' });
    await pass(5);
    expect(posts.calls).toEqual(['upload', 'upload', 'upload', 'publish', 'look']);
    const [post] = taken('С картинкой');
    expect(post!.pictures).toHaveLength(2);
    const [sent] = post!.pictures.map((name) => posts.pictures.get(name));
    expect(sent!.subarray(0, 3).toString('hex')).toBe('ffd8ff');
    expect(await stateOf(subject)).toMatchObject({ state: 'published', reason: '' });
    // One that its keeper hides meanwhile does not go out, though it was sent ahead.
    const hidden = await ask('Спрятали', { inMinutes: 10, pictures: [fileId!] });
    await pass(6);
    await show(false);
    await pass(4);
    expect(taken('Спрятали')).toHaveLength(0);
    expect(await stateOf(hidden)).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/больше не показывают всем/u),
    });
    const lost = await ask('Без файла', { pictures: [randomUUID()] });
    await pass();
    expect(await stateOf(lost)).toMatchObject({ state: 'failed', reason: 'Снимка записи нет на диске' });
  });

  test('is tried again only where nothing was taken', async () => {
    fail('publish', 'later', 'before', 120_000);
    const subject = await publish('Позже');
    const next = new Date(now().getTime() + 120_000);
    expect(await stateOf(subject)).toMatchObject({ state: 'waiting', reason: 'Сеть: later', next_at: next });
    expect(await toldOf(subject)).toEqual([]);
    await pass(2);
    expect(await stateOf(subject)).toMatchObject({ state: 'published', attempts: 2 });
    expect(taken('Позже')).toHaveLength(1);
  });

  test.each(['refused', 'rights', 'missing', 'form'] as const)(
    'that is %s has failed, in words',
    async (trouble) => {
      fail('publish', trouble);
      const subject = await publish(`Не ${trouble}`);
      expect(await stateOf(subject)).toMatchObject({
        state: 'failed',
        reason: `Сеть: ${trouble}`,
        next_at: null,
      });
      expect(await toldOf(subject)).toEqual(['publish']);
      await pass(600);
      expect(taken(`Не ${trouble}`)).toHaveLength(0);
      expect(await asSystem((ctx) => settleUnknownPublication(ctx, subject, 'again'))).toBe(true);
      await pass();
      expect(await stateOf(subject)).toMatchObject({ state: 'published' });
    },
  );

  test('does not begin where the page or the network is closed', async () => {
    await changePage(false);
    const subject = await publish('Выключено');
    expect(await stateOf(subject)).toMatchObject({ state: 'failed', reason: 'Страница выключена' });
    const others = await addStrangers();
    const strange = await ask('Чужая', { pageId: others.id });
    await pass();
    expect(await stateOf(strange)).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/не наша/u),
    });
    expect(posts.calls).toEqual([]);
  });
});

describe('a post whose answer is lost', () => {
  test('is found at once, and not published twice', async () => {
    fail('publish', 'unknown', 'after');
    const subject = await publish('Ответ потерян');
    expect(await stateOf(subject)).toMatchObject({ state: 'published' });
    expect(taken('Ответ потерян')).toHaveLength(1);
  });

  test('waits for a person with its reason, is looked for meanwhile, and is not tried again by itself', async () => {
    posts.isBlind = true;
    fail('publish', 'unknown', 'after');
    const subject = await publish('Не видно');
    expect(await stateOf(subject)).toMatchObject({ state: 'unknown', reason: 'Сеть: unknown' });
    expect(await toldOf(subject)).toEqual(['publish']);
    await pass(1);
    expect(await stateOf(subject)).toMatchObject({ state: 'unknown' });
    posts.isBlind = false;
    await pass(3);
    expect(await stateOf(subject)).toMatchObject({ state: 'published' });
    expect(await toldOf(subject)).toEqual(['publish']);
    expect(taken('Не видно')).toHaveLength(1);
  });

  test('is published by a person’s word alone: what stands is looked for first', async () => {
    posts.isBlind = true;
    fail('publish', 'unknown', 'after');
    fail('publish', 'unknown', 'before');
    const there = await publish('Есть там');
    const nowhere = await publish('Нет нигде');
    for (const minutes of [1, 3, 10, 30, 600]) await pass(minutes);
    expect(await stateOf(there)).toMatchObject({ state: 'unknown', next_at: null });
    posts.isBlind = false;
    for (const subject of [there, nowhere]) {
      expect(await asSystem((ctx) => cancelPublication(ctx, subject))).toBe(false);
      expect(await asSystem((ctx) => settleUnknownPublication(ctx, subject, 'again'))).toBe(true);
      expect(await asSystem((ctx) => cancelPublication(ctx, subject))).toBe(false);
    }
    await pass();
    for (const subject of [there, nowhere]) {
      expect(await stateOf(subject)).toMatchObject({ state: 'published' });
      expect(await asSystem((ctx) => settleUnknownPublication(ctx, subject, 'again'))).toBe(false);
    }
    expect([taken('Есть там').length, taken('Нет нигде').length]).toEqual([1, 1]);
  });

  test('goes again at once by the same id where the network takes it once', async () => {
    posts.publishing.knowsRepeats = true;
    posts.isBlind = true;
    fail('publish', 'unknown', 'after');
    const subject = await publish('По ключу');
    expect(await stateOf(subject)).toMatchObject({ state: 'published' });
    expect(taken('По ключу')).toHaveLength(1);
    fail('publish', 'unknown', 'after');
    fail('publish', 'refused', 'before');
    const other = await publish('Второй отказ');
    expect(await stateOf(other)).toMatchObject({ state: 'unknown', reason: 'Сеть: refused' });
  });

  test('is settled by its address; that of another post of ours is none', async () => {
    posts.isBlind = true;
    for (let at = 0; at < 2; at += 1) fail('publish', 'unknown', 'after');
    const [first, second] = [await publish('Первая'), await publish('Вторая')];
    const settle = (subject: Subject, url: string) =>
      asSystem((ctx) => settleUnknownPublication(ctx, subject, { published: url }));
    const urlOf = (text: string) => `https://network.example/post/${taken(text)[0]!.number}`;
    expect(await settle(first!, urlOf('Первая'))).toBe(true);
    expect(await stateOf(first!)).toMatchObject({
      state: 'published',
      published_id: taken('Первая')[0]!.number,
    });
    expect(await settle(second!, urlOf('Первая'))).toBe(false);
    expect(await settle(second!, 'https://network.example/other')).toBe(true);
    expect(await stateOf(second!)).toMatchObject({ published_id: '', next_at: null });
    expect(await asSystem((ctx) => editPublication(ctx, second!, { text: 'Иначе' }))).toBe(false);
  });

  test('with the words of another of ours is told from it', async () => {
    await publish('Отключение воды');
    fail('publish', 'unknown', 'before');
    const second = await publish('Отключение воды');
    expect(await stateOf(second)).toMatchObject({ state: 'unknown' });
    fail('publish', 'unknown', 'after');
    const third = await publish('Отключение воды');
    expect(await stateOf(third)).toMatchObject({
      state: 'published',
      published_id: taken('Отключение воды')[1]!.number,
    });
  });

  test('since its process died is looked for; a clock that jumps a day doubles nothing', async () => {
    posts.isBlind = true;
    fail('publish', 'unknown', 'after');
    const subject = await publish('Оборвано');
    await server().asOwner(`UPDATE networks.publication SET state = 'publishing', next_at = NULL, doubtful_at = NULL
      WHERE subject_id = '${subject.id}'`);
    posts.isBlind = false;
    await pass(9);
    expect(await stateOf(subject)).toMatchObject({ state: 'publishing' });
    await pass(24 * 60);
    expect(await stateOf(subject)).toMatchObject({ state: 'published' });
    const early = await ask('До скачка', { inMinutes: 10 });
    await pass(-24 * 60);
    await pass(24 * 60 + 10);
    await pass(-24 * 60);
    await pass(24 * 60);
    expect(await stateOf(early)).toMatchObject({ state: 'published' });
    expect([taken('Оборвано').length, taken('До скачка').length]).toEqual([1, 1]);
  });
});

describe('a post that was taken and is not shown', () => {
  test('is not published yet, then unknown, and published when it is seen', async () => {
    posts.isSlow = true;
    const subject = await publish('Медленно');
    expect(await stateOf(subject)).toMatchObject({
      state: 'publishing',
      reason: expect.stringMatching(/её не видно/u),
      published_at: null,
    });
    for (const minutes of [1, 1, 2]) await pass(minutes);
    expect(await stateOf(subject)).toMatchObject({ state: 'publishing' });
    await pass(5);
    expect(await stateOf(subject)).toMatchObject({
      state: 'unknown',
      reason: expect.stringMatching(/её не видно/u),
    });
    taken('Медленно')[0]!.isHidden = false;
    await pass(10);
    expect(await stateOf(subject)).toMatchObject({ state: 'published', reason: '' });
    expect(taken('Медленно')).toHaveLength(1);
  });

  test('is known by the number the network gave it, though its words are not found, when a person asks again', async () => {
    Object.assign(posts, { isSlow: true, isBlind: true });
    const subject = await publish('Номер известен');
    for (const minutes of [1, 1, 2, 5]) await pass(minutes);
    expect(await stateOf(subject)).toMatchObject({ state: 'unknown' });
    taken('Номер известен')[0]!.isHidden = false;
    expect(await asSystem((ctx) => settleUnknownPublication(ctx, subject, 'again'))).toBe(true);
    await pass();
    expect(await stateOf(subject)).toMatchObject({ state: 'published' });
    expect(taken('Номер известен')).toHaveLength(1);
  });

  test('is looked at again where the look fails', async () => {
    fail('look', 'later');
    const subject = await publish('Взгляд сорвался');
    expect(await stateOf(subject)).toMatchObject({ state: 'publishing', reason: 'Сеть: later' });
    await pass(1);
    expect(await stateOf(subject)).toMatchObject({ state: 'published' });
  });
});
