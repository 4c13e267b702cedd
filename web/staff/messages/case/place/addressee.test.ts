import { describe, expect, it } from 'vitest';
import { describeAddressee } from './addressee.ts';

const author = { isJoiner: false, name: 'Пробный Ж.', phone: null, email: null };
const mail = { email: 'и•••@example.ru' };
const phone = { phone: '+7 ••• ••• 00 17' };

describe('who gets the answer', () => {
  it.each([
    [
      'by e-mail',
      'pos_message',
      [{ ...author, ...mail }],
      0,
      'Ответ получит Пробный Ж. — письмом на и•••@example.ru.',
    ],
    [
      'e-mail before the phone',
      'pos_message',
      [{ ...author, ...mail, ...phone }],
      0,
      'Ответ получит Пробный Ж. — письмом на и•••@example.ru.',
    ],
    [
      'by SMS, without a name',
      'pos_message',
      [{ ...author, ...phone, name: null }],
      0,
      'Ответ получит автор — SMS на +7 ••• ••• 00 17.',
    ],
    [
      'an appeal by a signed letter',
      'appeal_59fz',
      [{ ...author, ...mail }],
      0,
      'Ответ получит Пробный Ж. — подписанным письмом, его отправит канцелярия.',
    ],
    [
      'no contact',
      'pos_message',
      [author],
      0,
      'Автор не оставил контактов: ответ будет на странице сообщения.',
    ],
    ['no author', 'internal', [], 0, 'Автора нет: ответ останется в деле.'],
    [
      'with those who joined',
      'pos_message',
      [
        { ...author, isJoiner: true, ...phone },
        { ...author, ...mail },
      ],
      2,
      'Ответ получит Пробный Ж. — письмом на и•••@example.ru. И ещё 2\u00a0присоединившихся.',
    ],
  ] as const)('%s', (_, regime, contacts, joinedCount, words) => {
    expect(describeAddressee({ regime, contacts, joinedCount })).toBe(words);
  });
});
