import { cellToLatLng, latLngToCell } from 'h3-js';
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { getSnapshot } from '../../../shared/contract/base/snapshots.ts';
import { countZones } from '../../../shared/contract/heatmap/zones.ts';
import { listCases } from '../../../shared/contract/messages/cases-list.ts';
import { DAY } from '../../../shared/time.ts';
import { plantCases } from '../../support/plant.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { goByKeys, tabTo, watchMouse } from '../../support/site/keys.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/**
 * The heat map at work: an analyst builds, saves and exports a view by keyboard alone and finds it again; the head sees where it
 * hurts and opens its cases by one press on a phone; «Отобрать видимое» narrows every number to what the map shows.
 */

const back = (days: number): string => new Date(Date.now() - days * DAY).toISOString();
const ROADS = 8;
const WASTE = 3;
const spots = [
  ...Array.from({ length: 5 }, (_, at) => [56.42 + at / 2000, 61.9] as const),
  ...Array.from({ length: 3 }, (_, at) => [56.46 + at / 2000, 61.97] as const),
  ...Array.from({ length: 3 }, (_, at) => [56.38 + at / 2000, 61.83] as const),
];

const town = openTown(async ({ site, server }) => {
  const roads = { district_id: 'sinarsky.trubny', block: 'roads', fact_id: 'roads.pavement.pothole' };
  const waste = { district_id: 'krasnogorsky.yuzhny', block: 'waste', fact_id: 'waste.general.other' };
  const place = (at: number) => {
    const [lat, lon] = spots[at]!;
    return { lat, lon, h3: latLngToCell(lat, lon, 9) };
  };
  await plantCases(site, [
    ...Array.from({ length: ROADS }, (_, at) => ({
      ...roads,
      ...place(at),
      registered_at: back(6 - at / 4),
      // Two days were given: half of them wait beyond twice their term, which is red by itself.
      due_at: at < 4 ? back(4.5) : new Date(Date.now() + 20 * DAY).toISOString(),
      channel: at < 6 ? 'phone_call' : 'site_form',
    })),
    ...Array.from({ length: WASTE }, (_, at) => ({
      ...waste,
      ...place(ROADS + at),
      registered_at: back(2),
      due_at: new Date(Date.now() + 20 * DAY).toISOString(),
    })),
  ]);
  await server.call(countZones, { body: {} }, await signInAs(server, 'chair'));
});

const listed = (page: Page) => page.getByRole('table', { name: 'Дела по отбору' }).getByRole('rowheader');
const expectListed = (page: Page, count: number) =>
  expect.poll(() => listed(page).count(), { timeout: patience }).toBe(count);

/** The number of the last cell of the last line, without the change and the second measure beside it. */
const expectTotal = (grid: Locator, count: number) => {
  const cell = grid
    .getByRole('row', { name: /^Всего/u })
    .getByRole('gridcell')
    .last();
  const number = () => cell.locator('[data-at]').evaluate((node) => node.firstChild?.textContent);
  return expect.poll(number, { timeout: patience }).toBe(String(count));
};

test('an analyst builds, saves and exports a view without a mouse, then opens it from the list', async () => {
  const cookie = await signInAs(town.server, 'observer');
  const { page, errors } = await openPage(town.browser, town.site, { cookie });
  await page.goto('/staff');
  await page.getByRole('heading', { level: 1, name: 'Моё сегодня' }).waitFor({ timeout: patience });
  const presses = await watchMouse(page);
  await goByKeys(page, 'тепловая', 'Тепловая карта');
  await tabTo(page, 'Сводная');
  await page.keyboard.press('Enter');
  await page.getByLabel('Строки:').waitFor({ timeout: patience });
  // A list without its own window: Home is its first choice, each arrow down the next.
  const choose = async (label: string, value: string) => {
    await tabTo(page, label);
    const list = page.getByLabel(label);
    await page.keyboard.press('Home');
    for (let step = 0; step < 20 && (await list.inputValue()) !== value; step += 1)
      await page.keyboard.press('ArrowDown');
    expect(await list.inputValue()).toBe(value);
  };
  await choose('Показатель:', 'overdue');
  await choose('Строки:', 'fact');
  await choose('Столбцы:', 'channel');
  await choose('Показатель 2:', 'received');
  await choose('Блок:', 'roads');
  const grid = page.getByRole('grid', {
    name: /^Факт и канал, показатель «просрочено на конец \d\d\.\d\d\.\d{4}»$/u,
  });
  // Four of eight are overdue, all of them by phone.
  await expectTotal(grid, 4);

  // Out of the list, where letters choose.
  await page.keyboard.press('Tab');
  await page.keyboard.press('KeyV');
  const views = page.getByRole('dialog', { name: 'Сохранённые виды' });
  await views.getByLabel('Название этого вида').waitFor({ timeout: patience });
  await page.keyboard.type('Просрочено по телефону');
  await page.keyboard.press('Enter');
  await page.getByText('Вид «Просрочено по телефону» сохранён').waitFor({ timeout: patience });
  await page.getByRole('button', { name: 'Вид: Просрочено по телефону' }).waitFor({ timeout: patience });

  await page.keyboard.press('KeyE');
  const out = page.getByRole('dialog', { name: /^Снимок С-/u });
  await out.waitFor({ timeout: patience });
  const number = /С-\d{4}-\d{2}-\d+/u.exec((await out.getByRole('heading', { level: 2 }).textContent())!)![0];
  const file = page.waitForEvent('download', { timeout: patience });
  await tabTo(page, 'Excel');
  await page.keyboard.press('Enter');
  expect((await file).suggestedFilename()).toContain(`${number}.xlsx`);
  const { content } = await town.server.call(getSnapshot, { params: { number } }, cookie);
  expect(content.tables[0]!.rows.at(-1)!.cells.at(-1)).toBe(4);
  await page.keyboard.press('Escape');

  await page.keyboard.press('KeyV');
  await views.getByLabel('Название этого вида').waitFor({ timeout: patience });
  await tabTo(page, 'Все виды');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Сохранённые виды' }).waitFor({ timeout: patience });
  await page.getByRole('link', { name: 'Просрочено по телефону' }).waitFor({ timeout: patience });
  await page.getByText('период — четыре недели').waitFor();
  await checkAxe(page);
  await tabTo(page, 'Просрочено по телефону');
  await page.keyboard.press('Enter');
  await expectTotal(grid, 4);
  await page.getByRole('button', { name: 'Вид: Просрочено по телефону' }).waitFor({ timeout: patience });
  // The number opens its very cases: into the grid by Tab, to its end, Enter.
  await tabTo(page, '4');
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Дела' }).waitFor({ timeout: patience });
  await expectListed(page, 4);
  expect(await presses()).toBe(0);
  expect(errors).toEqual([]);
});

