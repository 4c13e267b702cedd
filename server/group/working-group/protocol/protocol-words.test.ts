import { describe, expect, it, test } from 'vitest';
import {
  beginsWithDeed,
  decisionWords,
  formWords,
  heardWords,
  lowerFirst,
  personWords,
  saidWords,
  stopped,
  voteWords,
} from './protocol-words.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

test.each([
  ['Осмотрели 62 м²', 'Осмотрели 62 м².'],
  ['проблем..', 'проблем.'],
  ['Готово.', 'Готово.'],
  ['Когда?', 'Когда?'],
  ['Докладывает Дьяконов И.Р.', 'Докладывает Дьяконов И.Р.'],
  ['  ', ''],
])('«%s» ends with one stop', (text, words) => expect(stopped(text)).toBe(words));

test.each([
  ['Начальник отдела', 'начальник отдела'],
  ['МБУ «Дороги»', 'МБУ «Дороги»'],
  ['начальник', 'начальник'],
  ['', ''],
])('«%s» within a sentence', (text, words) => expect(lowerFirst(text)).toBe(words));

test.each([
  ['Очное', 'очная'],
  ['Дистанционное', 'дистанционная'],
  ['Заочное голосование', 'заочное голосование'],
])('a meeting that is «%s» has a form', (form, words) => expect(formWords(form)).toBe(words));

test.each([
  ['Закончить ремонт', true],
  ['Провести осмотр', true],
  ['Подготовиться к зиме', true],
  ['Беречь тепло', true],
  ['Учесть замечания', true],
  ['Готовность домов проверить', false],
  ['Часть работ перенести', false],
  ['Информацию принять к сведению', false],
  ['', false],
])('«%s» says what is to be done: %s', (text, is) => expect(beginsWithDeed(text)).toBe(is));

describe('a decision', () => {
  const decision = {
    number: '2.3',
    text: 'Закончить ремонт картами, приложить фото',
    responsible: 'Дьяконов И.Р.',
    dueOn: '2026-12-15',
    expectedResult: '',
    votes: null,
    outcome: 'accepted' as const,
  };
  it.each([
    [
      'is an order to who answers',
      {},
      '2.3. Дьяконову И.Р. закончить ремонт картами, приложить фото. Срок — 15.12.2026.',
    ],
    [
      'names who answers apart where a name is not surely declined',
      { responsible: 'Мельник Е.Н.' },
      '2.3. Закончить ремонт картами, приложить фото. Ответственный: Мельник Е.Н. Срок — 15.12.2026.',
    ],
    [
      'names who answers apart where it says no deed',
      { text: 'Ремонт картами закончить.', expectedResult: 'Фото до и после.' },
      '2.3. Ремонт картами закончить. Ответственный: Дьяконов И.Р. Срок — 15.12.2026. Результат: фото до и после.',
    ],
    [
      'of everybody has nobody in it',
      { text: 'Принять доклад к сведению', responsible: null, dueOn: null },
      '2.3. Принять доклад к сведению.',
    ],
    [
      'takes an assignment off control',
      { text: 'Снять с контроля', responsible: null, dueOn: null, cancels: 'П-3/2026' },
      '2.3. Снять с контроля. Поручение П-3/2026 снять с контроля.',
    ],
    [
      'that lost is a proposal, and binds nobody',
      { outcome: 'rejected' as const, text: 'Закрыть движение.' },
      '2.3. Предложение «Закрыть движение» не принято.',
    ],
    [
      'that was never put to the vote is a proposal too',
      { outcome: 'unvoted' as const },
      '2.3. Предложение «Закончить ремонт картами, приложить фото» на голосование не ставилось.',
    ],
  ])('%s', (_, more, words) => expect(plain(decisionWords({ ...decision, ...more }))).toBe(words));
});

test('who was heard stands in the accusative, who spoke and who sat in the nominative', () => {
  expect(plain(heardWords({ speaker: 'Мельникова Е.Н.', heard: 'поступило 412 сообщений' }))).toBe(
    'Мельникову Е.Н. — поступило 412 сообщений.',
  );
  expect(plain(heardWords({ speaker: 'Мельникова Е.Н.', heard: '' }))).toBe('Мельникову Е.Н.');
  expect(heardWords({ speaker: '', heard: 'Справка роздана.' })).toBe('Справка роздана.');
  expect(plain(saidWords({ name: 'Р.Ф. Шарипов', text: 'там теплотрасса' }))).toBe(
    'Шарипов Р.Ф. — там теплотрасса.',
  );
  expect(plain(personWords('Дьяконов И.Р.', 'Начальник управления', 'с 10:19'))).toBe(
    'Дьяконов И.Р. — начальник управления (с 10:19)',
  );
});

test('votes are told with what came of them', () => {
  const votes = { for: 2, against: 3, abstained: 0 };
  expect(voteWords(votes, 'rejected')).toBe(
    'ГОЛОСОВАЛИ: за — 2, против — 3, воздержались — 0. Решение не принято.',
  );
  expect(voteWords(votes, 'accepted')).toContain('Решение принято.');
});
