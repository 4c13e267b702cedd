import { describe, expect, test } from 'vitest';
import { federalPack } from './pack.ts';
import { compareFederal, type FederalRow, momentInWords, type OurIncident, readFederalRows } from './rows.ts';

const pack = federalPack.on('2026-12-01');
const mapping = {
  number: '№',
  url: 'Ссылка',
  text: 'Текст',
  network: 'Сеть',
  author: 'Автор',
  postedAt: 'Дата',
  status: 'Статус',
  dueAt: 'Срок',
  topic: 'Тема',
  answer: 'Ответ',
};
const good = {
  '№': 'Р-17',
  Ссылка: 'https://vk.com/wall-1_2',
  Текст: 'Нет воды',
  Сеть: 'ВКонтакте',
  Автор: 'Анна П.',
  Дата: '24.11.2026 09:15',
  Статус: 'В работе',
  Срок: '24.11.2026 18:00',
  Тема: 'ЖКХ',
  Ответ: '—',
};
const read = (...given: Partial<Record<keyof typeof good, string>>[]) =>
  readFederalRows(
    given.map((cells, at) => ({ row_no: at + 2, cells: { ...good, ...cells } })),
    mapping,
    pack,
  );

describe('a row', () => {
  test('is read by the columns that were agreed', () => {
    expect(read({})).toEqual({
      rows: [
        {
          row: 2,
          number: 'Р-17',
          url: 'https://vk.com/wall-1_2',
          text: 'Нет воды',
          network: 'ВКонтакте',
          author: 'Анна П.',
          postedAt: '2026-11-24T09:15:00',
          stage: 'work',
          dueAt: '2026-11-24T18:00:00',
          topic: 'ЖКХ',
          answer: null,
        },
      ],
      bad: [],
    });
  });

  test('says nothing where a cell is empty, or a column is none', () => {
    const cells = { Статус: '', Срок: 'нет', Тема: ' ', Сеть: '-', Автор: '' };
    expect(read(cells).rows[0]).toMatchObject({
      stage: null,
      dueAt: null,
      topic: null,
      network: null,
      author: null,
    });
    const { number, postedAt, text } = mapping;
    const bare = readFederalRows([{ row_no: 2, cells: good }], { number, postedAt, text }, pack);
    expect(bare.rows[0]).toMatchObject({ url: null, stage: null, dueAt: null, answer: null });
  });

  test.each<[Partial<Record<keyof typeof good, string>>, string]>([
    [{ '№': '' }, 'Нет номера инцидента'],
    [{ '№': 'х'.repeat(101) }, 'Номер длиннее 100 знаков'],
    [{ Ссылка: 'стена' }, 'Ссылка «стена» не адрес'],
    [{ Ссылка: 'ftp://vk.com/1' }, 'Ссылка «ftp://vk.com/1» не адрес'],
    [{ Ссылка: `https://vk.com/${'w'.repeat(1986)}` }, `Ссылка «https://vk.com/${'w'.repeat(45)}» не адрес`],
    [{ Ссылка: '', Текст: '' }, 'Нет ни текста, ни ссылки'],
    [{ Текст: 'я'.repeat(20_001) }, 'Текст длиннее 20 000 знаков'],
    [{ Дата: '' }, 'Нет даты публикации'],
    [{ Дата: 'вчера' }, 'Дата публикации «вчера» не дата'],
    [{ Срок: 'скоро' }, 'Срок «скоро» не дата'],
    [{ Статус: 'В раздумьях' }, 'Статус «В раздумьях» незнаком: допишите его в набор столбцов'],
  ])('%o is told with its line', (cells, reason) => {
    expect(read({}, cells)).toMatchObject({ rows: [{ row: 2 }], bad: [{ row: 3, reason }] });
  });

  test.each<[Partial<Record<keyof typeof good, string>>]>([
    [{ Ссылка: '' }],
    [{ Текст: '' }],
    [{ '№': 'х'.repeat(100) }],
    [{ Текст: 'я'.repeat(20_000) }],
    [{ Ссылка: `https://vk.com/${'w'.repeat(1985)}` }],
  ])('%o is good', (cells) => {
    expect(read(cells).bad).toEqual([]);
  });

  test('of a number that was there already is told where', () => {
    expect(read({}, { '№': 'Р-18' }, {}).bad).toEqual([{ row: 4, reason: 'Номер Р-17 уже был в строке 2' }]);
  });

  test('keeps so much of what nobody measures', () => {
    const long = {
      Сеть: 'с'.repeat(99),
      Автор: 'а'.repeat(300),
      Тема: 'т'.repeat(300),
      Ответ: 'о'.repeat(20_010),
    };
    const [row] = read(long).rows;
    expect([row?.network, row?.author, row?.topic, row?.answer].map((text) => text?.length)).toEqual([
      60, 200, 200, 20_000,
    ]);
  });
});

