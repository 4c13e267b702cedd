import { expect, test } from 'vitest';
import { isAlarming, readTone } from './tone.ts';
import { readToneModel, writeToneModel } from './tone-file.ts';
import { scoreTone, trainTone, unmask } from './tone-model.ts';

const kinds = (text: string): string =>
  readTone(text)
    .map(({ kind }) => kind)
    .join(' ');

test.each([
  ['В подъезде сильно пахнет газом, Титова 14', 'life'],
  ['На столбе торчат оголённые провода', 'life'],
  ['Балкон вот-вот рухнет на прохожих', 'life'],
  ['У школы открытый канализационный люк', 'life'],
  ['Устала от всего, хочу покончить с собой', 'life'],
  ['Если не включите воду, приду и всех взорву', 'threat'],
  ['Какой дебил это придумал, уроды', 'insult'],
  ['Огромное спасибо дорожной службе за новый асфальт!', 'gratitude'],
  ['Спасибо за ямы и грязь в нашем дворе', 'irony'],
])('«%s» — %s', (text, expected) => {
  expect(kinds(text)).toBe(expected);
});

test.each([
  'Яма на дороге у школы, прошу засыпать',
  'Не горит фонарь на Титова, 14',
  'Прошу починить качели, заранее спасибо за помощь',
  'Спасибо за отопление, но когда дадут воду?',
  'Газ отключили на неделю, квитанции приходят',
  'Выхлопными трубами пахнет газом во дворе',
  'Обрушились цены на проезд',
])('nothing stands out in «%s»', (text) => {
  expect(kinds(text)).toBe('');
});

test('each mark names its words and what to do; danger goes first', () => {
  const marks = readTone('Дебилы, провода искрят, дом горит!');
  expect(marks.map(({ kind }) => kind)).toEqual(['life', 'life', 'insult']);
  expect(marks[0]).toMatchObject({ title: 'Оголённые провода, удар током', words: ['провода искрят'] });
  expect(marks[2]?.words).toContain('дебилы');
  expect(isAlarming(marks)).toBe(true);
  expect(isAlarming(readTone('Спасибо за ремонт дороги'))).toBe(false);
});

test('letters put in place of others do not hide abuse', () => {
  expect(unmask('Дe6илы, у р о д ы, дом 6 на Мира')).toBe('дебилы, уроды, дом 6 на мира');
  expect(kinds('Дeбилы у р о д ы')).toBe('insult');
});

test('a model comes back from its file with the same judgement', () => {
  const model = trainTone(
    ['вы дураки', 'дураки и уроды', 'уроды вы'],
    ['вы молодцы', 'молодцы и мастера', 'мастера вы'],
  );
  const read = readToneModel(writeToneModel(model));
  for (const text of ['вы дураки', 'вы мастера', 'дом и двор'])
    expect(scoreTone(read, text)).toBeCloseTo(scoreTone(model, text), 1);
});
