import { describe, expect, it } from 'vitest';
import { lacksShared, sharedData } from '../../../tests/support/site/shared.ts';
import { fromExcelSerial, parseMoment, parseNumber } from '../../lib/tables/reading/moments.ts';
import { readTable, sniffTable } from '../../lib/tables/reading/table.ts';
import { readBlock } from './blocks.ts';
import { applyMapping, type Mapping, suggestMapping } from './mapping.ts';

describe('угаданное сопоставление', () => {
  it.each<[string[], Mapping]>([
    [
      [
        '№ п/п',
        'Регистрационный номер',
        'Дата поступления',
        'ФИО заявителя',
        'Контактный телефон',
        'E-mail',
        'Адрес проблемы',
        'Текст обращения',
        'Тема',
        'Подтема',
        'Статус',
        'Ответственный исполнитель',
        'Дата ответа',
        'Текст ответа',
        'Широта',
        'Долгота',
        'Канал поступления',
      ],
      {
        externalId: 'Регистрационный номер',
        receivedAt: 'Дата поступления',
        name: 'ФИО заявителя',
        phone: 'Контактный телефон',
        email: 'E-mail',
        address: 'Адрес проблемы',
        text: 'Текст обращения',
        theme: 'Тема',
        status: 'Статус',
        executor: 'Ответственный исполнитель',
        answeredAt: 'Дата ответа',
        answer: 'Текст ответа',
        lat: 'Широта',
        lon: 'Долгота',
        channel: 'Канал поступления',
      },
    ],
    [
      ['Номер', 'Дата', 'Сообщение', 'Улица, дом', 'Отрасль', 'Телефон заявителя'],
      {
        externalId: 'Номер',
        receivedAt: 'Дата',
        text: 'Сообщение',
        address: 'Улица, дом',
        block: 'Отрасль',
        phone: 'Телефон заявителя',
      },
    ],
    [
      ['id', 'created_at', 'body', 'place.lat', 'place.lon', 'category'],
      {
        externalId: 'id',
        receivedAt: 'created_at',
        text: 'body',
        lat: 'place.lat',
        lon: 'place.lon',
        theme: 'category',
      },
    ],
    [['Столбец 1', 'xyz'], {}],
  ])('%#', (headers, mapping) => {
    expect(suggestMapping(headers)).toEqual(mapping);
  });

  it('столбец идёт в дело один раз', () => {
    const mapping = suggestMapping(['Текст', 'Дата', 'Дата ответа', 'Дата']);
    expect(new Set(Object.values(mapping)).size).toBe(Object.values(mapping).length);
  });
});

describe('даты', () => {
  it.each([
    ['24.11.2026 14:05', '2026-11-24T14:05:00'],
    ['24.11.2026', '2026-11-24T00:00:00'],
    ['24.11.2026, 9:05:07', '2026-11-24T09:05:07'],
    ['4.1.26 9:05', '2026-01-04T09:05:00'],
    ['24/11/2026', '2026-11-24T00:00:00'],
    ['24.11.2026 г.', '2026-11-24T00:00:00'],
    ['24 ноября 2026 г., 14:05', '2026-11-24T14:05:00'],
    ['1 мая 2026', '2026-05-01T00:00:00'],
    ['3 сент. 2026 9:00', '2026-09-03T09:00:00'],
    ['2026-11-24', '2026-11-24T00:00:00'],
    ['2026-11-24 14:05', '2026-11-24T14:05:00'],
    ['2026-11-24T14:05:06.789', '2026-11-24T14:05:06'],
    ['2026-11-24T14:05:06Z', '2026-11-24T14:05:06.000Z'],
    ['2026-11-24T14:05:06+05:00', '2026-11-24T09:05:06.000Z'],
    ['2026-11-24T14:05+0500', '2026-11-24T09:05:00.000Z'],
    ['46350', '2026-11-24T00:00:00'],
    ['46350,5869', '2026-11-24T14:05:08'],
    ['1795500000', '2026-11-24T06:00:00.000Z'],
  ])('%s', (text, moment) => {
    expect(parseMoment(text)).toBe(moment);
  });

  it.each([
    '31.02.2026',
    '24.13.2026',
    '24.11.2026 25:00',
    'вчера',
    '2026',
    '',
    '24.11',
    '99999',
    '0.5',
    '1.2.3.4',
    '32 мая 2026',
    '5 мартобря 2026',
  ])('«%s» — не дата', (text) => {
    expect(parseMoment(text)).toBeNull();
  });

  it('день Excel считается и от 1904 года', () => {
    expect(fromExcelSerial(44_888, true)).toBe(fromExcelSerial(46_350));
    expect(fromExcelSerial(0.5)).toBeNull();
  });
});

it.each([
  ['56,415', 56.415],
  ['56.415', 56.415],
  ['1 234,5', 1234.5],
  ['−61.9', -61.9],
  ['56.4°', 56.4],
  ['5e3', 5000],
  ['', null],
  ['12,3,4', null],
  ['abc', null],
  ['Infinity', null],
  ['0x10', null],
])('число «%s»', (text, value) => {
  expect(parseNumber(text)).toBe(value);
});

