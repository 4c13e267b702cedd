import { describe, expect, it } from 'vitest';
import { maxUpdates } from './max-updates.ts';

const event = (message: object = {}, more: object = {}) => ({
  update_type: 'message_created',
  timestamp: 1_764_000_000_000,
  message: {
    sender: { user_id: 1, first_name: 'Анна', last_name: 'Пробная', is_bot: false },
    recipient: { chat_id: 5, chat_type: 'dialog' },
    timestamp: 1_764_000_000_000,
    body: { mid: 'mid.1', seq: 1, text: 'Яма во дворе', attachments: null },
    ...message,
  },
  ...more,
});
const keyOf = (one: unknown) => maxUpdates.eventKey({}, JSON.stringify(one), one);

describe('an event of MAX', () => {
  it('is a message with its author, moment and address', () => {
    expect(maxUpdates.read(event({ url: 'https://max.ru/c/1/2' }))).toEqual({
      message: {
        text: 'Яма во дворе',
        receivedAt: '2025-11-24T16:00:00.000Z',
        author: { name: 'Анна Пробная' },
        url: 'https://max.ru/c/1/2',
      },
    });
  });

  it.each([
    ['of another kind', event({}, { update_type: 'bot_started' }), /bot_started/u],
    ['of a bot', event({ sender: { first_name: 'Бот', is_bot: true } }), /бота/u],
    ['without words', event({ body: { mid: 'mid.2', text: null } }), /без слов/u],
    ['of spaces', event({ body: { mid: 'mid.2', text: ' \n' } }), /без слов/u],
  ])('%s says nothing to us', (_, one, why) => {
    expect(maxUpdates.read(one)).toEqual({ ignored: expect.stringMatching(why) });
  });

  it.each([[{}], [[]], [null], [event({ body: {} })], [{ update_type: 'message_created', timestamp: 1 }]])(
    'that is not of the form is refused: %j',
    (one) => expect(() => maxUpdates.read(one)).toThrow(),
  );

  it.each(['javascript:alert(1)', 'not an address', null])(
    'an address that is none is left out: %s',
    (url) => {
      expect(maxUpdates.read(event({ url }))).toMatchObject({ message: { url: undefined } });
    },
  );

  it('is the same by its kind, message and moment; an event about nothing by its body', () => {
    expect(keyOf(event())).toBe('message_created:mid.1:1764000000000');
    expect(keyOf(event({}, { timestamp: 2 }))).not.toBe(keyOf(event()));
    expect(keyOf(event({}, { update_type: 'message_edited' }))).not.toBe(keyOf(event()));
    expect(keyOf({ update_type: 'bot_started' })).toMatch(/^[\w-]{43}$/u);
    expect(keyOf(null)).toMatch(/^[\w-]{43}$/u);
  });

  it.each([
    ['a_-Z9', 'a_-Z9'],
    ['abcd', null],
    ['Bearer abcdef', null],
    ['x'.repeat(257), null],
  ])('its key is read from «%s»', (header, key) => expect(maxUpdates.readKey(header)).toBe(key));
});
