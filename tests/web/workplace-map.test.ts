import { describe, expect, it } from 'vitest';
import { roles } from '../../server/base/identity/people/roles.ts';
import {
  doAllFit,
  findOpenScreens,
  findOpenSections,
  findPins,
  findPlace,
  listLetters,
} from '../../web/staff/base/map/open-sections.ts';
import { sumWaiting } from '../../web/staff/base/parts/amount.tsx';
import { weighOwnAssignments } from '../../web/staff/group/assignments/use-assignment.ts';
import { sections } from '../../web/staff/sections.ts';

const screens = sections.flatMap((section) => section.screens);
const railOf = (permissions: readonly string[]) => findOpenSections(sections, permissions);
const permissionsOf = (id: string) => roles.find((role) => role.id === id)!.permissions;
/** «Сообщения: Дела, Обещания»; a section with one screen open is that screen. */
const tellRail = (id: string) =>
  railOf(permissionsOf(id)).map(({ title, lines }) =>
    lines.length === 1 ? title : `${title}: ${lines.map(({ words }) => words.title).join(', ')}`,
  );
const tellPins = (id: string) => findPins(railOf(permissionsOf(id)), null).map(({ words }) => words.title);

const picture =
  'Картина города: Тепловая карта, Красные зоны, Показатели, Пульт сроков, Анализ, Объекты, Сохранённые виды, Снимки чисел';
const wholeGroup =
  'Рабочая группа: Заседания, Поручения, Рекомендации, Учёт, Дорожная карта, Взаимодействие, Номера СЭД, Отчёты, Сводка главе';
const headsGroup =
  'Рабочая группа: Заседания, Поручения, Рекомендации, Учёт, Дорожная карта, Взаимодействие, Отчёты, Сводка главе';
const readersGroup =
  'Рабочая группа: Заседания, Поручения, Рекомендации, Учёт, Дорожная карта, Взаимодействие';
