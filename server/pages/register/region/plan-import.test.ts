import { describe, expect, it, test } from 'vitest';
import { keysOf, recordOf } from '../../../../shared/known.ts';
import { regionTitles } from './columns.ts';
import { type KnownBody, type KnownPage, planRegionImport } from './plan-import.ts';

const networks = [
  { id: 'vk', title: 'ВКонтакте', ground: '', isChoosable: true, hosts: ['vk.com'] },
  { id: 'ok', title: 'Одноклассники', ground: '', isChoosable: true, hosts: ['ok.ru'] },
  { id: 'old', title: 'Архив', ground: 'закрыта', isChoosable: false, hosts: ['old.example'] },
];
const said = {
  recipient: 'local-government' as const,
  level: 'municipality' as const,
  founder: 'Город',
  ogrn: '1026600930001',
  spheres: ['Образование'],
  version: 3,
};
const bodies: KnownBody[] = [
  {
    unitId: 'edu',
    title: 'Управление образования',
    shortTitle: 'Образование',
    isActive: true,
    said,
    exemptions: [{ network: 'ok', ground: 'распоряжение № 1', until: '2026-12-31' }],
  },
  {
    unitId: 'school',
    title: 'Школа «Берёзка»',
    shortTitle: 'Школа',
    isActive: true,
    said: null,
    exemptions: [],
  },
  {
    unitId: 'old',
    title: 'Отдел закупок',
    shortTitle: 'Закупки',
    isActive: false,
    said: null,
    exemptions: [],
  },
];
const page: KnownPage = {
  id: 'page',
  unitId: 'edu',
  url: 'https://vk.com/edu',
  settingsUrl: 'edu',
  gosId: '77',
  followers: 100,
  isFollowersTold: false,
  weekReach: null,
  postReach: 5,
};

const empty = recordOf(keysOf(regionTitles), () => null);
const known = {
  bodies,
  pages: [page],
  networks,
  recipient: null,
  owners: new Map([
    [said.ogrn, 'edu'],
    ['1026600930009', 'closed'],
  ]),
  today: '2026-11-25',
};
const row = (at: number, values: object) => ({
  row: at,
  values: { ...empty, body: 'Управление образования', ...values },
});
const plan = (values: object, recipient: 'municipal-organisation' | null = null) =>
  planRegionImport([row(2, values)], { ...known, recipient });
const change = (values: object, recipient: 'municipal-organisation' | null = null) =>
  plan(values, recipient).changes.map((one) => one.change);

describe('a row says nothing new', () => {
  test.each([
    ['nothing but the body', {}],
    [
      'the body as it is',
      {
        level: 'мо',
        founder: 'Город',
        ogrn: '1026600930001',
        sphere1: 'Образование',
        sphere2: '',
        sphere3: '',
      },
    ],
    [
      'the page as it is',
      {
        link: 'http://vk.com/edu/',
        settingsUrl: 'edu',
        gosId: '77',
        followers: '100',
        weekReach: '',
        postReach: '5',
      },
    ],
    ['the ground as it is', { exemption: 'Одноклассники: распоряжение № 1, до 31.12.2026' }],
    [
      'what a picture proves',
      { link: 'vk.com/edu', connected: 'да', mark: 'да', design: '100', widgets: '2', activity: '100' },
    ],
  ])('%s', (_, values) =>
    expect(plan(values)).toEqual({ changes: [], same: 1, refused: [], undescribed: 0 }),
  );
});

