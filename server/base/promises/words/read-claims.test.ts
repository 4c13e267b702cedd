import { describe, expect, test } from 'vitest';
import { claimsOf, dayClaim } from './claim.ts';
import { readClaims } from './read-claims.ts';
import { subjectOf } from './subject.ts';

const ON = '2026-11-24';
const claims = (text: string) => readClaims(text, ON);

describe('what an official text claims', () => {
  test.each([
    ['Утечка устранена', true],
    ['Утечка не устранена', false],
    ['Утечка не была устранена', false],
    ['Тепло восстановили', true],
    ['Ведутся работы', false],
    ['Работы на улице продолжаются', false],
    ['Бригада устраняет утечку', false],
    ['Восстанавливаем тепло', false],
    ['Ещё не отремонтировали', false],
    ['Воду дали в 14 часов', true],
    ['Дали тепло', true],
    ['Дали вам наконец горячую воду', true],
    ['Свет уже всем вернули', true],
    ['Водоканал подал воду', true],
    ['Котельная пустила тепло', true],
    ['Электроэнергию включили', true],
    ['Газ дали', true],
    ['Не дали воду', false],
    ['Воды не дали', false],
    ['Отопление пока не включили', false],
  ])('«%s»: done is %s', (text, isDone) => {
    const states = claimsOf(claims(text), 'state').map((one) => one.isDone);
    expect(new Set(states)).toEqual(new Set([isDone]));
  });

  test.each([
    'Утечка будет устранена',
    'После того как устранили соседнюю, приедем',
    'Обещаем, что всё в доме будет исправно и восстановлено',
    'Как только дали воду соседям, проверим ваш стояк',
    'Дали ответ, дали срок и слово',
    'Воду не всем дали',
    'Сдали свет и тепло',
    'Вернули деньги за воду',
    'Дали всем до конца дня воду',
  ])('«%s»: not yet, and nothing is said to be done', (text) => {
    expect(claimsOf(claims(text), 'state')).toEqual([]);
  });

  test('what is far before it is of another matter', () => {
    const far =
      'Когда в доме на соседней улице сменится управляющая компания, сообщим отдельно, а утечка устранена';
    expect(claimsOf(claims(far), 'state')).toMatchObject([{ isDone: true }]);
  });

  test.each([
    ['Ремонт запланирован', true],
    ['Ремонт не запланирован', false],
    ['Ремонт пока не запланирован', false],
    ['Двор вошёл в программу', true],
    ['Двор не вошёл в программу', false],
  ])('«%s»: planned is %s', (text, isPlanned) => {
    expect(claimsOf(claims(text), 'plan')).toMatchObject([{ isPlanned }]);
  });

  test.each([
    ['Вопрос относится к нашей компетенции', true],
    ['Вопрос не относится к нашей компетенции', false],
    ['Это наша территория', true],
    ['Это не наша территория', false],
  ])('«%s»: ours is %s', (text, isOurs) => {
    expect(claimsOf(claims(text), 'ours')).toMatchObject([{ isOurs }]);
  });

  test.each([
    ['За двор отвечает управляющая компания', 'management'],
    ['Водоканал отвечает за колодец', 'water'],
    ['Обращайтесь в Водоканал, тепловые сети здесь не работают', 'water'],
    ['Не отвечает управляющая компания', null],
    ['За двор отвечает администрация', null],
    ['Отвечает тот, чей номер висит в подъезде на доске объявлений у лифта: Водоканал', null],
    ['Водоканал отвечает за этот колодец и за все люки на улице Титова', 'water'],
    ['Водоканал, как мы уже писали в прошлый раз, за этот колодец не платит, а за люк отвечает', null],
  ])('«%s» sends to %s', (text, body) => {
    expect(claimsOf(claims(text), 'body').map((one) => one.body)).toEqual(body ? [body] : []);
  });

  test('each word that moves a term or tells of it anew counts once a sentence', () => {
    const text = 'Срок перенесли, снова перенесли. Вместо среды авария снова.';
    expect(claimsOf(claims(text), 'moved')).toHaveLength(2);
    expect(claimsOf(claims(text), 'again')).toHaveLength(2);
  });

  test('a day beside «сделано» is when it was done, unless a word tells of what is to come', () => {
    expect(claimsOf(claims('Начали и устранили сегодня'), 'day')).toEqual([]);
    expect(claimsOf(claims('Устранили, тепло будет завтра'), 'day')).toMatchObject([{ day: '2026-11-25' }]);
    expect(claimsOf(claims('Завершим завтра'), 'day')).toMatchObject([{ day: '2026-11-25' }]);
    expect(claimsOf(claims('Не устранили, начнём завтра'), 'day')).toMatchObject([{ day: '2026-11-25' }]);
  });
});

describe('sentences', () => {
  test('of one the day is not of the next: signs and lines end it', () => {
    for (const sign of ['. ', '! ', '? ', '; ', '\n'])
      expect(claimsOf(claims(`Отремонтируем${sign}Собрание завтра`), 'day')).toEqual([]);
  });

  test('an abbreviation and a point within a number end none', () => {
    expect(claimsOf(claims('Отремонтируем на ул. Титова завтра'), 'day')).toHaveLength(1);
    expect(claimsOf(claims('Отремонтируем 2.5 км завтра'), 'day')).toHaveLength(1);
    expect(claimsOf(claims('Отремонтируем дорогу. Завтра'), 'day')).toEqual([]);
  });

  test('words stand where they stand in the text, «ё» as well', () => {
    const text = 'Всё ещё ждём. Ещё раз: утечка устранена';
    const [state] = claimsOf(claims(text), 'state');
    expect(text.slice(state?.from, state?.to)).toBe('устранена');
    const [body] = claimsOf(claims('Принято. Обращайтесь в Водоканал'), 'body');
    expect('Принято. Обращайтесь в Водоканал'.slice(body?.from, body?.to)).toBe('Обращайтесь в');
  });

  test('the last one needs no sign, and an empty one is none', () => {
    expect(claims('')).toEqual([]);
    expect(claims('...!!!')).toEqual([]);
    expect(claimsOf(claims('Спасибо! Завершим завтра'), 'day')).toHaveLength(1);
    expect(claimsOf(claims('Спасибо\nЗавтра завершим'), 'day')).toHaveLength(1);
  });
});

test('a day a person entered is one to be over by', () => {
  expect(dayClaim('2026-12-01')).toEqual({
    kind: 'day',
    day: '2026-12-01',
    hour: null,
    role: 'end',
    sense: 'by',
    from: 0,
    to: 0,
  });
});

describe('what a text is about', () => {
  const place = { address: 'Титова, 1 А', streetId: 'titova', house: '1 А', districtId: 'north', h3: '8a' };
  const about = (given: Partial<typeof place> | null) =>
    subjectOf({
      category: 'water',
      factId: 'leak',
      place: given && Object.assign({}, place, given),
    });

  test.each([
    ['a house', {}, 'titova|1а'],
    ['a street alone', { house: undefined }, 'titova'],
    ['a point', { house: undefined, streetId: undefined }, 'h3:8a'],
    ['no place', { house: undefined, streetId: undefined, h3: undefined }, null],
  ])('%s', (_, given, placeKey) => {
    expect(about(given)).toMatchObject({ placeKey, address: 'Титова, 1 А', districtId: 'north' });
  });

  test('nowhere', () => {
    expect(about(null)).toEqual({
      category: 'water',
      factId: 'leak',
      placeKey: null,
      address: null,
      districtId: null,
    });
  });
});