const reading = 'Сообщения: Дела, Обещания, Массовые проблемы, Отключения';
const people = 'Настройки: Справочники, Люди и роли';
const taking = 'Участие: Опросы, Обсуждения, Инициативы';
const ofCity = [taking, 'Страницы города: Публикации, Страницы, Обещания города, Госпаблики', picture];
/** Of whoever keeps what stands on other sites too. */
const ofSites = ['Участие: Опросы, Обсуждения, Инициативы, Виджеты', ...ofCity.slice(1)];
const feed = 'Соцсети: Лента соцсетей, Конфликты';
const social = 'Соцсети: Лента соцсетей, Конфликты, Модерация';
const wholeSocial = 'Соцсети: Лента соцсетей, Конфликты, Модерация, СМИ и сообщества';
const expected: Record<string, { rail: string[]; pins: string[] }> = {
  operator: {
    rail: [
      'Сегодня',
      'Сообщения: Входящие, Дела, Обращения, Обещания, Массовые проблемы, Отключения, Сверка с ПОС, Загрузка данных',
      wholeSocial,
      ...ofCity,
      'Поручения',
      people,
    ],
    pins: ['Входящие', 'Дела', 'Лента соцсетей', 'Тепловая карта', 'Показатели'],
  },
  executor: { rail: ['Сегодня', reading, feed, picture, 'Поручения', people], pins: [] },
  reviewer: {
    rail: [
      'Сегодня',
      'Сообщения: Дела, Согласование, Обещания, Массовые проблемы, Отключения, Качество ответов',
      social,
      ...ofCity,
      'Поручения',
      people,
    ],
    pins: ['Согласование', 'Дела', 'Лента соцсетей', 'Тепловая карта', 'Показатели'],
  },
  approver: {
    rail: [
      'Сегодня',
      'Сообщения: Дела, Согласование, Обращения, Обещания, Массовые проблемы, Отключения, Качество ответов',
      social,
      ...ofCity,
      'Поручения',
      people,
    ],
    pins: ['Согласование', 'Дела', 'Лента соцсетей', 'Тепловая карта', 'Показатели'],
  },
  editor: {
    rail: ['Сегодня', reading, wholeSocial, ...ofSites, 'Рабочая группа: Поручения, Учёт', people],
    pins: ['Поручения', 'Дела', 'Лента соцсетей', 'Тепловая карта', 'Показатели'],
  },
  secretary: {
    rail: [
      'Сегодня',
      'Сообщения: Дела, Обращения, Обещания, Массовые проблемы, Отключения',
      taking,
      picture,
      wholeGroup,
      people,
    ],
    pins: ['Сводка главе', 'Заседания', 'Отчёты', 'Поручения', 'Дела'],
  },
  chair: {
    rail: [
      'Сегодня',
      'Сообщения: Входящие, Дела, Согласование, Обращения, Обещания, Массовые проблемы, Отключения, Качество ответов, Сверка с ПОС, Загрузка данных',
      wholeSocial,
      ...ofSites,
      wholeGroup,
      'Настройки: Справочники, Люди и роли, Модель тем, Журнал, Инциденты с данными',
    ],
    pins: ['Входящие', 'Согласование', 'Сводка главе', 'Заседания', 'Отчёты'],
  },
  deputy: {
    rail: [
      'Сегодня',
      'Сообщения: Входящие, Дела, Согласование, Обращения, Обещания, Массовые проблемы, Отключения, Качество ответов, Сверка с ПОС, Загрузка данных',
      wholeSocial,
      ...ofSites,
      wholeGroup,
      'Настройки: Справочники, Люди и роли, Модель тем',
    ],
    pins: ['Входящие', 'Согласование', 'Сводка главе', 'Заседания', 'Отчёты'],
  },
  member: {
    rail: ['Сегодня', reading, ...ofCity, readersGroup, people],
    pins: ['Заседания', 'Поручения', 'Дела', 'Тепловая карта', 'Показатели'],
  },
  head: {
    rail: [
      'Сегодня',
      'Сообщения: Дела, Обращения, Обещания, Массовые проблемы, Отключения',
      wholeSocial,
      ...ofCity,
      headsGroup,
      people,
    ],
    pins: ['Сводка главе', 'Заседания', 'Отчёты', 'Поручения', 'Дела'],
  },
  observer: {
    rail: [
      'Сегодня',
      'Сообщения: Дела, Обращения, Обещания, Массовые проблемы, Отключения',
      wholeSocial,
      ...ofCity,
      readersGroup,
      people,
    ],
    pins: ['Заседания', 'Поручения', 'Дела', 'Лента соцсетей', 'Тепловая карта'],
  },
  admin: {
    rail: [
      'Сегодня',
      'Загрузка данных',
      'Виджеты',
      'Картина города: Тепловая карта, Красные зоны, Показатели, Сохранённые виды, Снимки чисел',
      'Настройки: Наш город, Справочники, Люди и роли, Источники, Сети, Каналы отправки, Исходящие письма, Обмен, Состояние, Резервные копии, Ключи программ, Черновики текстов, Модель тем, Журнал, Инциденты с данными',
    ],
    pins: ['Тепловая карта', 'Показатели'],
  },
  'privacy-officer': {
    rail: [
      'Сегодня',
      'Сообщения: Дела, Обращения, Обещания, Массовые проблемы, Отключения',
      'СМИ и сообщества',
      'Картина города: Пульт сроков, Анализ, Объекты',
      'Настройки: Справочники, Люди и роли, Исходящие письма, Журнал, Инциденты с данными',
    ],
    pins: [],
  },
};