describe('a row brings', () => {
  it('a page of a known network, under the short name of its body', () =>
    expect(change({ link: 'https://ok.ru/edu', followers: '1 240' })).toEqual([
      {
        kind: 'new-page',
        unitId: 'edu',
        network: 'ok',
        url: 'https://ok.ru/edu',
        title: 'Образование',
        settingsUrl: '',
        gosId: '',
        figures: { followers: 1240, weekReach: null, postReach: null },
      },
    ]));
  it('other figures of a page, and those alone', () =>
    expect(change({ link: 'https://vk.com/edu', followers: '101' })).toMatchObject([
      { kind: 'page', id: 'page', gosId: '77', figures: { followers: 101, postReach: 5 } },
    ]));
  it('another number of a page leaves its figures as of their day', () =>
    expect(change({ link: 'https://vk.com/edu', gosId: '78' })).toMatchObject([
      { gosId: '78', figures: null },
    ]));
  it('a ground with its term, in all networks or in one', () => {
    expect(change({ exemption: 'распоряжение № 2, до 31.01.2027' })).toEqual([
      { kind: 'exemption', unitId: 'edu', network: null, ground: 'распоряжение № 2', until: '2027-01-31' },
    ]);
    expect(change({ exemption: 'ВКонтакте: распоряжение № 2' })).toMatchObject([
      { network: 'vk', until: null },
    ]);
  });
  it('a ground after its network however it is spaced', () =>
    expect(change({ exemption: 'ВКонтакте:  распоряжение № 3' })).toMatchObject([
      { network: 'vk', ground: 'распоряжение № 3' },
    ]));
  test.each([
    ['another ground of that network and term', 'Одноклассники: распоряжение № 2, до 31.12.2026'],
    ['that ground in another network', 'ВКонтакте: распоряжение № 1, до 31.12.2026'],
    ['that ground until another day', 'Одноклассники: распоряжение № 1, до 31.01.2027'],
  ])('%s', (_, exemption) => expect(change({ exemption })).toHaveLength(1));
  test.each([
    ['followers', { followers: '101', weekReach: null, postReach: 5 }],
    ['weekReach', { followers: 100, weekReach: 101, postReach: 5 }],
    ['postReach', { followers: 100, weekReach: null, postReach: 101 }],
  ] as const)('another figure alone: %s', (field, figures) =>
    expect(change({ link: 'https://vk.com/edu', [field]: '101' })).toMatchObject([
      { kind: 'page', figures: { ...figures, [field]: 101 } },
    ]),
  );
  it('what is said of a body, over the version that was seen', () =>
    expect(change({ founder: 'Область', sphere2: 'Культура' })).toEqual([
      {
        kind: 'body',
        unitId: 'edu',
        version: 3,
        said: {
          recipient: 'local-government',
          level: 'municipality',
          founder: 'Область',
          ogrn: '1026600930001',
          spheres: ['Образование', 'Культура'],
        },
      },
    ]));
  it('a body nobody has described once somebody says who such are, found by its name however it is quoted', () => {
    const school = { body: 'школа "березка"', founder: 'Город' };
    expect(plan(school)).toEqual({ changes: [], same: 1, refused: [], undescribed: 1 });
    expect(change(school, 'municipal-organisation')).toMatchObject([
      { unitId: 'school', version: 0, said: { recipient: 'municipal-organisation' } },
    ]);
    expect(plan({ body: 'Школа' }, 'municipal-organisation')).toMatchObject({ changes: [], undescribed: 0 });
    // A level says something, unless it is that of whoever nobody has described.
    const only = (level: string) => change({ body: 'школа "березка"', level }, 'municipal-organisation');
    expect(only('Ведомство')).toMatchObject([{ said: { level: 'department', founder: '', spheres: [] } }]);
    expect(only('МО')).toEqual([]);
    for (const [field, value] of [
      ['sphere1', 'Образование'],
      ['ogrn', '1026600930003'],
      ['founder', 'Город'],
    ] as const)
      expect(change({ body: 'школа "березка"', [field]: value }, 'municipal-organisation')).toHaveLength(1);
  });
  it('followers of a page, unless its network itself tells them', () => {
    const told = { ...known, pages: known.pages.map((page) => ({ ...page, isFollowersTold: true })) };
    const changes = planRegionImport([row(2, { link: 'https://vk.com/edu', followers: '101' })], told);
    expect(changes).toMatchObject({ changes: [], same: 1 });
  });
  it('a body by its ОГРН though its name is another', () =>
    expect(change({ body: 'УО', ogrn: '1026600930001', founder: 'Область' })).toMatchObject([
      { unitId: 'edu' },
    ]));
});

