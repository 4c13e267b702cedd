import { readFileSync } from 'node:fs';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { cityCard } from '../../../shared/contract/base/our-city.ts';
import { holdCityEditions, readCity } from '../../lib/city.ts';
import { defineDatedPack } from '../../lib/dated-pack.ts';
import { inRegion } from './region.ts';

const read = (name: string) =>
  readFileSync(new URL(`../../../packs/base/city/${name}`, import.meta.url), 'utf8');
const sample = cityCard.parse(JSON.parse(read('kamensk-uralsky/card.json')));
const own = {
  ...sample,
  region: 'Заветлужский край',
  zone: 'Asia/Irkutsk',
  names: { ...sample.names, title: { nominative: 'округ Энск', genitive: '', prepositional: '' } },
};
const edition = (version: number, card: typeof sample) => ({ version, from: new Date(0), card });
const roadmap = defineDatedPack(
  'roadmap',
  'group/roadmap/otklik-2026.json',
  { sections: z.unknown() },
  'нет',
);

const forgetCards = (): void => holdCityEditions([], { isStart: true });
beforeEach(forgetCards);
afterAll(forgetCards);

test('a body of a pack bears the region of the card, and none while there is no card', () => {
  expect(inRegion('Правительство {region}')).toBe('Правительство региона');
  holdCityEditions([edition(1, own)], { isStart: true });
  expect(inRegion('Правительство {region}')).toBe('Правительство Заветлужского края');
  holdCityEditions([edition(1, sample)], { isStart: true });
  expect(inRegion('ЦУР {region}')).toBe('ЦУР Свердловской области');
});

test('the act of one municipality is cited to nobody else', () => {
  expect(roadmap.ground()).not.toMatch(/398|Каменск/u);
  holdCityEditions([edition(1, own)], { isStart: true });
  expect(roadmap.ground()).not.toMatch(/398|Каменск/u);
  holdCityEditions([edition(1, sample)], { isStart: true });
  expect(roadmap.ground()).toContain('№ 398');
});

test('the zone of the first card is in force at once, that of the next waits for a start', () => {
  const zone = () => readCity({ city: 'blank' }).zone;
  expect(zone()).toBe('Europe/Moscow');
  holdCityEditions([edition(1, own)], { isStart: false });
  expect(zone()).toBe('Asia/Irkutsk');
  holdCityEditions([edition(1, own), edition(2, { ...own, zone: 'Asia/Omsk' })], { isStart: false });
  expect(zone()).toBe('Asia/Irkutsk');
});
