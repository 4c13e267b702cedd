import { describe, expect, test } from 'vitest';
import { personalFigures } from '../../../../scripts/eval/eval-personal.ts';
import { makeSet } from '../../../../scripts/personal-set/make.ts';
import { aside } from '../../../../scripts/personal-set/templates.ts';
import { findPersonalData, maskPersonal } from './personal-data.ts';

const found = (text: string): string[] =>
  findPersonalData(text).map(({ kind, start, end }) => `${kind}: ${text.slice(start, end)}`);

describe('is found', () => {
  test.each([
    ['Кравцова Мария Петровна просит', 'name: Кравцова Мария Петровна'],
    ['передайте Кравцовой Марии Петровне', 'name: Кравцовой Марии Петровне'],
    ['кравцов иван петрович из 5 подъезда', 'name: кравцов иван петрович'],
    ['КРАВЦОВ ИВАН ПЕТРОВИЧ', 'name: КРАВЦОВ ИВАН ПЕТРОВИЧ'],
    ['Спасибо Ивану Петровичу за работу', 'name: Ивану Петровичу'],
    ['Меня зовут Мария, живу на Мира', 'name: Мария'],
    ['ответил Кравцов И. П.', 'name: Кравцов И. П.'],
    ['Принял Кравцов И. П. Стояк проверили', 'name: Кравцов И. П.'],
    ['Слесарь И. П. Кравцов пришёл', 'name: И. П. Кравцов'],
    ['Принял Кравцов И. П. Рябинин ушёл', 'name: Кравцов И. П. Рябинин'],
    ['ответил И.П. Кравцов', 'name: И.П. Кравцов'],
    ['соседка Олеся Пак шумит', 'name: Олеся Пак'],
    ['Гусейнов Эльдар Мамед оглы', 'name: Гусейнов Эльдар'],
    ['звоните 8.912.345.67.89', 'phone: 8.912.345.67.89'],
    ['тел. 32-10-10', 'phone: 32-10-10'],
    ['почта ivan@пример.рф', 'email: ivan@пример.рф'],
    ['паспорт 65 04 № 123456', 'passport: 65 04 № 123456'],
    ['СНИЛС 12345678901', 'snils: 12345678901'],
    ['ИНН 667012345678', 'inn: 667012345678'],
    ['карта 2200 1234 5678 9010', 'card: 2200 1234 5678 9010'],
    ['л/с 0012345678', 'account: 0012345678'],
    ['стоит а123вс96 на газоне', 'plate: а123вс96'],
    ['он паркует м778рх', 'plate: м778рх'],
    ['Машина А 123 ВС мешала уборке', 'plate: А 123 ВС'],
    ['автомобиль с номером у 720 вв 74', 'plate: у 720 вв'],
    ['спасибо ивану кузьмичу за двор', 'name: ивану кузьмичу'],
    ['Ленина 5, кв. 15', 'flat: 15'],
    ['шумят в 15-й квартире', 'flat: 15'],
    ['мама, 12.03.1950 г.р.', 'birth: 12.03.1950'],
  ])('%s', (text, told) => {
    expect(found(text)).toContain(told);
  });
});

// Numbers for trying things out, published by payment systems.
test.each([
  ['4111111111111111', true],
  ['5555555555554444', true],
  ['4111111111111112', false],
  ['5555555555554445', false],
])('of sixteen digits in a row only those whose sum is right are a card: %s', (digits, isCard) => {
  expect(found(`списали по ${digits} дважды`).some((one) => one.startsWith('card'))).toBe(isCard);
  expect(found(`номер карты ${digits}`)).toContain(`card: ${digits}`);
});

// Made up: the last two digits are reckoned from the others.
test.each([
  ['500100732259', true],
  ['500100732258', false],
  ['500100732249', false],
  ['500100732359', false],
])('of twelve digits in a row only those whose check digits are right are an ИНН: %s', (digits, isInn) => {
  expect(found(`документ ${digits} приложен`).some((one) => one.startsWith('inn'))).toBe(isInn);
});

test.each([
  ['12-05-24', false],
  ['31-12-24', false],
  ['01-01-24', false],
  ['32-05-24', true],
  ['00-05-24', true],
  ['12-13-24', true],
  ['12-00-24', true],
  ['32-10-10', true],
  ['2-05-24', false],
])('six digits that can be no day are a phone, five are not: %s', (digits, isPhone) => {
  expect(found(`писали ${digits} в управу`).some((one) => one.startsWith('phone'))).toBe(isPhone);
  expect(found(`телефон ${digits}`)).toContain(`phone: ${digits}`);
});

test.each([
  ['(3439) 3-21-01', false],
  ['(34395) 3-21-01', true],
  ['(3439) 32-10-10', true],
  ['(495) 123-45-67', true],
  ['(512) 123-45-67', false],
  ['3439-32-10-10', true],
  ['5439-32-10-10', false],
  ['343-321-10-10', true],
])('a phone of a town has ten digits and begins with 3, 4, 8 or 9: %s', (digits, isPhone) => {
  expect(found(`дозвониться ${digits} нельзя`).includes(`phone: ${digits}`)).toBe(isPhone);
});

test.each([
  ['без цифр и собак: яма на дороге', []],
  ['ровно пять цифр: тел. 32101', ['phone: 32101']],
  ['четыре: тел. 3210', []],
  ['девятки считаются цифрами: тел. 99999', ['phone: 99999']],
  ['и нули: тел. 00000', ['phone: 00000']],
])('%s', (text, numbers) => {
  expect(found(text)).toEqual(numbers);
});

test.each([
  'на улице Карла Маркса, 14 и на Розы Люксембург',
  'перекрёсток Кирова и Мира, у памятника В.И. Ленину',
  'на Юлиуса Фучика 14 яма, от Гагарина до Титова',
  'школа имени И.И. Марьина, ДК «Юность»',
  'УК «Дом-Сервис» и ООО «Иванов и сыновья»',
  'дом 60 кв. м, всего 60 квартир, в квартире 16 градусов',
  'автобус 16 в 14:05, 12.05.2026, заявка 2026-11-0412',
  'кадастровый номер 66:45:0100123:12, ИНН 6670123456 организации',
  'начальник Советского РЭС не отвечает',
  'машина стоит в 120 км от города, номер дома 5',
  'у 120 ва не горит свет',
])('nothing in «%s»', (text) => {
  expect(found(text)).toEqual([]);
});

test('an outside model reads what was hidden by its name', () => {
  expect(maskPersonal('Я, Кравцов И.П., кв. 5, 8 912 345-67-89', { by: 'words' })).toBe(
    'Я, [ИМЯ], кв. [КВАРТИРА], [ТЕЛЕФОН]',
  );
});

test('the sentences kept aside reach the bars', () => {
  const { recall, untouched } = personalFigures(makeSet(aside, 1200, 23));
  expect(recall.get('phone')).toBeGreaterThanOrEqual(0.98);
  expect(recall.get('email')).toBeGreaterThanOrEqual(0.98);
  expect(recall.get('name')).toBeGreaterThanOrEqual(0.9);
  expect(untouched).toBeGreaterThanOrEqual(0.99);
});
