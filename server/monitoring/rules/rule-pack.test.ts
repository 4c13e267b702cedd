import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { loadTaxonomy } from '../../base/taxonomy/index.ts';
import type { RulePost } from './filters.ts';
import { createPostJudge } from './judge-post.ts';
import { refuseForbidden } from './limits.ts';
import { startingRulesOn } from './rule-pack.ts';

const taxonomy = loadTaxonomy(resolve(import.meta.dirname, '../../../packs/base/taxonomy/otklik-2026'));
const { rules, adverts, limits } = startingRulesOn('2026-11-30');
const judge = createPostJudge(rules, adverts);

function caughtBy(text: string): string[] {
  const post: RulePost = {
    network: 'vk',
    kind: 'comment',
    pageId: '-1',
    isOwn: false,
    pageKind: 'community',
    isLocal: true,
    text,
    readPlaces: () => ({ town: 'none', isPlaceNamed: false, districts: [] }),
  };
  return judge(post).map(({ ruleId }) => ruleId);
}

test('rules stand on the taxonomy: every block of the decree has some, every fact is of the block of its rule', () => {
  const decree = taxonomy.blocks.filter(({ decree }) => decree).map(({ code }) => code);
  expect(decree).toHaveLength(8);
  expect(decree.filter((code) => rules.filter(({ block }) => block === code).length < 5)).toEqual([]);
  const known = new Set(taxonomy.facts.map(({ id }) => id));
  const foreign = rules.flatMap(({ block, facts }) =>
    facts.map((fact) => `${block}.${fact}`).filter((fact) => !known.has(fact)),
  );
  expect(foreign).toEqual([]);
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
});

test('wide rules are of little importance and leave out what media write', () => {
  const wide = rules.filter(({ id }) => id.startsWith('any-') || id === 'named');
  expect(wide).toHaveLength(14);
  for (const { importance, filters } of wide) {
    expect(importance).toBe('low');
    expect(filters.skipPages).toEqual(['media', 'advertiser']);
  }
});

test('words several rules share stand in each of them whole', () => {
  const [shared] = rules.filter(({ id }) => id === 'any-waste');
  expect(shared?.query).toContain('прос*');
  expect(rules.filter(({ query }) => /[{}]/u.test(query))).toEqual([]);
});

test('none of them looks after people', () => {
  for (const { node } of rules) expect(() => refuseForbidden(node, limits)).not.toThrow();
});

test.each([
  ['Третий день сидим без отопления, батареи ледяные', 'no-heat'],
  ['горячей воды опять нету!!!', 'no-water'],
  ['Из крана вода ржавая течёт', 'bad-water'],
  ['лифт застрял между этажами', 'lift'],
  ['На дороге такие ямы что колёса отлетают', 'potholes'],
  ['улицу не чистили с прошлой недели', 'road-snow'],
  ['сорок минут ждали автобус на морозе', 'bus-late'],
  ['талонов к терапевту нет, записаться невозможно', 'appointment'],
  ['скорую ждали три часа', 'ambulance'],
  ['в садике очередь, место не дают', 'nursery-place'],
  ['детское пособие не пришло', 'benefits'],
  ['мусор не вывозят неделю, баки переполнены', 'no-removal'],
  ['Всю улицу вырубило, света нет', 'no-power'],
  ['в подъезде пахнет газом', 'gas'],
  ['стая бродячих собак напала на ребёнка', 'dogs'],
  ['Надписи на стене дома, просьба закрасить', 'graffiti'],
  ['Мусор на детской площадке третью неделю', 'litter'],
  ['Тротуар зарос травой', 'overgrown'],
  ['Во дворе открытый люк', 'manhole-yard'],
  ['Ливнёвка забита, двор затопило', 'storm-drain'],
  ['Вечером неприятный запах по всему району', 'smell'],
  ['дыры на проезжей части', 'holes'],
  ['Светофор загорожен ветками', 'signal'],
  ['Брошенная машина стоит второй год', 'abandoned-car'],
  ['Машины паркуются на газоне', 'yard-parking'],
  ['Стихийная свалка за гаражами', 'dumps'],
  ['Отказали в продлении пособия', 'payments-delay'],
  ['В парке клещи', 'ticks'],
  ['Просим вас решить проблему', 'request'],
])('«%s» → %s', (text, rule) => expect(caughtBy(text)).toContain(rule));

test.each([
  'С днём города, дорогие земляки!',
  'Продам гараж, проезд до гаража автобусом нет проблем, цена 100 тыс руб',
  'Скидка на батареи отопления: нет дешевле! Закажите на сайте, цена от 900 руб',
  'Сегодня вечером концерт в филармонии',
])('«%s» is nothing', (text) => expect(caughtBy(text)).toEqual([]));