it.each([
  ['Дороги', 'roads'],
  ['ЖКХ', 'housing'],
  ['Социальная политика', 'social'],
  ['ТКО', 'waste'],
  ['Энергетика', 'energy'],
  ['Благоустройство', 'improvement'],
  ['Прочее', 'other'],
  ['Транспорт', 'transport'],
  ['Здравоохранение', 'health'],
  ['Образование', 'education'],
  ['Безопасность', 'safety'],
  ['roads', 'roads'],
  ['9', 'improvement'],
  ['Космос', null],
])('блок «%s»', (name, code) => {
  expect(readBlock(name)).toBe(code);
});

describe('строка по сопоставлению', () => {
  const mapping: Mapping = {
    externalId: '№',
    text: 'Текст',
    receivedAt: 'Дата',
    lat: 'Ш',
    lon: 'Д',
    block: 'Блок',
    phone: 'Тел',
    email: 'Почта',
    rating: 'Оценка',
  };
  const row = {
    '№': ' 17 ',
    Текст: ' Яма на дороге ',
    Дата: '24.11.2026',
    Ш: '56,41',
    Д: '61,92',
    Блок: 'Дороги',
    Тел: '8 (912) 000-00-01',
    Почта: 'A@Example.RU',
    Оценка: '4',
  };
  const apply = (changes: Record<string, string>) => applyMapping({ ...row, ...changes }, mapping);

  it('становится проверенным черновиком', () => {
    expect(apply({})).toEqual({
      ok: expect.objectContaining({
        externalId: '17',
        text: 'Яма на дороге',
        receivedAt: '2026-11-24T00:00:00',
        lat: 56.41,
        lon: 61.92,
        block: 'roads',
        phone: '+79120000001',
        email: 'a@example.ru',
        rating: 4,
        title: null,
        warnings: [],
      }),
    });
  });

  it.each([
    [{ Текст: '  ' }, 'Текст сообщения пуст'],
    [{ Текст: 'я'.repeat(100_001) }, /длиннее 100\s000 знаков/],
    [{ Дата: 'вчера' }, 'Когда поступило: «вчера» — не дата; подойдёт 24.11.2026 14:05'],
    [{ Ш: 'север' }, 'Широта: «север» — не число'],
    [{ Ш: '91' }, 'Широта: «91» — вне пределов ±90'],
    [{ Д: '-181' }, 'Долгота: «-181» — вне пределов ±180'],
    [{ '№': '1'.repeat(201) }, /Номер в источнике: длиннее 200/],
  ])('отказ с причиной %#', (changes, reason) => {
    const applied = apply(changes as Record<string, string>);
    expect('error' in applied && applied.error).toMatch(reason);
  });

  it('мелочи не губят строку, но названы', () => {
    const applied = apply({ Блок: 'Космос', Тел: '112', Почта: 'нет такой', Оценка: '7', Д: '' });
    expect(applied).toMatchObject({
      ok: { block: null, phone: null, email: null, rating: null, lat: null, lon: null },
    });
    expect('ok' in applied && applied.ok.warnings).toHaveLength(5);
  });

  it('«нет» и прочерк — пусто, но текст «нет» остаётся текстом', () => {
    const applied = apply({
      Текст: 'нет',
      Дата: '—',
      Блок: '-',
      Тел: 'не указан',
      Почта: 'н/д',
      Ш: '-',
      Д: '-',
    });
    expect(applied).toMatchObject({
      ok: { text: 'нет', receivedAt: null, block: null, phone: null, warnings: [] },
    });
  });

  it('текст ровно в 100 000 знаков, эмодзи, справа налево и разметка проходят как есть', () => {
    for (const text of [
      'я'.repeat(100_000),
      '🔥🔥🔥',
      'مرحبا بالعالم',
      '<script>alert(1)</script>',
      '=HYPERLINK("http://x")',
    ]) {
      expect(apply({ Текст: text })).toMatchObject({ ok: { text } });
    }
  });
});

it.skipIf(lacksShared)('все 3 271 сообщение выборки читаются и ложатся в черновики', async () => {
  const path = sharedData('appeals/labelled.jsonl');
  const sample = await sniffTable(path, { filename: 'labelled.jsonl' });
  expect(sample).toMatchObject({ format: 'jsonl', encoding: 'utf8', headerRow: 0 });
  const mapping = suggestMapping(sample.headers);
  expect(mapping).toEqual({
    source: 'source',
    externalId: 'id',
    text: 'text',
    theme: 'theme',
    block: 'block',
  });
  const keys = new Set<string>();
  const blocks = new Map<string | null, number>();
  for await (const row of readTable(path, { filename: 'labelled.jsonl', shape: sample })) {
    if ('reason' in row) throw new Error(`${row.row}: ${row.reason}`);
    const applied = applyMapping(row.values, mapping);
    if ('error' in applied) throw new Error(`${row.row}: ${applied.error}`);
    expect(applied.ok.warnings).toEqual([]);
    keys.add(`${applied.ok.source}:${applied.ok.externalId}`);
    blocks.set(applied.ok.block, (blocks.get(applied.ok.block) ?? 0) + 1);
  }
  expect(keys.size).toBe(3271);
  expect(blocks.get('improvement')).toBe(901);
  expect(blocks.get('roads')).toBe(651);
  expect(blocks.has(null)).toBe(false);
  expect(blocks.size).toBe(10);
});
