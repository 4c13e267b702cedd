import { describe, expect, it } from 'vitest';
import { createDuplicateIndex } from './duplicate-index.ts';
import type { IndexedMessage } from './duplicate-table.ts';
import { readNamedPlace } from './matter-places.ts';

const countOf = (text: string) => {
  const { names, houses } = readNamedPlace(text);
  return [names.length, houses.length];
};
const isOne = (one: string, other: string) => {
  const [a, b] = [readNamedPlace(one), readNamedPlace(other)];
  return {
    name: a.names.some((name) => b.names.includes(name)),
    house: a.houses.some((house) => b.houses.includes(house)),
  };
};

describe('the place the words of a message name', () => {
  it.each([
    ['Не горит фонарь возле дома Мира, 14к2', [1, 1]],
    ['Течёт крыша. В доме № 9 по улице Ломакина', [1, 1]],
    ['Темно на остановке «ДСК» в сторону Центра', [2, 0]],
    ['Автобус 3 не пришёл', [0, 0]],
    ['Добрый день. Прошу Вас, Уважаемая администрация, разобраться', [0, 0]],
    ['НА УЛИЦЕ МИРА ТЕМНО', [0, 0]],
    ['в подъезде темно', [0, 0]],
  ])('%s', (text, counts) => {
    expect(countOf(text)).toEqual(counts);
  });

  it.each([
    ['на ул. Московской, 5', 'у дома 5 по Московской улице', { name: true, house: true }],
    ['дом Мира, 14к1', 'дом Мира, 14к2', { name: true, house: false }],
    ['дом Мира, 14 корп. 1', 'дом Мира, 14к1', { name: true, house: true }],
    ['дома Мира, 9 и 11', 'дом Мира, 9', { name: true, house: true }],
    ['у дома 2-я Линия, 7', 'у дома 4-я Линия, 7', { name: false, house: true }],
    ['у дома Мира, 27А2', 'у дома Мира, 27', { name: true, house: false }],
  ])('%s — %s', (one, other, same) => {
    expect(isOne(one, other)).toEqual(same);
  });
});

const nowhere = { lat: null, lon: null, address: null };
const light = { block: 'energy', facts: ['energy.lighting.off'], at: 1_800_000_000_000 };
const found = (first: string, second: string, change: Partial<IndexedMessage> = {}) => {
  const index = createDuplicateIndex({ capacity: 16 });
  index.add({ id: 'a', text: first, ...nowhere, ...light });
  return index.find({ id: 'b', text: second, ...nowhere, ...light, ...change }).map(({ rule }) => rule);
};

describe('a pair whose place nobody has given', () => {
  const lamp = 'Не горит фонарь уличного освещения возле дома Мира, 14';
  const template = (crossing: string) =>
    `Не горит фонарь уличного освещения над пешеходным переходом на перекрёстке улиц ${crossing}. Просьба восстановить освещение в тёмное время, переходить дорогу опасно, дети идут из школы и водители их не замечают.`;

  it.each([
    [
      'one house and one trouble',
      lamp,
      'Не горит фонарь Мира, 14. Просьба восстановить освещение',
      ['named'],
    ],
    ['the next house', lamp, 'Не горит фонарь Мира, 16. Просьба восстановить освещение', []],
    ['another street', lamp, 'Не горит фонарь Титова, 14. Просьба восстановить освещение', []],
    ['no place named', lamp, 'Не горит фонарь. Просьба восстановить освещение', []],
    ['the same template of two crossings', template('Мира и Титова'), template('Гоголя и Кирова'), []],
    ['a copy', template('Мира и Титова'), template('Мира и Титова'), ['named']],
    [
      'the wall of a house and that of its garages',
      'Надписи на стене дома Мира, 14. Просьба закрасить',
      'Надписи на стенах гаражей у дома Мира, 14. Просьба закрасить',
      [],
    ],
  ])('%s', (_, first, second, rules) => {
    expect(found(first, second)).toEqual(rules);
  });

  it('is not proposed when the topic is another', () => {
    const facts = { block: 'roads', facts: ['roads.pavement.pothole'] };
    expect(found(lamp, 'Возле дома Мира, 14 яма, фонарь упал', facts)).toEqual([]);
  });
});
