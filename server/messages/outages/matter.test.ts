import { describe, expect, test } from 'vitest';
import { resourcesOf } from './matter.ts';
import { gatherAddresses } from './of-problem.ts';
import { outlineOf } from './outline.ts';
import { outagePack } from './pack.ts';
import { stateOf } from './states.ts';

const { resources } = outagePack.on('2026-11-29');
const hot = 'housing.water.hot-absent';
const cold = 'housing.water.cold-absent';
const read = (facts: readonly [string, number][], sure?: string) => ({
  facts: facts.map(([factId, confidence]) => ({ factId, confidence })),
  sure: sure === undefined ? null : { id: sure },
});

describe('what is off by the words', () => {
  test.each([
    [
      'the topic the writer chose, whatever the words',
      'Нет холодной воды',
      read([[cold, 0.9]]),
      { id: hot },
      ['hot-water'],
    ],
    [
      'a topic chosen that is of no resource',
      'Нет горячей воды',
      read([], hot),
      { id: 'roads.pavement.pothole' },
      [],
    ],
    ['hot water that is read as cold', 'Третий день нет горячей воды', read([], cold), null, ['hot-water']],
    ['cold water', 'Нет холодной воды', read([], cold), null, ['cold-water']],
    ['water, which is not said', 'Отключили воду', read([], cold), null, ['hot-water', 'cold-water']],
    ['both', 'Нет ни горячей, ни холодной воды', read([], cold), null, ['hot-water', 'cold-water']],
    [
      'a word that only has the stem within',
      'Нет воды, чай не погорячее',
      read([], cold),
      null,
      ['hot-water', 'cold-water'],
    ],
    [
      'any the words may be of',
      'Нет света',
      read([
        ['energy.electricity.outage', 0.4],
        ['energy.gas.outage', 0.3],
      ]),
      null,
      ['power', 'gas'],
    ],
    [
      'the sure one before the others',
      'Нет света',
      read([['energy.gas.outage', 0.4]], 'energy.electricity.outage'),
      null,
      ['power'],
    ],
    ['not what is unlikely', 'Нет света', read([['energy.gas.outage', 0.09]]), null, []],
    ['exactly at the least chance', 'Нет света', read([['energy.gas.outage', 0.1]]), null, ['gas']],
    ['cold batteries as well as none', 'Батареи холодные', read([], 'housing.heat.low'), null, ['heat']],
    [
      'a smell of gas is no outage of gas',
      'Пахнет газом',
      read([['energy.gas.outage', 0.4]], 'energy.gas.smell'),
      null,
      [],
    ],
    ['another matter', 'Яма', read([['roads.pavement.pothole', 0.9]]), null, []],
    ['no words', '', read([]), null, []],
  ])('%s', (_, text, words, chosen, expected) => {
    expect(resourcesOf(resources, { text, read: words, chosen })).toEqual(expected);
  });
});

describe('where an outage stands', () => {
  const at = (text: string) => new Date(`2026-11-29T${text}:00Z`);
  const moments = {
    begins_at: at('06:00'),
    until_at: at('12:00') as Date | null,
    ended_at: null as Date | null,
    cancelled_at: null as Date | null,
  };
  test.each([
    ['before it begins', {}, '05:59', 'planned'],
    ['as it begins', {}, '06:00', 'running'],
    ['a minute before its term', {}, '11:59', 'running'],
    ['at its term', {}, '12:00', 'overdue'],
    ['a minute before it is too long after its term', {}, '14:59', 'overdue'],
    ['so long after its term that nobody knows', {}, '15:00', 'unconfirmed'],
    ['late and not begun, it is still ahead', { begins_at: at('20:00') }, '16:00', 'planned'],
    ['without a term it is never late', { until_at: null }, '23:00', 'running'],
    ['ended before its term', { ended_at: at('10:00') }, '11:00', 'ended'],
    ['ended late', { ended_at: at('13:00') }, '16:00', 'ended'],
    ['cancelled before it began', { cancelled_at: at('05:00') }, '05:30', 'cancelled'],
  ])('%s', (_, more, now, expected) => {
    expect(stateOf({ ...moments, ...more }, at(now), { unconfirmedAfterHours: 3 })).toBe(expected);
  });
});

describe('addresses of messages, as a notice names them', () => {
  test.each([
    [['ул. Титова, 14', 'ул. Титова, 10', 'ул. Титова, 14, кв. 5'], 'ул. Титова, 10, 14'],
    [['ул. Титова, 40 корп. 2', 'ул. Кунавина, 3а'], 'ул. Кунавина, 3а\nул. Титова, 40 корп. 2'],
    [['ул. 8 Марта, 5'], 'ул. 8 Марта, 5'],
    [['ул. Титова', 'у рынка', ''], ''],
  ])('%j', (addresses, expected) => {
    expect(gatherAddresses(addresses)).toBe(expected);
  });
});

describe('the outline drawn around houses', () => {
  const titova = [
    { lat: 56.41, lon: 61.92 },
    { lat: 56.412, lon: 61.924 },
    { lat: 56.411, lon: 61.922 },
  ];
  test('is closed, convex and a house wide beyond the points', () => {
    const ring = outlineOf(titova)!;
    expect(ring[0]).toEqual(ring.at(-1));
    const lats = ring.map(([, lat]) => lat);
    expect(Math.max(...lats)).toBeCloseTo(56.412 + 35 / 111_195, 4);
    expect(Math.min(...lats)).toBeCloseTo(56.41 - 35 / 111_195, 4);
    const turns = ring.slice(2).map(([lon, lat], at) => {
      const [a, b] = [ring[at]!, ring[at + 1]!];
      return Math.sign((b[0] - a[0]) * (lat - a[1]) - (b[1] - a[1]) * (lon - a[0]));
    });
    expect(turns.every((turn) => turn >= 0)).toBe(true);
  });
  test('of one house is a ring around it; of none nothing', () => {
    expect(outlineOf([titova[0]!])).toHaveLength(9);
    expect(outlineOf([])).toBeNull();
  });
});
