import { describe, expect, test } from 'vitest';
import type { PageAccess } from '../../base/networks/index.ts';
import { maxDoor, maxEventTypes, readMaxUpdate } from './max-events.ts';
import { maxCommentIdOf, openMaxCommentId } from './max-seen.ts';

const access: PageAccess = {
  pageId: '-7001',
  keys: { token: 't', secret: 'our_secret' },
  baseUrl: '',
  mayBePrivate: false,
};
const person = { user_id: 201, first_name: 'Пётр', last_name: 'Рябинов', is_bot: false };
const inChannel = { chat_id: -7001, chat_type: 'channel' };
const inTalk = { chat_id: 301, chat_type: 'dialog' };
const body = (mid: string) => ({ mid, seq: 1, text: 'Яма', attachments: null });
const readEvent = (update_type: string, more: Record<string, unknown>) =>
  readMaxUpdate({ update_type, timestamp: 5000, ...more }, access);

describe('each event of a bot', () => {
  test.each([
    ['message_created', { recipient: inChannel }, 'post', 'm1', true],
    ['message_created', { recipient: inTalk, sender: person }, 'message', 'm1', false],
    ['comment_created', { recipient: inChannel, sender: person }, 'comment', 'comment:p1:m1', false],
  ] as const)('%s of %j is born', (type, stand, kind, id, isOwn) => {
    const message = { ...stand, timestamp: 1000, body: body('m1') };
    const { facts, key } = readEvent(type, { message, ...(kind === 'comment' && { message_id: 'p1' }) });
    expect(facts).toMatchObject([{ fact: 'seen', isBirth: true, post: { id, kind, isOwn, editedAt: null } }]);
    expect(key.startsWith(`${id}#`)).toBe(true);
  });

  test.each([
    ['message_edited', {}, 'm1'],
    ['comment_edited', { message_id: 'p1' }, 'comment:p1:m1'],
  ] as const)('%s carries its moment', (type, more, id) => {
    const message = { recipient: inChannel, sender: person, timestamp: 1000, body: body('m1') };
    const reading = readEvent(type, { message, ...more });
    expect(reading.key).toBe(`${type}:${id}:5000`);
    expect(reading.facts).toMatchObject([{ isBirth: false, post: { id, editedAt: new Date(5000) } }]);
  });

  test.each([
    ['message_removed', { message_id: 'm1', chat_id: 301, user_id: 201 }, 'm1'],
    ['comment_removed', { message_id: 'p1', comment_id: 'm1' }, 'comment:p1:m1'],
  ] as const)('%s is gone', (type, more, id) => {
    const reading = readEvent(type, more);
    expect(reading).toMatchObject({
      key: `${type}:${id}:5000`,
      facts: [{ fact: 'gone', id, at: new Date(5000) }],
    });
  });

  const nothing: readonly [string, Record<string, unknown>, RegExp][] = [
    ['bot_started', { chat_id: 1 }, /записей в нём нет/u],
    ['message_removed', {}, /не по форме/u],
    ['comment_removed', { message_id: 'p1' }, /не по форме/u],
    ['comment_created', { comment_id: 'c' }, /без записи/u],
    ['message_created', { message: {} }, /не по форме/u],
    ['message_edited', { message: {} }, /не по форме/u],
  ];
  test.each(nothing)('%s with %j says nothing', (type, more, ignored) => {
    expect(readEvent(type, more)).toMatchObject({ facts: [], ignored: expect.stringMatching(ignored) });
  });

  test('a message that names another is no comment of it', () => {
    const message = { recipient: inChannel, timestamp: 1000, body: body('m1') };
    expect(readEvent('message_edited', { message, message_id: 'p1' }).facts).toMatchObject([
      { post: { id: 'm1', kind: 'post' } },
    ]);
  });

  test('what is born, changed and removed is asked for, of messages and of comments', () => {
    expect(maxEventTypes.toSorted()).toEqual([
      ...['comment_created', 'comment_edited', 'comment_removed'],
      ...['message_created', 'message_edited', 'message_removed'],
    ]);
  });

  test('two presses of a button are two events', () => {
    const press = (id: string) => readEvent('message_callback', { callback: { callback_id: id } }).key;
    expect(press('a')).toBe('message_callback:a:5000');
    expect(press('b')).not.toBe(press('a'));
  });
});

describe('the door', () => {
  const enters = (given: string | string[] | undefined, secret: string) =>
    maxDoor.verify(
      { params: {}, headers: { 'x-max-bot-api-secret': given }, body: '{}', ip: '185.16.150.1' },
      { ...access, keys: { secret } },
    );

  test('opens to the secret of the header alone', () => {
    expect(enters('our_secret', 'our_secret')).toBe(true);
    expect(enters('another', 'our_secret')).toBe(false);
    expect(enters(undefined, 'our_secret')).toBe(false);
    expect(enters(['our_secret'], 'our_secret')).toBe(false);
    expect(enters('', '')).toBe(false);
    expect(enters('abcd', 'abcd')).toBe(false);
    expect(enters('секрет', 'секрет')).toBe(false);
  });

  test('refuses what is no event', () => {
    expect(() => maxDoor.read('{}', access)).toThrow('событие не по форме');
    expect(maxDoor.reply('{}', access).body).toBe('{"success":true}');
  });
});

test('an id of a comment opens into its post and itself', () => {
  expect(openMaxCommentId(maxCommentIdOf('mid.1', 'mid.2'))).toEqual({ post: 'mid.1', mid: 'mid.2' });
  for (const id of ['mid.1', 'comment:mid.1', 'comment::x', 'comment:a:b:c', ''])
    expect(openMaxCommentId(id)).toBeNull();
});
