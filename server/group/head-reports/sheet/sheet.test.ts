import { describe, expect, test } from 'vitest';
import type { HeadMatter } from '../../../../shared/contract/group/head-sheet.ts';
import { chooseMatters } from './matters.ts';
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
