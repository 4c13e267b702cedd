import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { expectFocus, makeExecutors, patience } from '../../support/site/journey.ts';
import { watchHands } from '../../support/site/keys.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** The map of the workplace under the hand: rail, pins, letters, Ctrl K, the way back; wide and on a phone. */

const town = openTown(async () => {
  await makeExecutors(town.server);
});
const seat = async (role: string, width?: number) => town.seat(await signInAs(town.server, role), width);
const rail = (page: Page) => page.getByRole('navigation', { name: 'Разделы' });
const line = (page: Page, name: string) => rail(page).getByRole('link', { name, exact: true });
const heading = (page: Page, name: string) =>
  page.getByRole('heading', { level: 1, name }).waitFor({ timeout: patience });
const namesAtHand = (page: Page) =>
  rail(page).getByRole('list', { name: 'Закреплено' }).getByRole('link').allInnerTexts();
const expectAtHand = (page: Page, names: string[]) =>
  expect.poll(() => namesAtHand(page), { timeout: patience }).toEqual(names);

const openToExecutor = [
  ...['Сегодня', 'Уведомления', 'Дела', 'Обещания', 'Массовые проблемы', 'Тепловая карта', 'Сводная таблица'],
  ...['Красные зоны', 'Показатели', 'Анализ', 'Объекты', 'Сохранённые виды', 'Снимки чисел', 'Поручения'],
  ...['Справочники', 'Люди и роли', 'Мой вход', 'Клавиши', 'Сообщения', 'Картина города', 'Настройки'],
];
const closedToExecutor = [
  ...['Принять звонок', 'Входящие', 'Согласование', 'Обращения', 'Качество ответов', 'Сверка с ПОС'],
  ...['Загрузка данных', 'Заседания', 'Рекомендации', 'Дорожная карта', 'Взаимодействие', 'Отчёты'],
  ...[
    'Сводка главе',
    'Источники',
    'Каналы отправки',
    'Исходящие письма',
    'Обмен',
    'Ключи программ',
    'Черновики текстов',
    'Модель тем',
  ],
  ...['Журнал', 'Рабочая группа'],
];

test('the chair reaches the work of the day in one press; a section opens by keys and leaves the page alone', async () => {
  const page = await seat('chair');
  const hands = await watchHands(page);
  await page.goto('/staff');
  await heading(page, 'Моё сегодня');
  await expectAtHand(page, ['Входящие', 'Согласование', 'Сводка главе', 'Заседания', 'Отчёты']);
  // What stands in sight is short enough not to scroll, and holds no section twice.
  const isWhole = await page
    .getByRole('region', { name: 'Рабочее место' })
    .evaluate((node) => node.scrollHeight <= node.clientHeight);
  expect(isWhole).toBe(true);
  for (const name of ['Сегодня', 'Сообщения', 'Картина города', 'Рабочая группа', 'Настройки'])
    expect(await line(page, name).count(), name).toBe(1);
  expect(await line(page, 'Дорожная карта').isVisible()).toBe(false);
  const unfold = rail(page).getByRole('button', { name: 'Экраны раздела «Рабочая группа»' });
  await line(page, 'Рабочая группа').focus();
  await page.keyboard.press('Tab');
  await expectFocus(unfold);
  await page.keyboard.press('Enter');
  await line(page, 'Дорожная карта').waitFor();
  await heading(page, 'Моё сегодня');
  await checkAxe(page);
  await page.reload();
  await line(page, 'Дорожная карта').waitFor({ timeout: patience });
  await unfold.press('Enter');
  await line(page, 'Дорожная карта').waitFor({ state: 'hidden' });
  await hands();
  await line(page, 'Отчёты').click();
  await heading(page, 'Отчёты');
  expect(await hands()).toBe(1);
  // The section one has come into stands open, and its line says where one is.
  expect(await rail(page).locator('[aria-current=page]').allInnerTexts()).toEqual(['Отчёты', 'Отчёты']);
  await checkAxe(page);
});

