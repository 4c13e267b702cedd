import { expect, test } from 'vitest';
import { answerForStrangers, forLists, forWork, maskName } from './mask-text.ts';

test.each([
  '+7 912 345-67-89',
  '8 (912) 345 67 89',
  '89123456789',
  '+7(3439)32-10-10',
  '8-3439-32-10-10',
  '912 345 67 89',
  'ivan.petrov@example.ru',
  'почта@пример.рф',
])('hides «%s»', (contact) => {
  const masked = forLists(`Звоните: ${contact}, спасибо`);
  expect(masked).toMatch(/^Звоните: .*•.*, спасибо$/);
  expect(masked).not.toMatch(/\d{2}|petrov|почта@/);
});

test.each([
  'ул. Титова, 14, 3 подъезд',
  '№ 2026-11-0412 от 24.11.2026',
  'показания 00123456 за 11.2026',
  'автобус № 16 в 14:05 и 15:20',
  'площадь 1 240 м², глубина 14 см',
])('leaves «%s»', (text) => {
  expect(forLists(text)).toBe(text);
});

test('who works on a case finds the flat and the car, not the people', () => {
  expect(forWork('Кравцов И.П., кв. 27, машина А123ВС96, тел. 8 912 345-67-89')).toBe(
    '•••, кв. 27, машина А123ВС96, тел. ••• ••• •• ••',
  );
});

test('a name is left as initials', () => {
  expect(maskName('Кравцов Иван Петрович')).toBe('К. И. П.');
  expect(maskName(' И.П. Кравцов ')).toBe('И. П. К.');
  expect(maskName('Мария')).toBe('М.');
  // Of more words no more is told, nor how many there were.
  expect(maskName('Алиев Руслан Камиль оглы')).toBe('А. Р. К.');
});

test.each([
  ['Телефон диспетчерской: 8 (3439) 32-10-10, круглосуточно.', true],
  ['Звоните на горячую линию по номеру 8 800 200-10-10.', true],
  ['Диспетчер перезвонит вам по номеру 8 (3439) 32-10-10.', false],
  ['Диспетчер на связи: 8 912 345-67-89.', false],
  ['Диспетчер принял заявку. Ваш телефон 8 (3439) 32-10-10.', false],
  ['Заявитель: 8 (3439) 32-10-10.', false],
])('in a public answer «%s» keeps its number: %s', (answer, isKept) => {
  expect(answerForStrangers(answer) === answer).toBe(isKept);
});
