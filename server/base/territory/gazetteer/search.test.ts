import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { buildGazetteer, findNearestHouse, type GazetteerSource } from './gazetteer.ts';
import { shiftPoint } from './geo.ts';
import { listGazetteerRows, loadCityPack } from './pack.ts';
import { searchPlaces } from './search.ts';

const source = listGazetteerRows(
  loadCityPack(fileURLToPath(new URL('../../../../packs/base/city/kamensk-uralsky', import.meta.url))),
);
const gazetteer = buildGazetteer(source);

/** What was typed | the first answer. */
const QUERIES = `
ул. Титова, 14 | ул. Титова, 14
тит 14 | ул. Титова, 14
ТИТОВА 14 | ул. Титова, 14
титова14 | ул. Титова, 14
14 титова | ул. Титова, 14
ул титова д14 | ул. Титова, 14
улица титова дом 14 кв 5 | ул. Титова, 14
титова ул., д. № 14 | ул. Титова, 14
на титова 14 | ул. Титова, 14
титова 14-5 | ул. Титова, 14
титова 14, 3 подъезд | ул. Титова, 14
г. Каменск-Уральский, ул. Титова, 14 | ул. Титова, 14
г каменск-уральский титова 14 | ул. Титова, 14
тетова 14 | ул. Титова, 14
тиотва 14 | ул. Титова, 14
титва 14 | ул. Титова, 14
титтова 14 | ул. Титова, 14
nbnjdf 14 | ул. Титова, 14
NBNJDF 14 | ул. Титова, 14
красногорский район титова 14 | ул. Титова, 14
титова | ул. Титова
остановка титова | остановка «Титова»
ост. Титова | остановка «Титова»
титова 145 | ул. Титова, 145
Карла Маркса, 51 | ул. Карла Маркса, 51
карла маркса 51 | ул. Карла Маркса, 51
маркса карла 51 | ул. Карла Маркса, 51
маркса 51 | ул. Карла Маркса, 51
К. Маркса, 51 | ул. Карла Маркса, 51
к.маркса 51 | ул. Карла Маркса, 51
Карла-Маркса 51 | ул. Карла Маркса, 51
карла макса 51 | ул. Карла Маркса, 51
кар мар 51 | ул. Карла Маркса, 51
4-й Пятилетки, 12 | ул. 4-й Пятилетки, 12
4 пятилетки 12 | ул. 4-й Пятилетки, 12
четвертой пятилетки 12 | ул. 4-й Пятилетки, 12
пятилетки 12 | ул. 4-й Пятилетки, 12
1-я Синарская 5 | ул. 1-я Синарская, 5
1 синарская 5 | ул. 1-я Синарская, 5
первая синарская 5 | ул. 1-я Синарская, 5
синарская 1-я, 5 | ул. 1-я Синарская, 5
1ая Синарская 5 | ул. 1-я Синарская, 5
2-я Рабочая 106 | ул. 2-я Рабочая, 106
вторая рабочая 106 | ул. 2-я Рабочая, 106
2 рабочей 106 | ул. 2-я Рабочая, 106
Комсомольский бульвар, 40 | б-р Комсомольский, 40
б-р Комсомольский 40 | б-р Комсомольский, 40
комсомольский б-р 40 | б-р Комсомольский, 40
на Комсомольском бульваре 40 | б-р Комсомольский, 40
комсомол 40 | б-р Комсомольский, 40
комсомолском бульваре 40 | б-р Комсомольский, 40
проспект Победы 70а | пр. Победы, 70а
пр-т Победы, 70А | пр. Победы, 70а
пр-кт Победы 70 а | пр. Победы, 70а
победы 70-а | пр. Победы, 70а
победы 70a | пр. Победы, 70а
ул победы 54 | пр. Победы, 54
пабеды 54 | пр. Победы, 54
пр. Металлургов 33 | пр. Металлургов, 33
металургов 33 | пр. Металлургов, 33
заводская 9/8 | ул. Заводская, 9/8
заводская 9 к 8 | ул. Заводская, 9/8
заводская 9 корп 8 | ул. Заводская, 9/8
заводской 9\\8 | ул. Заводская, 9/8
алюминиевая 43 | ул. Алюминиевая, 43
алюминевая 43 | ул. Алюминиевая, 43
алюминиевой 43 | ул. Алюминиевая, 43
алюминеев | ул. Алюминиевая
октябрьская 59а | ул. Октябрьская, 59а
октябрской 59а | ул. Октябрьская, 59а
октябрь 59а | ул. Октябрьская, 59а
строителей 30 | ул. Строителей, 30
строитилей 30 | ул. Строителей, 30
механизаторов 38а | ул. Механизаторов, 38а
пер. Санаторный 4 | пер. Санаторный, 4
санаторном переулке 4 | пер. Санаторный, 4
героев отечества 3 | ул. Героев Отечества, 3
героев атечества 3 | ул. Героев Отечества, 3
красных орлов 10 | ул. Красных Орлов, 10
кошевого 7 | ул. Олега Кошевого, 7
им. Олега Кошевого 7 | ул. Олега Кошевого, 7
о. кошевого 7 | ул. Олега Кошевого, 7
кутузова 35а | ул. Кутузова, 35а
московскои 12 | ул. Московская, 12
школьная 5 покровское | Покровское, ул. Школьная, 5
село Покровское, ул. Школьная, 5 | Покровское, ул. Школьная, 5
молодежная 3 | Маминское, ул. Молодёжная, 3
молодёжная 3 | Маминское, ул. Молодёжная, 3
южный рынок | Южный рынок
на южном рынке | Южный рынок
рынок южный | Южный рынок
мкр южный | мкр. Южный
микрорайон Космос | мкр. Космос
дк металлург | Дворец культуры «Металлург»
тц малахит | Торговый центр «Малахит»
детская поликлиника | Детская поликлиника
жд вокзал | Железнодорожный вокзал
стадион труд | Стадион «Труд»
площадь ленина | остановка «Площадь Ленина»
`
  .trim()
  .split('\n')
  .map((line) => line.split(' | ') as [string, string]);

