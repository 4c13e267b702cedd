import { describe, expect, test } from 'vitest';
import type { PageAccess } from '../../base/networks/index.ts';
import { readVkEvent, vkDoor } from './vk-events.ts';

const access: PageAccess = {
  pageId: '7001',
  keys: { secret: 'a-secret-of-ours', confirmation: 'c0de' },
  baseUrl: '',
  mayBePrivate: false,
};
const comment = { id: 7, from_id: 101, owner_id: -7001, post_id: 2, date: 100, text: 'Яма' };
const message = { id: 1, conversation_message_id: 3, peer_id: 101, from_id: 101, date: 100, text: 'Темно' };
const readEvent = (type: string, object: Record<string, unknown>) => {
  const event = { type, event_id: 'e1', group_id: 7001, object };
  return readVkEvent(event, event, access);
};

describe('each event of a community', () => {
  test.each([
    [
      'wall_post_new',
      { id: 2, owner_id: -7001, from_id: -7001, date: 100, text: 'Ремонт' },
      'wall-7001_2',
      true,
    ],
    ['wall_reply_new', comment, 'comment:-7001_2_7', true],
    ['wall_reply_edit', comment, 'comment:-7001_2_7', false],
    ['message_new', { message, client_info: {} }, 'message:101_3', true],
    ['message_reply', { ...message, from_id: -7001, out: 1 }, 'message:101_3', true],
    ['message_edit', message, 'message:101_3', false],
  ] as const)('%s is seen', (type, object, id, isBirth) => {
    const { facts, key, ignored } = readEvent(type, object);
    expect(facts).toMatchObject([{ fact: 'seen', isBirth, post: { id } }]);
    // A birth is known by its look, as lists show it; a change by the number of its event.
    expect(key.startsWith(isBirth ? `${id}#` : 'event:e1')).toBe(true);
    expect(ignored).toBeNull();
  });

  test('wall_reply_delete is gone, wall_reply_restore is back as it looks now', () => {
    const deletion = { owner_id: -7001, post_id: 2, id: 7, user_id: 101 };
    expect(readEvent('wall_reply_delete', deletion)).toMatchObject({
      key: 'event:e1',
      facts: [{ fact: 'gone', id: 'comment:-7001_2_7', at: null }],
    });
    const restored = readEvent('wall_reply_restore', comment).facts;
    expect(restored).toMatchObject([
      { fact: 'restored', id: 'comment:-7001_2_7' },
      { fact: 'seen', isBirth: false, post: { text: 'Яма' } },
    ]);
  });

  test.each([
    ['group_join', { user_id: 1 }, 'Событие «group_join»: записей в нём нет'],
    ['wall_reply_delete', { id: 1 }, 'Удаление не по форме ВКонтакте'],
    ['wall_reply_new', { id: 1 }, 'Комментарий не по форме ВКонтакте'],
    ['wall_reply_restore', { id: 1 }, 'Комментарий не по форме ВКонтакте'],
    ['message_new', { message: {} }, 'Сообщение не по форме ВКонтакте'],
    ['wall_post_new', { ...comment, post_type: 'postpone' }, 'Отложенная запись: её ещё никто не видит'],
    ['confirmation', {}, 'Проверка адреса'],
  ])('%s says nothing: %j', (type, object, ignored) => {
    expect(readEvent(type, object)).toMatchObject({ facts: [], ignored });
  });

  test('without a number of its own a change is known by what it says', () => {
    const event = { type: 'wall_reply_edit', group_id: 7001, object: comment };
    const other = { ...event, object: { ...comment, text: 'Яма у дома' } };
    expect(readVkEvent(event, event, access).key).toMatch(/^wall_reply_edit#/u);
    expect(readVkEvent(event, event, access).key).not.toBe(readVkEvent(other, other, access).key);
  });
});

describe('the door', () => {
  const bodyOf = (more: Record<string, unknown>) =>
    JSON.stringify({ type: 'wall_reply_new', event_id: 'e', group_id: 7001, object: comment, ...more });
  const enters = (body: string, to: PageAccess = access) =>
    vkDoor.verify({ params: {}, headers: {}, body, ip: '87.240.128.1' }, to);

  test('opens to the secret of this community alone', () => {
    const secret = 'a-secret-of-ours';
    expect(enters(bodyOf({ secret }))).toBe(true);
    for (const wrong of [
      { secret: 'another' },
      { secret: '' },
      {},
      { secret, group_id: 7002 },
      { secret: 1 },
    ])
      expect(enters(bodyOf(wrong))).toBe(false);
    const keyless = { ...access, keys: {} };
    for (const body of [bodyOf({}), bodyOf({ secret: '' }), bodyOf({ secret: null })])
      expect(enters(body, keyless)).toBe(false);
    for (const body of ['', 'null', '[]', '{"secret":"a-secret-of-ours"}']) expect(enters(body)).toBe(false);
  });

  test('keeps the words without the secret', () => {
    const { raw } = vkDoor.read(bodyOf({ secret: 'a-secret-of-ours', v: '5.199' }), access);
    expect(JSON.parse(raw)).toEqual({
      type: 'wall_reply_new',
      event_id: 'e',
      group_id: 7001,
      v: '5.199',
      object: comment,
    });
    expect(() => vkDoor.read('{}', access)).toThrow('событие не по форме');
  });

  test('answers «ok», and the confirmation with its line', () => {
    expect(vkDoor.reply(bodyOf({}), access).body).toBe('ok');
    expect(vkDoor.reply(bodyOf({ type: 'confirmation' }), access).body).toBe('c0de');
    expect(vkDoor.reply(bodyOf({ type: 'confirmation' }), { ...access, keys: {} }).body).toBe('');
    expect(vkDoor.reply('', access).body).toBe('ok');
  });
});