describe('what differs', () => {
  const theirs = (given: Partial<FederalRow>): FederalRow => ({
    row: 2,
    number: 'Р-17',
    url: null,
    text: 'Нет воды',
    network: null,
    author: null,
    postedAt: '2026-11-24T09:15:00',
    stage: null,
    dueAt: null,
    topic: null,
    answer: null,
    ...given,
  });
  const ours = (given: Partial<OurIncident>): OurIncident => ({
    stage: 'work',
    dueAt: null,
    answer: null,
    ...given,
  });
  const due = '2026-11-24T18:00:00';
  test.each<[string, Partial<FederalRow>, Partial<OurIncident>, object[]]>([
    ['nothing, where they say nothing', {}, { dueAt: due, answer: 'Да' }, []],
    ['the state', { stage: 'closed' }, {}, [{ kind: 'status', ours: 'В работе', theirs: 'Закрыт' }]],
    ['no state', { stage: 'work' }, {}, []],
    [
      'the term to the minute',
      { dueAt: due },
      { dueAt: '2026-11-24T18:01:00' },
      [{ kind: 'term', ours: '24.11.2026 18:01', theirs: '24.11.2026 18:00' }],
    ],
    ['no seconds of a term', { dueAt: due }, { dueAt: '2026-11-24T18:00:59' }, []],
    ['no hour of a day', { dueAt: '2026-11-24T00:00:00' }, { dueAt: due }, []],
    [
      'another day',
      { dueAt: '2026-11-25T00:00:00' },
      { dueAt: due },
      [{ kind: 'term', ours: '24.11.2026', theirs: '25.11.2026' }],
    ],
    [
      'a term where none runs',
      { dueAt: due },
      {},
      [{ kind: 'term', ours: null, theirs: '24.11.2026 18:00' }],
    ],
    ['a term of what nobody has looked at', { dueAt: due }, { stage: 'new' }, [{ kind: 'term' }]],
    ['no term of what is answered', { dueAt: due }, { stage: 'answered' }, []],
    ['no term of what is over', { dueAt: due }, { stage: 'closed' }, []],
    ['the answer', { answer: 'Воду дали' }, {}, [{ kind: 'answer', ours: null, theirs: 'Воду дали' }]],
    ['no spaces of an answer', { answer: 'Воду  дали\n' }, { answer: ' Воду дали' }, []],
  ])('%s', (_, one, other, found) => {
    expect(compareFederal(theirs(one), ours(other), pack)).toMatchObject(found);
    expect(compareFederal(theirs(one), ours(other), pack)).toHaveLength(found.length);
  });

  test('a moment in words has its hour where it has one', () => {
    expect(momentInWords(due)).toBe('24.11.2026 18:00');
    expect(momentInWords('2026-11-24T00:00:00')).toBe('24.11.2026');
    expect(momentInWords(due, true)).toBe('24.11.2026');
  });
});