describe('address search', () => {
  test(`has at least 80 queries to answer`, () => expect(QUERIES.length).toBeGreaterThanOrEqual(80));

  test.each(QUERIES)('«%s» → %s', (query, expected) => {
    expect(searchPlaces(gazetteer, query)[0]?.label).toBe(expected);
  });

  test.each(['', ' ', '14', 'д. 5', 'ул.', '!!!', '🙂', 'абракадабра', 'г. Каменск-Уральский', 'кв. 12'])(
    'nothing is invented for «%s»',
    (query) => {
      expect(searchPlaces(gazetteer, query)).toEqual([]);
    },
  );

  test('a beginning of a number offers its houses, the exact one first', () => {
    const labels = searchPlaces(gazetteer, 'титова 1', 6).map(({ label }) => label);
    expect(labels[0]).toBe('ул. Титова, 1');
    expect(labels).toContain('ул. Титова, 10');
    expect(labels).toHaveLength(6);
  });

  test('precision and point tell what is known', () => {
    const [house] = searchPlaces(gazetteer, 'алюминиевая 43');
    expect(house).toMatchObject({
      precision: 'house',
      house: '43',
      point: { lat: 56.35744, lon: 61.973469 },
      district: 'krasnogorsky.yuzhny',
    });
    const [unknown] = searchPlaces(gazetteer, 'алюминиевая 345');
    expect(unknown).toMatchObject({ precision: 'street', house: '345', streetId: 'ul-alyuminievaya' });
    expect(unknown?.point).not.toBeNull();
    const [stop] = searchPlaces(gazetteer, 'остановка кунавина');
    expect(stop).toMatchObject({ precision: 'landmark', streetId: null, house: null });
  });

  test('no more than asked, best first, none twice', () => {
    const found = searchPlaces(gazetteer, 'к', 5);
    expect(found).toHaveLength(5);
    expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
    expect(new Set(found.map(({ label }) => label)).size).toBe(5);
  });

  test('two streets of one name are both offered, the kind decides', () => {
    const twins: GazetteerSource = {
      cityNames: [],
      landmarks: [],
      streets: ['улица', 'переулок'].map((type) => ({ ...street(type, 'Садовый'), type })),
    };
    const both = buildGazetteer(twins);
    expect(new Set(searchPlaces(both, 'садовый 1', 2).map(({ label }) => label))).toEqual(
      new Set(['пер. Садовый, 1', 'ул. Садовый, 1']),
    );
    expect(searchPlaces(both, 'пер садовый 1')[0]?.label).toBe('пер. Садовый, 1');
  });

  test('a former name finds the street', () => {
    const renamed = buildGazetteer({
      cityNames: [],
      landmarks: [],
      streets: [{ ...street('a', 'Новая'), aliases: ['Сталина'] }],
    });
    expect(searchPlaces(renamed, 'сталина 1')[0]?.label).toBe('ул. Новая, 1');
  });
});