describe('the map of the workplace', () => {
  it.each(roles.map(({ id }) => id))('%s finds in the rail what the role may open, and no more', (id) => {
    expect(tellRail(id)).toEqual(expected[id]?.rail);
    expect(tellPins(id)).toEqual(expected[id]?.pins);
  });

  it('is at most eight lines for whoever holds every right', () => {
    const all = railOf(roles.flatMap(({ permissions }) => permissions));
    expect(all.map(({ section }) => section.title)).toEqual(sections.map(({ title }) => title));
    expect(all.length).toBeLessThanOrEqual(8);
  });

  it('asks for rights that some role has', () => {
    const declared = new Set(roles.flatMap(({ permissions }) => permissions));
    const asked = screens.flatMap(({ words }) => [
      ...(words?.permission ? [words.permission] : []),
      ...(words?.parts?.list ?? []).flatMap(({ permission }) => permission ?? []),
    ]);
    expect(asked.filter((permission) => !declared.has(permission))).toEqual([]);
  });

  it('opens to everybody at work only what is theirs', () => {
    const free = screens.filter(({ words }) => words && !words.permission).map(({ path }) => path);
    expect(free.join(' ')).toBe(
      '/staff /staff/notices /staff/directories /staff/security /staff/keys /staff/help',
    );
  });

  it('has each address, name and letter once, and a parent for each thing', () => {
    const all = railOf(roles.flatMap(({ permissions }) => permissions));
    const named = findOpenScreens(
      screens,
      roles.flatMap(({ permissions }) => permissions),
    );
    const doubles = (list: readonly string[]) => list.filter((one, at) => list.indexOf(one) !== at);
    expect(doubles(screens.map(({ path }) => path))).toEqual([]);
    expect(doubles(named.map(({ words }) => words.title))).toEqual([]);
    expect(doubles(listLetters(all).map(({ letter }) => letter))).toEqual([]);
    for (const { path, parent } of screens.filter((one) => one.parent))
      expect(findPlace(screens, path)?.path, path).toBe(parent);
  });

  it('leaves every letter where the hand has it', () => {
    const all = railOf(roles.flatMap(({ permissions }) => permissions));
    const led = Object.fromEntries(listLetters(all).map(({ letter, path }) => [letter.slice(3), path]));
    expect(led).toMatchObject({
      H: '/staff',
      I: '/staff/inbox',
      D: '/staff/cases',
      A: '/staff/approval',
      O: '/staff/office',
      M: '/staff/problems',
      T: '/staff/heatmap',
      N: '/staff/analysis',
      B: '/staff/objects',
      R: '/staff/working-group',
      E: '/staff/reports',
      C: '/staff/assignments',
      S: '/staff/social',
      U: '/staff/polls',
      L: '/staff/discussions',
      P: '/staff/publications',
    });
    // Sections have theirs: the first of their screens that is open.
    expect(led).toMatchObject({ F: '/staff/inbox', K: '/staff/heatmap', Y: '/staff/our-city' });
    expect(listLetters(railOf(permissionsOf('executor'))).map(({ letter }) => letter)).not.toContain('KeyR');
  });
});

describe('what one keeps at hand', () => {
  const chair = railOf(permissionsOf('chair'));
  const titles = (chosen: string[] | null, open = chair) =>
    findPins(open, chosen).map(({ words }) => words.title);

  it('stands in the order it was chosen, five at most, none if none was chosen', () => {
    expect(titles(['/staff/journal', '/staff/inbox'])).toEqual(['Журнал', 'Входящие']);
    expect(titles([])).toEqual([]);
    const six = ['/head', '/staff/inbox', '/staff/cases', '/staff/zones', '/staff/model', '/staff/journal'];
    expect(titles(six)).toEqual(['Сводка главе', 'Входящие', 'Дела', 'Красные зоны', 'Модель тем']);
  });

  it('shows no screen that is closed to the person or gone', () => {
    const executor = railOf(permissionsOf('executor'));
    expect(titles(['/staff/inbox', '/staff/pages', '/staff/cases'], executor)).toEqual(['Дела']);
  });

  it('is not offered what is a line of its own already, and may be chosen all the same', () => {
    const operator = railOf(permissionsOf('operator'));
    expect(titles(null, operator)).not.toContain('Поручения');
    expect(titles(['/staff/assignments'], operator)).toEqual(['Поручения']);
  });

  it('is offered only where the sections do not all stand open', () => {
    const roomy = roles.filter(({ permissions }) => doAllFit(railOf(permissions))).map(({ id }) => id);
    expect(roomy).toEqual(['executor', 'privacy-officer']);
  });
});

it('says of a section the sum, in the tone of the most urgent', () => {
  expect(sumWaiting([{ value: 4 }, { value: 3, tone: 'warning' }])).toEqual({
    value: 7,
    isLeast: false,
    tone: 'warning',
  });
  expect(
    sumWaiting([
      { value: 2, tone: 'warning' },
      { value: 1000, isLeast: true, tone: 'danger' },
    ]),
  ).toEqual({
    value: 1002,
    isLeast: true,
    tone: 'danger',
  });
  expect(sumWaiting([{ value: 0 }])).toEqual({ value: 0, isLeast: false });
});

it('says of own assignments first how many are late, else how many are new or sent back', () => {
  const none = {
    open: 9,
    week: 3,
    overdue: 0,
    unacknowledged: 0,
    returned: 0,
    reported: 2,
    done: 5,
    all: 14,
  };
  expect(weighOwnAssignments(none)).toEqual({ value: 0 });
  expect(weighOwnAssignments({ ...none, unacknowledged: 2, returned: 1 })).toEqual({ value: 3 });
  expect(weighOwnAssignments({ ...none, unacknowledged: 2, overdue: 1 })).toEqual({
    value: 1,
    tone: 'danger',
  });
});
