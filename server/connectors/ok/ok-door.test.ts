import { describe, expect, test } from 'vitest';
import type { PageAccess } from '../../base/networks/index.ts';
import { okDoor } from './ok-door.ts';
import { okCommentIdOf, okTopicIdOf, openOkId, readOkComment, readOkTopic } from './ok-seen.ts';

const secret = 'an-address-secret-of-ours';
const access: PageAccess = { pageId: '57001', keys: { secret }, baseUrl: '', mayBePrivate: false };
const event = {
  sender: { user_id: 'user:502', name: 'Анна Клёнова' },
  recipient: { chat_id: 'chat:C3a' },
  message: { text: 'Темно', seq: 1, mid: 'mid:C3.1' },
  timestamp: 1000,
};
const readEvent = (more: Record<string, unknown>) =>
  okDoor.read(JSON.stringify({ webhookType: 'MESSAGE_CREATED', ...event, ...more }), access);

describe('the door of group messages', () => {
  const enters = (given: string | undefined, ip: string, to: PageAccess = access) =>
    okDoor.verify({ params: given === undefined ? {} : { secret: given }, headers: {}, body: '{}', ip }, to);

  test('opens to the secret of the address and to the nets of the network, both', () => {
    for (const ip of ['217.20.145.192', '217.20.145.207', '217.20.151.160', '::ffff:217.20.153.63'])
      expect(enters(secret, ip)).toBe(true);
    for (const ip of ['217.20.145.191', '217.20.145.208', '10.0.0.1', '::1', ''])
      expect(enters(secret, ip)).toBe(false);
    expect(enters('another-secret-of-somebody', '217.20.145.192')).toBe(false);
    expect(enters(undefined, '217.20.145.192')).toBe(false);
  });

  test('a short secret is none; a stand-in calls from where it stands', () => {
    const short = { ...access, keys: { secret: 'fifteen-letters' } };
    expect(enters('fifteen-letters', '217.20.145.192', short)).toBe(false);
    const sixteen = { ...access, keys: { secret: 'sixteen-letters!' } };
    expect(enters('sixteen-letters!', '217.20.145.192', sixteen)).toBe(true);
    expect(enters('', '217.20.145.192', { ...access, keys: {} })).toBe(false);
    expect(enters(secret, '127.0.0.1', { ...access, baseUrl: 'http://127.0.0.1:1' })).toBe(true);
  });

  test('a message is known by its look', () => {
    const { facts, key } = readEvent({});
    expect(key).toMatch(/^mid:C3\.1#/u);
    expect(facts).toMatchObject([
      { isBirth: true, post: { kind: 'message', threadId: 'talk:chat:C3a', authorId: '502', isOwn: false } },
    ]);
    const own = readEvent({ sender: { user_id: 'group:57001' } }).facts;
    expect(own).toMatchObject([{ post: { isOwn: true, authorId: '57001' } }]);
  });

  test('what else happens in a talk says nothing, and what is no event is refused', () => {
    expect(readEvent({ webhookType: 'MESSAGE_CALLBACK' }).ignored).toContain('сообщений в нём нет');
    expect(readEvent({ message: { text: 'x' } }).ignored).toContain('не по форме');
    expect(() => okDoor.read('{"webhookType":"MESSAGE_CREATED"}', access)).toThrow('событие не по форме');
    expect(okDoor.reply('', access).body).toBe('{"success":true}');
  });
});

test('ids open into what they are of', () => {
  expect(openOkId(okTopicIdOf('1'))).toEqual({ topic: '1', comment: null });
  expect(openOkId(okCommentIdOf('1', '7'))).toEqual({ topic: '1', comment: '7' });
  for (const id of ['topic:1:7', 'comment:1', 'mid:1', '']) expect(openOkId(id)).toBeNull();
});

test('the group answers in its own name, whichever way it is named', () => {
  const comment = {
    id: '7',
    author_id: '57001',
    text: 'Передали',
    created_ms: 1000,
    reply_to_comment_id: '6',
  };
  for (const author of ['57001', 'group:57001'])
    expect(readOkComment({ ...comment, author_id: author }, '1', access).facts).toMatchObject([
      { post: { isOwn: true, authorId: '57001', parentId: 'comment:1:6', threadId: 'topic:1' } },
    ]);
  expect(readOkComment({ ...comment, author_id: '502' }, '1', access).facts).toMatchObject([
    { post: { isOwn: false, authorId: '502' } },
  ]);
  const untimed = { ...comment, created_ms: null, date: 'вчера' };
  expect(readOkComment(untimed, '1', access).ignored).toContain('не по форме');
});

test('a topic is read with its texts and its reach', () => {
  const media = [{ type: 'text', text: 'Ремонт' }, { type: 'photo' }, { type: 'text', text: 'дороги' }];
  const topic = { id: '1', created_ms: 1000, author_ref: 'user:502', media, like_summary: { count: 3 } };
  expect(readOkTopic(topic, access).facts).toMatchObject([
    { post: { isOwn: false, authorId: '502', text: 'Ремонт\nдороги', reach: { likes: 3, shares: null } } },
  ]);
  expect(readOkTopic({ ...topic, author_ref: null }, access).facts).toMatchObject([
    { post: { isOwn: true } },
  ]);
  expect(readOkTopic({ id: 1 }, access).ignored).toContain('не по форме');
});