test('five of one’s own are kept by the server: with an undo, after a reload, on the phone', async () => {
  const page = await seat('chair');
  const usual = ['Входящие', 'Согласование', 'Сводка главе', 'Заседания', 'Отчёты'];
  const pin = page.getByRole('button', { name: 'Закрепить экран' });
  const unpin = page.getByRole('button', { name: 'Открепить экран' });
  await page.goto('/staff/zones');
  await pin.click();
  await page.getByText(/^Закреплено уже пять: «Входящие»/u).waitFor();
  await line(page, 'Заседания').click();
  await heading(page, 'Рабочая группа');
  await unpin.click();
  await page.getByText('Откреплено: Заседания').waitFor();
  await expectAtHand(page, ['Входящие', 'Согласование', 'Сводка главе', 'Отчёты']);
  await page.keyboard.press('KeyZ');
  await expectAtHand(page, usual);
  await unpin.click();
  await expectAtHand(page, ['Входящие', 'Согласование', 'Сводка главе', 'Отчёты']);
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyZ');
  await heading(page, 'Красные зоны');
  // By words as well as by the button.
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type('закреп');
  await page.getByRole('option', { name: /^Закрепить: Красные зоны/u }).waitFor();
  await page.keyboard.press('Enter');
  const own = ['Входящие', 'Согласование', 'Сводка главе', 'Отчёты', 'Красные зоны'];
  await expectAtHand(page, own);
  await page.reload();
  await expectAtHand(page, own);

  const phone = await seat('chair', 390);
  const hands = await watchHands(phone);
  await phone.goto('/staff');
  await heading(phone, 'Моё сегодня');
  await hands();
  await phone.getByRole('button', { name: 'Меню' }).click();
  await expectAtHand(phone, own);
  await checkAxe(phone);
  expect(await scrollsSideways(phone)).toBe(false);
  // Every screen is in sight at once: nothing unfolds between the menu and it.
  const small = await rail(phone)
    .getByRole('link')
    .evaluateAll((links) => links.filter((link) => link.getBoundingClientRect().height < 44).length);
  expect(small).toBe(0);
  await line(phone, 'Дорожная карта').click();
  await heading(phone, 'Дорожная карта');
  expect(await hands()).toBe(2);
  expect(await rail(phone).isVisible()).toBe(false);
  await phone.getByRole('button', { name: 'Меню' }).click();
  await phone.keyboard.press('Escape');
  await rail(phone).waitFor({ state: 'hidden' });
});

test('letters lead to sections and screens, and nowhere one may not go', async () => {
  const page = await seat('operator');
  await page.goto('/staff');
  await heading(page, 'Моё сегодня');
  const go = async (letter: string) => {
    await page.keyboard.press('KeyG');
    await page.keyboard.press(`Key${letter}`);
  };
  const led: [letter: string, path: string][] = [
    ['I', '/staff/inbox'],
    ['D', '/staff/cases'],
    ['S', '/staff/social'],
    ['F', '/staff/inbox'],
    ['Y', '/staff/directories'],
    ['K', '/staff/heatmap'],
    ['Z', '/staff/zones'],
    ['X', '/staff/indicators'],
    ['H', '/staff'],
  ];
  for (const [letter, path] of led) {
    await go(letter);
    await expect.poll(() => new URL(page.url()).pathname, { timeout: patience }).toBe(path);
  }
  // Letters of screens closed to the person stay silent: approval, reports, the head's sheet, the group.
  for (const letter of ['A', 'E', 'G', 'R']) await go(letter);
  await heading(page, 'Моё сегодня');
  expect(new URL(page.url()).pathname).toBe('/staff');
});

test('Ctrl K finds every screen open to a person by its name, and no other; a part of a screen and a setting too', async () => {
  const page = await seat('executor');
  await page.goto('/staff');
  await heading(page, 'Моё сегодня');
  await page.keyboard.press('Control+KeyK');
  const field = page.getByRole('combobox', { name: 'Что найти или сделать' });
  const found: string[] = [];
  for (const title of [...openToExecutor, ...closedToExecutor]) {
    await field.fill(title);
    const names = await page.getByRole('option').allInnerTexts();
    if (names.some((name) => name.startsWith(`${title} `))) found.push(title);
  }
  expect(found).toEqual(openToExecutor);
  await checkAxe(page);
  await field.fill('тёмная');
  await page.getByRole('option', { name: /^Тёмная тема/u }).waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
  await page.keyboard.press('Control+KeyK');
  await field.fill('эскал');
  await page.getByRole('option', { name: /^Эскалация/u }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('tab', { name: 'Эскалация', selected: true }).waitFor({ timeout: patience });
});

test('one screen of a section needs no section; the way back leads from a thing to its list', async () => {
  const executor = await seat('executor');
  await executor.goto('/staff');
  await heading(executor, 'Моё сегодня');
  expect(await line(executor, 'Рабочая группа').count()).toBe(0);
  await line(executor, 'Поручения').click();
  await heading(executor, 'Поручения');
  // With few screens every section stands open from the start.
  await line(executor, 'Показатели').waitFor();
  const { number } = await submitCase(town.server, { text: 'Яма на дороге у школы.' });
  const { page, errors } = await openPage(town.browser, town.site, {
    cookie: await signInAs(town.server, 'operator'),
  });
  await page.goto(`/staff/cases/${number}`);
  const way = page.getByRole('navigation', { name: 'Где я' });
  await way.getByText('Сообщения').waitFor({ timeout: patience });
  await way.getByRole('link', { name: 'Дела' }).click();
  await heading(page, 'Дела');
  expect(errors).toEqual([]);
});
