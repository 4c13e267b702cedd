import { describe, expect, test } from 'vitest';
import { formatHouse, listHouseKeys, makeHouseKey, parseHouse } from '../words/house.ts';
import { fixKeyboardLayout, foldText, tokenize } from '../words/tokens.ts';
import { unbendStreetName } from '../words/unbend.ts';
import { listNameWords, normaliseAddress, readAddress } from './address.ts';

describe('house numbers', () => {
  test.each([
    ['12', '12', '12'],
    ['12а', '12а', '12а'],
    ['12 А', '12а', '12а'],
    ['12-а', '12а', '12а'],
    ['12 «Б»', '12б', '12б'],
    ['12a', '12а', '12а'],
    ['12/3', '12/3', '12/3'],
    ['12/3а', '12/3а', '12/3а'],
    ['12а/3', '12а/3', '12а/3'],
    ['37б\\2', '37б/2', '37б/2'],
    ['97|2', '97/2', '97/2'],
    ['12 корп 2', '12к2', '12 корп. 2'],
    ['12 корп. 2', '12к2', '12 корп. 2'],
    ['12, корпус 2', '12к2', '12 корп. 2'],
    ['12к2', '12к2', '12 корп. 2'],
    ['12 к 2', '12к2', '12 корп. 2'],
    ['12k2', '12к2', '12 корп. 2'],
    ['12 стр.1', '12с1', '12 стр. 1'],
    ['12с1', '12с1', '12 стр. 1'],
    ['12 строение 1', '12с1', '12 стр. 1'],
    ['12а к1 стр 3', '12ак1с3', '12а корп. 1 стр. 3'],
    ['12 корп. Б', '12кб', '12 корп. б'],
    ['дом 5', '5', '5'],
    ['д.5', '5', '5'],
    ['№ 5', '5', '5'],
  ])('«%s» is %s', (text, key, label) => {
    const house = parseHouse(text)!;
    expect(makeHouseKey(house)).toBe(key);
    expect(formatHouse(house)).toBe(label);
  });

  test.each(['', 'дом', '0', '1000', '12345', 'а12', '12 домов', '5 минут', '12 в подъезде'])(
    '«%s» is no house',
    (text) => {
      expect(parseHouse(text)).toBeNull();
    },
  );

  test('a printed house is read back as itself', () => {
    for (const text of ['12', '12а', '9/8', '12 корп. 2', '12а стр. 1', '12/3 корп. 4 стр. 5']) {
      expect(formatHouse(parseHouse(text)!)).toBe(text);
    }
  });

  test('a corner number may be written as a corpus, and the other way round', () => {
    expect(listHouseKeys(parseHouse('9/8')!)).toEqual(['9/8', '9к8']);
    expect(listHouseKeys(parseHouse('9к8')!)).toEqual(['9к8', '9/8']);
    expect(listHouseKeys(parseHouse('9')!)).toEqual(['9']);
  });
});

