import { beforeAll, describe, expect, test } from 'vitest';
import type { HeadMatter } from '../../../../shared/contract/group/head-sheet.ts';
import { loadReference } from '../../../base/deadlines/index.ts';
import { assignmentMatter, chooseMatters, problemMatter, zoneMatter } from './matters.ts';
import { chooseChanges, placesOf } from './near.ts';
import { tellHeadline } from './sheet.ts';

const matter = (kind: HeadMatter['kind'], id: string, isUrgent = false): HeadMatter => ({
  kind,
  id,
  isUrgent,
  title: `${kind} ${id}`,
  trouble: kind === 'problem' ? 'срока жителям не назвали' : '',
  note: '',
  href: '/staff',
  order: null,
});
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

beforeAll(() => loadReference('Asia/Yekaterinburg'));

describe('what to decide', () => {
  const problems = [matter('problem', '1', true), matter('problem', '2', true), matter('problem', '3', true)];
  const zone = matter('zone', '1');
  const late = matter('assignment', '1', true);
  const burst = matter('burst', '1');

  test.each<[string, HeadMatter[][], HeadMatter[]]>([
    ['nothing is nothing', [[], []], []],
    ['three of one kind where there is no other', [problems, []], problems],
    ['the worst of each kind, urgent ones first', [problems, [zone], [late]], [problems[0]!, late, zone]],
    [
      'no more than three, the earlier kind of equals',
      [[problems[0]!], [zone], [late], [burst]],
      [problems[0]!, late, zone],
    ],
    ['then the second of a kind', [problems, [zone]], [problems[0]!, zone, problems[1]!]],
  ])('%s', (_, found, chosen) => expect(chooseMatters(found)).toEqual(chosen));
});

test.each<[string, HeadMatter[], number, string]>([
  ['what is urgent', [matter('assignment', '1', true)], 5, 'assignment 1.'],
  ['that nobody was named a day', [matter('problem', '1', true)], 5, 'problem 1: срока жителям не назвали.'],
  ['one that is late', [], 1, 'Просрочено 1 дело: жители ждут ответа дольше срока.'],
  ['what is late', [matter('zone', '1')], 21, 'Просрочено 21 дело: жители ждут ответа дольше срока.'],
  ['what waits', [matter('zone', '1')], 0, 'Срочного нет. Ждёт решения: zone 1.'],
  ['that all is well', [], 0, 'Срочного нет, просроченных дел тоже.'],
])('the headline tells %s', (_, matters, overdue, words) =>
  expect(plain(tellHeadline(matters, overdue))).toBe(words),
);

describe('where the stock moved', () => {
  const change = (title: string, before: number, open: number) => ({
    district: title,
    block: 'roads',
    title,
    open,
    before,
  });

  test('two more or fewer are no change, three are', () =>
    expect(
      chooseChanges([change('а', 5, 7), change('б', 5, 8), change('в', 5, 2)]).map(({ title }) => title),
    ).toEqual(['б', 'в']));

  test('the four largest, those for the worse first', () =>
    expect(
      chooseChanges([
        change('а', 0, 3),
        change('б', 20, 2),
        change('в', 0, 9),
        change('г', 9, 0),
        change('д', 0, 10),
      ]).map(({ title }) => title),
    ).toEqual(['д', 'в', 'г', 'б']));
});

test('a small place that moved much is told before a large one that moved little, for the better last', () => {
  const moved = (title: string, before: number, open: number) => ({
    district: title,
    block: 'roads',
    title,
    open,
    before,
  });
  const told = chooseChanges([
    moved('large', 100, 103),
    moved('larger', 200, 204),
    moved('better', 40, 10),
    moved('worse', 0, 9),
    moved('bad', 0, 8),
  ]);
  expect(told.map(({ title }) => title)).toEqual(['worse', 'bad', 'larger', 'better']);
});

test('places hold no other place, and each has the name the list of cases knows it by', () => {
  const row = (districtId: string | null, title: string, level: number) => ({
    districtId,
    title,
    level,
    cells: {},
    total: { count: 0, before: 0 },
  });
  const rows = [
    row('north', 'Север', 0),
    row('north.bay', 'Бухта', 1),
    row('north', 'без уточнения', 1),
    row('south', 'Юг', 1),
    row(null, 'Без места', 0),
  ];
  expect(placesOf({ rows }).map(({ district, title }) => [district, title])).toEqual([
    ['north.bay', 'Бухта'],
    ['north.none', 'Север, без уточнения'],
    ['south', 'Юг'],
    ['none', 'Без места'],
  ]);
});

