import { describe, expect, it } from 'vitest';
import { makeDoneTitle, makeTitle, ownTitle } from './title.ts';

describe('title of a message', () => {
  it('is the first sentence', () => {
    expect(makeTitle('Третий день нет воды. Звонили, обещали.')).toBe('Третий день нет воды');
    expect(makeTitle('Когда починят лифт? Ждём.')).toBe('Когда починят лифт?');
  });

  it('does not end at an abbreviation', () => {
    expect(makeTitle('Тротуара вдоль ул. Октябрьской нет, дети идут по дороге. Помогите.')).toBe(
      'Тротуара вдоль ул. Октябрьской нет, дети идут по дороге',
    );
    expect(makeTitle('Нет света во дворе по пр. Победы, д. 9, кв. 41. Темно.')).toBe(
      'Нет света во дворе по пр. Победы, д. 9, кв. •••',
    );
  });

  it('does not begin with a greeting, unless there is nothing else', () => {
    expect(makeTitle('Здравствуйте! У дома 5 яма во всю полосу.')).toBe('У дома 5 яма во всю полосу');
    expect(makeTitle('Добрый день, не горит фонарь у подъезда')).toBe('Не горит фонарь у подъезда');
    expect(makeTitle('Здравствуйте!')).toBe('Здравствуйте!');
  });

  it('is cut at a word when the sentence is long', () => {
    const title = makeTitle('слово '.repeat(40));
    expect(title.length).toBeLessThanOrEqual(91);
    expect(title.endsWith('слово…')).toBe(true);
  });

  it('is not cut after a word that only begins a name', () => {
    const before = 'В кабинете прививок на улице Центральной нет вакцины от клеща, когда её привезут';
    expect(makeTitle(`${before} (с. Покровское)`)).toBe(`${before}…`);
    expect(makeTitle(`${before}, ул. Центральная`)).toBe(`${before}…`);
  });

  it('never cuts an emoji in two', () => {
    expect(makeTitle(`а${'😀'.repeat(60)}`).isWellFormed()).toBe(true);
  });

  it('hides nothing of their own words from the author; what a person has named stays', () => {
    const body = 'Позвоните мне 8 912 345-67-89, не горит фонарь у дома.';
    const title = makeTitle(body);
    expect(title).toContain('•');
    expect(ownTitle({ title, body })).toBe('Позвоните мне 8 912 345-67-89, не горит фонарь у дома');
    expect(ownTitle({ title: 'Фонарь у дома •••', body })).toBe('Фонарь у дома •••');
  });
});

describe('what was done', () => {
  it.each([
    ['Здравствуйте! Яму заделали литым асфальтом.', 'Яму заделали литым асфальтом'],
    [
      '24.11.2026 Вы написали о проблеме по адресу: ул. Заводская, 26/1. Разобраться поручили: Управление дорог. Снег с тротуара убрали 25.11.2026.',
      'Снег с тротуара убрали 25.11.2026',
    ],
    ['Спасибо за сообщение! Фонарь на пл. Ленина горит.', 'Фонарь на пл. Ленина горит'],
    ['На Ваше сообщение от 5 ноября сообщаем. Люк закрыт, двор убран.', 'Люк закрыт, двор убран'],
    // Nothing follows: what there is.
    ['Вы написали о яме на улице Титова.', 'Вы написали о яме на улице Титова'],
    [
      'Вывоз мусора: вы сообщили о нём вчера, баки пусты.',
      'Вывоз мусора: вы сообщили о нём вчера, баки пусты',
    ],
  ])('%s', (answer, title) => expect(makeDoneTitle(answer)).toBe(title));
});