test('the head finds where it hurts on a phone and opens its cases by one press', async () => {
  const cookie = await signInAs(town.server, 'head');
  const page = await town.seat(cookie, 390);
  // Where signing in leads to.
  await page.goto('/staff');
  const hurts = page.getByRole('region', { name: 'Где болит' });
  await hurts
    .getByRole('link', { name: 'Синарский район, Дороги', exact: true })
    .waitFor({ timeout: patience });
  await hurts.getByText('красная').waitFor();
  const presses = await watchMouse(page);
  const cases = hurts.getByRole('link', {
    name: new RegExp(`^${ROADS}\\s+открытых дел\\s?: Синарский район, Дороги`, 'u'),
  });
  // Above the fold: found without scrolling.
  expect((await cases.boundingBox())!.y).toBeLessThan(844);
  expect(await scrollsSideways(page)).toBe(false);
  await cases.click();
  await page.getByRole('heading', { level: 1, name: 'Дела' }).waitFor({ timeout: patience });
  expect(await presses()).toBe(1);
  const query = { districtId: 'sinarsky', block: 'roads', stage: 'open' } as const;
  const { total } = await town.server.call(listCases, { query }, cookie);
  expect(total).toBe(ROADS);
  expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual(query);
});

test('«Отобрать видимое» leaves in the matrix, the table and the list exactly what the map shows', async () => {
  const page = await town.seat(await signInAs(town.server, 'chair'));
  await page.goto('/staff/heatmap?view=map&measure=received');
  const idle = page.locator('.city-map__canvas[data-state="idle"]');
  await idle.waitFor({ timeout: patience });
  // Nearer by keys, so that some of the places are out of sight.
  await page.locator('.city-map__canvas canvas').focus();
  for (const _ of [1, 2]) {
    await page.keyboard.press('=');
    await expect.poll(() => idle.count(), { timeout: patience }).toBe(1);
  }
  const take = page.getByRole('button', { name: 'Отобрать видимое' });
  await take.press('Enter');
  await expect.poll(() => page.url(), { timeout: patience }).toContain('area=');
  const corners = new URL(page.url()).searchParams
    .get('area')!
    .split(';')
    .map((corner) => corner.split(',').map(Number) as [number, number]);
  const [lons, lats] = [corners.map(([lon]) => lon), corners.map(([, lat]) => lat)];
  const inside = (value: number, ends: number[]) => value > Math.min(...ends) && value < Math.max(...ends);
  const seen = spots.filter(([lat, lon]) => {
    const [y, x] = cellToLatLng(latLngToCell(lat, lon, 9));
    return inside(x, lons) && inside(y, lats);
  }).length;
  expect(seen).toBeGreaterThan(0);
  expect(seen).toBeLessThan(spots.length);
  await page.getByRole('link', { name: 'Матрица', exact: true }).press('Enter');
  const grid = page.getByRole('grid', { name: /^Территория и блок, показатель «поступило»/u });
  await expectTotal(grid, seen);
  await grid
    .getByRole('row', { name: /^Всего/u })
    .getByRole('link')
    .last()
    .press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Дела' }).waitFor({ timeout: patience });
  await expectListed(page, seen);
});
