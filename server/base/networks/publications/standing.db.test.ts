import { describe, expect, test } from 'vitest';
import { openPublishingDesk } from '../../../../tests/support/networks/publishing-desk.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import {
  cancelPublication,
  editPublication,
  findPublishingFacts,
  movePublication,
  removePublication,
} from '../index.ts';
import type { Subject } from './rows.ts';

const {
  posts,
  server,
  asSystem,
  pass,
  ask,
  now,
  publish,
  changePage,
  troubleOf,
  stateOf,
  changeOf,
  taken,
  fail,
  toldOf,
} = openPublishingDesk();

const actsOf = async ({ id }: Subject) =>
  (
    await server().asOwner(`
      SELECT act, what, text_before, text_after FROM networks.publication_act JOIN networks.publication AS post
        ON post.id = publication_id WHERE post.subject_id = '${id}' ORDER BY publication_act.id`)
  ).rows;

describe('a key that is refused', () => {
  test('stops the posts of the page, tells why, and a new one resumes them', async () => {
    fail('publish', 'key');
    const first = await ask('Первая по ключу');
    const second = await ask('Вторая по ключу');
    await server().drain();
    expect(posts.calls).toEqual(['publish']);
    const probe = new Date(now().getTime() + 600_000);
    for (const subject of [first, second])
      expect(await stateOf(subject)).toMatchObject({ state: 'waiting', reason: 'Сеть: key', next_at: probe });
    expect(await troubleOf()).toBe('Записи не выходят: Сеть: key');
    await pass(9);
    expect(posts.calls).toEqual(['publish']);
    await changePage(true, { token: 'another' });
    await server().drain();
    for (const subject of [first, second])
      expect(await stateOf(subject)).toMatchObject({ state: 'published' });
    expect(await troubleOf()).toBe('');
  });

  test('is tried again by itself, and what works again lets all go', async () => {
    fail('publish', 'key');
    const subject = await publish('Сама прошла');
    await pass(10);
    expect(await stateOf(subject)).toMatchObject({ state: 'published', attempts: 1 });
    expect(await troubleOf()).toBe('');
  });
});

describe('a post that waits', () => {
  test('is moved or cancelled while nothing of it has begun, and asked for anew', async () => {
    const subject = await ask('Перенос', { inMinutes: 10 });
    const dueAt = new Date(now().getTime() + 3_600_000);
    expect(await asSystem((ctx) => movePublication(ctx, subject, dueAt))).toBe(true);
    await pass(30);
    expect(await stateOf(subject)).toMatchObject({ state: 'waiting', due_at: dueAt, next_at: dueAt });
    expect(await asSystem((ctx) => cancelPublication(ctx, subject))).toBe(true);
    expect(await asSystem((ctx) => movePublication(ctx, subject, dueAt))).toBe(false);
    await pass(60);
    expect(await stateOf(subject)).toMatchObject({ state: 'cancelled', next_at: null });
    expect(taken('Перенос')).toHaveLength(0);
    await ask('Перенос, снова', { subject });
    await pass();
    expect(await stateOf(subject)).toMatchObject({ state: 'published', text: 'Перенос, снова' });
    for (const act of [cancelPublication, (ctx: Ctx, one: Subject) => movePublication(ctx, one, dueAt)])
      expect(await asSystem((ctx) => act(ctx, subject))).toBe(false);
  });
});

