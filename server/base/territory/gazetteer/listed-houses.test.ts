import { expect, test } from 'vitest';
import { buildGazetteer, type StreetRow } from './gazetteer.ts';
import { makeHouseFinder } from './listed-houses.ts';

const street = (
  id: string,
  type: string,
  name: string,
  numbers: string[],
  settlement: string | null = null,
) =>
  ({
    id,
    type,
    name,
    settlement,
    aliases: [],
    district: null,
    point: null,
    houses: numbers.map((number) => ({ number, point: null })),
  }) satisfies StreetRow;

const find = makeHouseFinder(
  buildGazetteer({
    cityNames: [],
    landmarks: [],
    streets: [
      street('ave', 'проспект', 'Победы', ['1', '12 корп. 2', '14а']),
      street('lane', 'переулок', 'Тихий', ['3']),
      street('st', 'улица', 'Тихая', ['3']),
      street('village', 'улица', 'Тихая', ['3'], 'с. Пробное'),
    ],
  }),
);
const at = (words: string, house: string, settlement = '') => find({ street: words, house, settlement });

test('a house is found by its street and any spelling of its number', () => {
  expect(at('пр. Победы', '14 А')).toEqual({ streetId: 'ave', house: '14а' });
  expect(at('проспект Победы', '12/2')).toEqual({ streetId: 'ave', house: '12к2' });
  expect(at('ул. Тихая', '3', 'с. Пробное')).toEqual({ streetId: 'village', house: '3' });
  expect(at('ул. Тихая', '3')).toEqual({ streetId: 'st', house: '3' });
});

test('a street without its kind is the only one of its name; one with another kind is no such street', () => {
  expect(at('Победы', '1')).toEqual({ streetId: 'ave', house: '1' });
  expect(at('ул. Победы', '1')).toEqual({ fault: 'улицы «ул. Победы» нет в справочнике' });
});

test('what is not there is said', () => {
  expect(at('', '1')).toEqual({ fault: 'не названа улица' });
  expect(at('пр. Победы', '')).toEqual({ fault: 'не назван дом' });
  expect(at('пр. Победы', 'б/н')).toEqual({ fault: 'номер дома «б/н» не читается' });
  expect(at('пр. Победы', '99')).toEqual({ fault: 'дома 99 на этой улице нет в справочнике' });
});