describe('a matter', () => {
  const DUE = '2026-12-01';
  const problem = {
    id: 'p',
    title: 'Нет воды, +79120000017',
    people: 21,
    since: new Date('2026-11-01T20:00:00Z'),
    until: null,
    isBroken: false,
  };

  test.each<[string, { until?: string; isBroken?: boolean }, boolean, string, string]>([
    ['that has no day', {}, true, 'срока жителям не назвали', 'Назвать жителям один срок и устранить: '],
    [
      'whose day is past',
      { isBroken: true },
      true,
      'обещанный день прошёл',
      'Назвать жителям один срок и устранить: ',
    ],
    ['whose day is ahead', { until: '2026-11-30' }, false, 'обещали до 30\u00a0ноября', 'Устранить: '],
    [
      'whose day is of another year',
      { until: '2027-01-12' },
      false,
      'обещали до 12\u00a0января 2027\u00a0г.',
      'Устранить: ',
    ],
    [
      'promised anew after a broken day',
      { until: '2026-11-30', isBroken: true },
      false,
      'обещали до 30\u00a0ноября',
      'Устранить: ',
    ],
  ])('of many people %s', (_, given, isUrgent, trouble, order) => {
    const told = problemMatter({ ...problem, ...given }, '2026-11-24', DUE);
    expect(told).toMatchObject({ kind: 'problem', id: 'p', isUrgent, trouble, href: '/staff/problems/p' });
    // The day is the city's: five hours ahead.
    expect(plain(told.note)).toBe(`Массовая проблема: 21 дело с 2 ноября, ${plain(trouble)}.`);
    expect(told.title).not.toMatch(/79120000017/u);
    expect(told.order).toEqual({
      text: `${order}${told.title}.${given.until ? ' Доложить о ходе работ.' : ''}`,
      expectedResult: 'Жителям отвечено, причина устранена, фото на месте',
      dueOn: DUE,
      responsible: null,
      link: { kind: 'problem', targetId: 'p' },
    });
  });

  const zone = { id: 'z', title: 'Титова, ямы', opened_on: '2026-11-01', exit_on: null, owner_name: null };
  test.each([
    ['nobody leads', {}, false, 'владельца нет', 'С 1\u00a0ноября, владельца нет.'],
    [
      'without a day',
      { owner_name: 'Пробный И.' },
      false,
      'дня выхода нет',
      'С 1\u00a0ноября, дня выхода нет. Ведёт: Пробный И.',
    ],
    [
      'whose day is past',
      { owner_name: 'Пробный И.', exit_on: '2026-11-23' },
      true,
      'выход обещали к 23\u00a0ноября',
      'С 1\u00a0ноября, выход обещали к 23\u00a0ноября. Ведёт: Пробный И.',
    ],
    [
      'whose day is today',
      { owner_name: 'Пробный И.', exit_on: '2026-11-24' },
      false,
      'дня выхода нет',
      expect.anything(),
    ],
  ])('of a red zone %s', (_, given, isUrgent, trouble, note) => {
    expect(zoneMatter({ ...zone, ...given }, '2026-11-24', null)).toEqual({
      kind: 'zone',
      id: 'z',
      isUrgent,
      title: 'Красная зона: Титова, ямы',
      trouble,
      note,
      href: '/staff/zones/z',
      order: null,
    });
  });

  test('of an assignment whose day is past asks whoever answers for it', () => {
    const row = {
      id: 'a',
      year: 2026,
      serial: 7,
      text: 'Починить мост. ',
      responsible_id: 'r',
      name: 'Пробный И.',
      due_on: '2026-11-20',
      days: 4,
    };
    const told = assignmentMatter(row, DUE);
    const number = told.note.split(',')[0];
    expect({ ...told, note: plain(told.note) }).toEqual({
      kind: 'assignment',
      id: 'a',
      isUrgent: true,
      title: 'Не исполнено: Починить мост',
      trouble: '',
      note: `${number}, срок прошёл 4 дня назад. Отвечает: Пробный И.`,
      href: '/staff/assignments/a',
      order: {
        text: `Исполнить поручение ${number} и доложить, почему срок 20.11.2026 сорван.`,
        expectedResult: `Отчёт с доказательствами по поручению ${number}`,
        dueOn: DUE,
        responsible: { id: 'r', name: 'Пробный И.' },
        link: null,
      },
    });
  });
});