describe('a post that stands', () => {
  test('is edited and removed, and keeps what it was', async () => {
    const subject = await publish('Было');
    expect(await asSystem((ctx) => editPublication(ctx, subject, { text: 'Стало' }))).toBe(true);
    expect(await asSystem((ctx) => removePublication(ctx, subject))).toBe(false);
    await server().drain();
    expect(await changeOf(subject)).toMatchObject({ act: 'edit', state: 'done', reason: '' });
    expect(await stateOf(subject)).toMatchObject({ state: 'published', text: 'Стало' });
    expect(await asSystem((ctx) => removePublication(ctx, subject))).toBe(true);
    await server().drain();
    expect(await changeOf(subject)).toMatchObject({ act: 'remove', state: 'done' });
    expect(await stateOf(subject)).toMatchObject({
      state: 'published',
      next_at: null,
      removed_at: now(),
    });
    expect(await actsOf(subject)).toMatchObject([
      { act: 'edit', what: 'asked', text_before: 'Было', text_after: 'Стало' },
      { act: 'edit', what: 'done', text_before: 'Было', text_after: 'Стало' },
      { act: 'remove', what: 'asked', text_before: 'Стало', text_after: null },
      { act: 'remove', what: 'done', text_before: 'Стало', text_after: null },
    ]);
    expect(await toldOf(subject)).toEqual(['publish', 'edit', 'remove']);
    expect(await asSystem((ctx) => editPublication(ctx, subject, { text: 'Ещё' }))).toBe(false);
  });

  test('stays published where an edit fails, and may be edited again', async () => {
    const subject = await publish('Прежняя');
    fail('edit', 'refused');
    await asSystem((ctx) => editPublication(ctx, subject, { text: 'Отказ' }));
    await server().drain();
    expect(await changeOf(subject)).toMatchObject({ state: 'failed', reason: 'Сеть: refused' });
    expect(await stateOf(subject)).toMatchObject({ state: 'published', text: 'Прежняя', reason: '' });
    fail('edit', 'unknown', 'before');
    await asSystem((ctx) => editPublication(ctx, subject, { text: 'Вторая' }));
    await server().drain();
    expect(await changeOf(subject)).toMatchObject({ state: 'unknown', reason: 'Сеть: unknown' });
    await pass(1);
    expect(await changeOf(subject)).toMatchObject({ state: 'done' });
    expect(await stateOf(subject)).toMatchObject({ text: 'Вторая' });
    fail('remove', 'unknown', 'after');
    await asSystem((ctx) => removePublication(ctx, subject));
    await server().drain();
    await pass(1);
    expect(await changeOf(subject)).toMatchObject({ act: 'remove', state: 'done' });
    expect(posts.calls.filter((act) => act === 'remove')).toHaveLength(1);
  });

  test('waits with its edit for a key; one that is gone cannot be edited, and is removed already', async () => {
    const subject = await publish('Стояла');
    fail('edit', 'key');
    await asSystem((ctx) => editPublication(ctx, subject, { text: 'Правка по ключу' }));
    await server().drain();
    expect(await changeOf(subject)).toMatchObject({ state: 'waiting', reason: 'Сеть: key' });
    await pass(10);
    expect(await changeOf(subject)).toMatchObject({ state: 'done' });
    taken('Правка по ключу')[0]!.isGone = true;
    await asSystem((ctx) => editPublication(ctx, subject, { text: 'Поздно' }));
    await server().drain();
    expect(await changeOf(subject)).toMatchObject({ state: 'failed', reason: 'Такой записи нет' });
    await asSystem((ctx) => removePublication(ctx, subject));
    await server().drain();
    expect(await changeOf(subject)).toMatchObject({ act: 'remove', state: 'done' });
  });

  test('is looked at a day later: it stood, or was lost, seen twice', async () => {
    const [stood, lost, flickers] = [
      await publish('Стоит'),
      await publish('Пропала'),
      await publish('Мигает'),
    ];
    taken('Пропала')[0]!.isGone = true;
    taken('Мигает')[0]!.isHidden = true;
    for (const subject of [stood, lost, flickers]) await toldOf(subject!);
    await pass(24 * 60);
    expect(await stateOf(stood!)).toMatchObject({
      standing: 'stood',
      standing_at: now(),
      next_at: null,
    });
    expect(await stateOf(lost!)).toMatchObject({ standing: null });
    taken('Мигает')[0]!.isHidden = false;
    await pass(10);
    expect(await stateOf(lost!)).toMatchObject({ state: 'published', standing: 'lost', next_at: null });
    expect(await stateOf(flickers!)).toMatchObject({ standing: 'stood' });
    for (const subject of [stood, lost, flickers]) expect(await toldOf(subject!)).toEqual(['publish']);
    fail('look', 'later');
    const later = await publish('Взгляд через день');
    await pass(1);
    fail('look', 'later');
    await pass(24 * 60);
    expect(await stateOf(later)).toMatchObject({ standing: null, reason: '' });
    await pass(60);
    expect(await stateOf(later)).toMatchObject({ standing: 'stood' });
  });
});

test('what a network takes is told before', () => {
  const { ports } = server().app.services;
  expect(findPublishingFacts({ ports }, 'vk')).toEqual({
    textLimit: 1000,
    pictureLimit: 4,
    pictureTypes: ['image/jpeg'],
    pictureBytes: 5_000_000,
    acts: ['publish', 'edit', 'remove'],
  });
  expect(findPublishingFacts({ ports }, 'telegram')).toBeNull();
});