describe('a row is refused', () => {
  test.each([
    ['of a body there is not', { body: 'Клуб' }, /структуре/u],
    ['in a network that is closed', { link: 'https://old.example/x' }, /закрыта/u],
    ['in no network of pages', { link: 'https://site.example' }, /не в ту сеть/u],
    ['by a link that is none', { link: 'нет ссылки' }, /не в ту сеть/u],
    ['by a figure that is none', { link: 'vk.com/edu', followers: 'много' }, /не целое число/u],
    ['of a level there is not', { level: 'Союз' }, /Уровня/u],
    ['by a wrong ОГРН', { ogrn: '12' }, /13 цифр/u],
    ['without a ground', { exemption: 'нет' }, /Назовите акт/u],
    ['of a ground until a day there is not', { exemption: 'распоряжение № 2, до 31.02.2027' }, /дня нет/u],
    ['of a ground in a network that is closed', { exemption: 'Архив: распоряжение № 2' }, /закрыта/u],
    ['of a ground whose term is over', { exemption: 'распоряжение № 2, до 24.11.2026' }, /прошёл/u],
    ['by words longer than a form takes', { founder: 'Г'.repeat(201) }, /^Учредитель: Не длиннее 200/u],
    ['by an address longer than a form takes', { link: `vk.com/${'я'.repeat(500)}` }, /^Ссылка: /u],
    [
      'by a number longer than a form takes',
      { link: 'vk.com/edu', gosId: '7'.repeat(61) },
      /^ID госпаблика/u,
    ],
    ['by the ОГРН of a closed body', { ogrn: '1026600930009' }, /у другого органа/u],
    ['of a closed body', { body: 'Закупки', link: 'ok.ru/old' }, /закрыт/u],
    ['of a page of another body', { body: 'Школа', link: 'vk.com/edu' }, /другого органа/u],
  ])('%s', (_, values, why) => {
    const { refused, changes } = plan(values);
    expect(changes).toEqual([]);
    expect(refused).toMatchObject([{ row: 2, why: expect.stringMatching(why) }]);
  });
  test('under the name it gives, or as one without a name', () => {
    expect(plan({ body: 'Клуб' }).refused).toMatchObject([{ body: 'Клуб' }]);
    expect(plan({ body: '' }).refused).toMatchObject([{ body: 'без названия' }]);
  });
});

describe('two rows', () => {
  test('of two pages bring both', () => {
    const pages = [page, { ...page, id: 'second', url: 'https://vk.com/edu-second' }];
    const rows = ['vk.com/edu', 'vk.com/edu-second'].map((link, at) => row(at + 2, { link, gosId: '78' }));
    expect(planRegionImport(rows, { ...known, pages }).changes).toMatchObject([
      { row: 2, change: { id: 'page' } },
      { row: 3, change: { id: 'second' } },
    ]);
  });
  test('of one thing bring it once', () => {
    const same = { body: 'Образование', link: 'ok.ru/edu' };
    expect(planRegionImport([row(2, same), row(3, same)], known)).toMatchObject({
      changes: [{ row: 2 }],
      same: 1,
      refused: [],
    });
  });
  test.each([
    ['one page', { link: 'ok.ru/edu' }, /другому органу/u],
    ['one ОГРН', { founder: 'Город', ogrn: '1026600930002' }, /у другого органа/u],
  ])('that give %s to two bodies bring it to the first', (_, values, why) =>
    expect(
      planRegionImport([row(2, values), row(3, { ...values, body: 'Школа' })], {
        ...known,
        recipient: 'municipal-organisation',
      }),
    ).toMatchObject({
      changes: [{ row: 2 }],
      refused: [{ row: 3, why: expect.stringMatching(why) }],
    }),
  );
  test('a refused one gives nothing to its body and holds nothing of it', () => {
    const refused = row(2, { link: 'ok.ru/edu', founder: 'Г'.repeat(201) });
    expect(planRegionImport([refused, row(3, { link: 'ok.ru/edu' })], known)).toMatchObject({
      changes: [{ row: 3, change: { kind: 'new-page' } }],
      refused: [{ row: 2 }],
    });
  });
});