function street(id: string, name: string) {
  const houses = [{ number: '1', point: { lat: 56.4, lon: 61.9 } }];
  return { id, type: 'улица', name, aliases: [], settlement: null, district: null, houses, point: null };
}

describe('the house at a point', () => {
  const home = { lat: 56.35744, lon: 61.973469 };

  test('the nearest one, with its distance', () => {
    expect(findNearestHouse(gazetteer, home)).toMatchObject({ label: 'ул. Алюминиевая, 43', meters: 0 });
    const near = findNearestHouse(gazetteer, shiftPoint(home, 4, 3))!;
    expect(near.label).toBe('ул. Алюминиевая, 43');
    expect(near.meters).toBeCloseTo(5, 0);
  });

  test('agrees with trying every house', () => {
    const all = [...gazetteer.streets.values()].flatMap(({ houses }) => houses.map(({ point }) => point!));
    for (let i = 0; i < 200; i++) {
      const from = shiftPoint(all[(i * 37) % all.length]!, (i % 17) * 12 - 100, (i % 13) * 14 - 90);
      const best = Math.min(
        ...all.map((point) =>
          Math.hypot(
            (point.lat - from.lat) * 111_195,
            (point.lon - from.lon) * 111_195 * Math.cos((from.lat * Math.PI) / 180),
          ),
        ),
      );
      const found = findNearestHouse(gazetteer, from);
      if (best < 149) expect(found?.meters).toBeCloseTo(best, 0);
      if (best > 151) expect(found).toBeNull();
    }
  });

  test('nothing in a field', () => {
    expect(findNearestHouse(gazetteer, { lat: 56.3, lon: 61.75 })).toBeNull();
    expect(findNearestHouse(gazetteer, shiftPoint(home, 0, -100), 20)).toBeNull();
  });
});

test('speed on 50,000 houses (printed)', () => {
  const syllables = 'ба ве ги до жу за ки ло ма не по ре са ту фо хи ца че шо'.split(' ');
  const streets = Array.from({ length: 2400 }, (_, i) => {
    const digits = [i % 19, Math.floor(i / 19) % 19, Math.floor(i / 361) % 19, (i * 7) % 19];
    const name = digits.map((digit) => syllables[digit]).join('') + (i % 2 ? 'ская' : 'ова');
    const houses = Array.from({ length: 20 }, (_, k) => ({
      number: String(k + 1),
      point: { lat: 56.3 + i / 12_000, lon: 61.8 + k / 100 },
    }));
    return { ...street(`s${i}`, name), houses };
  });
  const started = performance.now();
  const large = buildGazetteer({ ...source, streets: [...source.streets, ...streets] });
  const built = performance.now() - started;
  const slowest = ['тит 14', 'тетова 14', 'октябрской 59а', 'б', 'улица строитилей дом 30 кв 5'].map(
    (query) => {
      searchPlaces(large, query);
      const from = performance.now();
      for (let i = 0; i < 20; i++) searchPlaces(large, query);
      return (performance.now() - from) / 20;
    },
  );
  console.log(
    `gazetteer of 50,000 houses: built in ${built.toFixed(0)} ms, slowest search ${Math.max(...slowest).toFixed(2)} ms`,
  );
  expect(searchPlaces(large, 'тетова 14')[0]?.label).toBe('ул. Титова, 14');
});