describe('one spelling for one address', () => {
  test.each([
    [
      'улица карла маркса 12к2',
      [
        'г. Каменск-Уральский, улица Карла Маркса, дом 12 корп. 2, кв. 5',
        'УЛ. КАРЛА МАРКСА Д12К2',
        'Карла Маркса ул 12 корпус 2',
      ],
    ],
    [
      'улица титова 14',
      [
        'ул. Титова, 14',
        'ул Титова д.14 кв 7',
        'улица Титова, дом № 14, подъезд 3',
        'Титова ул., 14',
        'на улице Титова 14, 3 этаж',
      ],
    ],
    [
      'проспект победы 70а',
      [
        'пр. Победы, 70а',
        'пр-т Победы 70 А',
        'пр-кт Победы, д. 70-а',
        'просп. Победы 70 «а»',
        'проспект Победы, 70a',
      ],
    ],
    [
      'бульвар комсомольский 40',
      ['б-р Комсомольский 40', 'бульв. Комсомольский, 40', 'Комсомольский бульвар 40'],
    ],
    ['переулок санаторный 4', ['пер. Санаторный, 4', 'переулок Санаторный д 4', 'Санаторный пер 4']],
    ['улица 1 синарская 5', ['1-я Синарская ул., 5', 'ул. 1-ая Синарская 5', 'ул. 1я Синарская д. 5']],
    [
      'улица олега кошевого 7',
      ['ул. имени Олега Кошевого, 7', 'ул. им. Олега Кошевого, 7', 'ул Олега-Кошевого 7'],
    ],
    ['улица молодежная 3', ['ул. Молодёжная, 3', 'УЛ МОЛОДЕЖНАЯ 3']],
  ])('%s', (expected, texts) => {
    const city = new Set(['каменск-уральский']);
    for (const text of texts) expect(normaliseAddress(text, city), text).toBe(expected);
  });

  test('every reading of an ambiguous text is offered, the last number as the house first', () => {
    const readings = readAddress('8 марта 10');
    expect(readings.map(({ words, house }) => [words.join(' '), house?.number ?? null])).toEqual([
      ['8 марта', 10],
      ['марта 10', 8],
      ['8 марта 10', null],
    ]);
  });

  test('a text without anything gives a reading without anything', () => {
    for (const text of ['', '   ', '!!!', '🙂🙂', 'д.', 'кв. 5']) {
      expect(readAddress(text)).toEqual([{ type: null, typeWord: null, words: [], house: null }]);
    }
  });

  test('of a monstrous text only the beginning is read', () => {
    const readings = readAddress('ул Титова 14 '.repeat(10_000));
    expect(readings.length).toBeLessThanOrEqual(4);
    expect(Math.max(...readings.map(({ words }) => words.length))).toBeLessThan(100);
  });
});

describe('words', () => {
  test('folding keeps every offset, also for letters whose lower case is longer', () => {
    const text = 'İ ЁЛКА';
    expect(foldText(text)).toHaveLength(text.length);
    const word = tokenize(text).at(-1)!;
    expect(text.slice(word.from, word.to)).toBe('ЁЛКА');
  });

  test('ordinals are one token, houses are not', () => {
    expect(tokenize('1-я 2й 3-ей 12а 4-й').map((token) => token.norm)).toEqual([
      '1#',
      '2#',
      '3',
      '-',
      'ей',
      '12',
      'а',
      '4#',
    ]);
  });

  test('zero-width characters and soft hyphens are no marks', () => {
    expect(tokenize('по\u200b адре\u00adсу').map((token) => token.norm)).toEqual(['по', 'адре', 'су']);
  });

  test('the words of a name', () => {
    expect(listNameWords('1-я Синарская')).toEqual(['1#', 'синарская']);
    expect(listNameWords('имени Карла Маркса')).toEqual(['карла', 'маркса']);
  });

  test('what was typed in the Latin layout is turned back, Latin names are not touched within Cyrillic', () => {
    expect(fixKeyboardLayout('nbnjdf 14')).toBe('титова 14');
    expect(fixKeyboardLayout('ул. nbnjdf')).toBe('ул. nbnjdf');
    expect(fixKeyboardLayout('14')).toBe('14');
  });
});

describe('back to the nominative', () => {
  test.each([
    ['Московской', 'f', 'Московская'],
    ['Рабочей', 'f', 'Рабочая'],
    ['Верхней Луговой', 'f', 'Верхняя Луговая'],
    ['3-й Песковской', 'f', '3-я Песковская'],
    ['Советской Армии', 'f', 'Советской Армии'],
    ['Строителей', 'f', 'Строителей'],
    ['Терешковой', 'f', 'Терешковой'],
    ['Титова', 'f', 'Титова'],
    ['Садовом', 'm', 'Садовый'],
    ['Комсомольском', 'm', 'Комсомольский'],
    ['Ленинского', 'm', 'Ленинского'],
    ['Касимовском', 'n', 'Касимовское'],
    ['косухина', 'f', 'Косухина'],
  ] as const)('%s (%s) → %s', (name, gender, expected) => {
    expect(unbendStreetName(name, gender)).toBe(expected);
  });

  test('before the kind a genitive bends back too', () => {
    expect(unbendStreetName('Народного', 'm', true)).toBe('Народный');
  });
});
