import { expect, test } from 'vitest';
import type { PageProfile } from '../../../base/networks/index.ts';
import { pagesPack } from '../pack.ts';
import { judgeProfile } from './judge-profile.ts';

const body = {
  title: 'Управление образования Администрации города',
  shortTitle: 'Управление образования',
  phone: '8 (3439) 39-69-00, 39-69-01',
  email: 'obrazovanie@example.org',
};

/** As it should be. */
const good: PageProfile = {
  name: 'Управление образования | Каменск-Уральский',
  description: 'Официальная страница Управления образования. Цели: школы и детские сады города.',
  hasPicture: true,
  hasCover: true,
  address: { text: 'ул. Титова, 1', hasPoint: true },
  phones: ['+7 (3439) 39-69-01'],
  emails: ['Obrazovanie@Example.org'],
  sites: ['obr.example.org'],
  members: 10,
  raw: '{}',
};

const { checks } = pagesPack.on('2026-11-25');
const judge = (given: Partial<PageProfile> = {}, of: Partial<typeof body> | object = {}) =>
  judgeProfile(checks, { ...good, ...given }, { ...body, ...of }, ['vk.com', 'vk.ru', 'ok.ru', 'max.ru']);

test('eight of the twelve are told by a network that has a field for each; the rest waits for a picture', () => {
  const found = judge();
  expect(found.map(({ check }) => check)).toEqual([
    'name',
    'avatar',
    'cover',
    'description',
    'address',
    'phone',
    'email',
    'site',
  ]);
  expect(found.filter(({ isThere, why }) => !isThere || why)).toEqual([]);
});

test('what a picture proves for a time is told by no network, whatever its check is called', () => {
  const named = [
    { id: 'gov-mark', livesDays: 30 },
    { id: 'gov-mark', livesDays: null },
    { id: 'avatar', livesDays: 30 },
    { id: 'message-widget', livesDays: null },
    { id: 'toString', livesDays: null },
  ];
  expect(judgeProfile(named, good, body, [])).toEqual([]);
});

/** By check: what of the page is otherwise, and whether it is there then. Null: the network does not tell. */
type Case = [check: string, given: Partial<PageProfile>, of: object, expected: boolean | null, why?: RegExp];
const cases: Case[] = [
  ['name', { name: 'Управление образования' }, {}, true],
  ['name', { name: 'УПРАВЛЕНИЕ ОБРАЗОВАНИЯ г. Каменска' }, {}, true],
  ['name', { name: 'Образование Каменска' }, {}, false, /не назван орган/u],
  ['name', { name: 'Управление культуры' }, {}, false],
  ['name', { name: '' }, {}, false],
  ['name', { name: 'МБОУ «Школа № 40»' }, { title: 'Школа № 40', shortTitle: '' }, true],
  ['name', { name: 'МБОУ «Школа № 4»' }, { title: 'Школа № 40', shortTitle: '' }, false],
  ['name', { name: 'МБОУ «Школа № 400»' }, { title: 'Школа № 40', shortTitle: '' }, false],
  ['name', { name: 'Что угодно' }, { title: '', shortTitle: '' }, false],
  ['name', { name: 'Учет и контроль' }, { title: 'Учёт и контроль', shortTitle: '' }, true],
  ['avatar', { hasPicture: false }, {}, false, /аватара/u],
  ['avatar', { hasPicture: null }, {}, null],
  ['cover', { hasCover: false }, {}, false, /обложки/u],
  ['cover', { hasCover: null }, {}, null],
  ['description', { description: null }, {}, null],
  ['description', { description: '' }, {}, false, /нет описания/u],
  ['description', { description: 'Управление образования' }, {}, false, /короткое/u],
  ['description', { description: 'Новости, мероприятия, вопросы и ответы для родителей' }, {}, false, /чья/u],
  // Forty characters say something, spaces around say nothing.
  ['description', { description: `${'Управление образования'.padEnd(39, '.')}!` }, {}, true],
  [
    'description',
    { description: `   ${'Управление образования'.padEnd(39, '.')}   ` },
    {},
    false,
    /короткое/u,
  ],
  ['address', { address: null }, {}, null],
  ['address', { address: { text: '', hasPoint: false } }, {}, false, /нет адреса/u],
  ['address', { address: { text: 'Титова, 1', hasPoint: false } }, {}, false, /точки/u],
  ['address', { address: { text: '', hasPoint: true } }, {}, false],
  ['phone', { phones: [] }, {}, false, /нет телефона/u],
  ['phone', { phones: ['39-69-01'] }, {}, true],
  ['phone', { phones: ['+7 3439 39-69-02'] }, {}, false, /другой/u],
  ['phone', { phones: ['+7 3439 39-69-02'] }, { phone: null }, true],
  ['phone', { phones: ['112'] }, { phone: null }, false],
  ['phone', { phones: ['8 (3439) 39-69-00 доб. 12'] }, {}, true],
  ['phone', { phones: [], description: `${good.description} Телефон +7 3439 39-69-00` }, {}, true],
  ['phone', { phones: null }, {}, null],
  ['phone', { phones: null, description: 'звоните: 8 (3439) 39-69-00' }, {}, true],
  ['phone', { phones: null, description: 'приказ 8-2026-11-30-1 от 2026-11-30' }, { phone: null }, null],
  ['phone', { phones: null, description: 'звоните: 8 (3439) 39-69-02' }, {}, null],
  ['email', { emails: [] }, {}, false, /нет почты/u],
  ['email', { emails: ['other@example.org'] }, {}, false, /другая/u],
  ['email', { emails: ['other@example.org'] }, { email: null }, true],
  ['email', { emails: ['сайт'] }, { email: null }, false],
  ['email', { emails: null }, {}, null],
  ['email', { emails: null, description: 'пишите: obrazovanie@example.org.' }, {}, true],
  ['site', { sites: [] }, {}, false, /нет ссылки/u],
  ['site', { sites: ['https://vk.com/obr', 'm.ok.ru/obr'] }, {}, false, /страницу сети/u],
  ['site', { sites: ['https://vk.com/obr', 'https://www.obr.example.org/about'] }, {}, true],
  ['site', { sites: ['notvk.com'] }, {}, true],
  ['site', { sites: ['скоро'] }, {}, false],
  ['site', { sites: null }, {}, null],
  ['site', { sites: null, description: 'сайт https://obr.example.org' }, {}, true],
];

test.each<Case>(cases)('%s: %j of %j is there: %s', (check, given, of, expected, why) => {
  const found = judge(given, of).find((one) => one.check === check);
  expect(found?.isThere ?? null).toBe(expected);
  if (why) expect(found?.why).toMatch(why);
  if (found?.isThere) expect(found.why).toBe('');
});

test('what stands there is kept as it stands, as far as it is of use', () => {
  const shown = (check: string) => judge().find((one) => one.check === check)?.shown;
  expect(shown('name')).toBe(good.name);
  expect(shown('phone')).toBe('+7 (3439) 39-69-01');
  expect(shown('address')).toBe('ул. Титова, 1, точка на карте');
  const long = judge({ description: `${good.description}${'а'.repeat(5000)}` });
  expect(long.find(({ check }) => check === 'description')?.shown).toHaveLength(300);
});
