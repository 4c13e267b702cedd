import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { getLayer, replaceLayer } from '../../../shared/contract/base/territory.ts';
import { buildUrl } from '../../../web/lib/api.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot, lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A new city without any layer: its boundary and districts are drawn by hand, on a map that has no ground. */

const town = openTown(async () => {}, { OTKLIK_CITY: 'blank' });

const field = (page: Page, number: number, name: 'широта' | 'долгота') =>
  page.getByRole('textbox', { name: `Точка ${number}: ${name}` }).filter({ visible: true });
const button = (page: Page, name: string | RegExp) =>
  page.getByRole('button', { name, exact: typeof name === 'string' }).filter({ visible: true });
/** Words that are seen: a button keeps its own reason hidden beside it. */
const told = (page: Page, words: string | RegExp) =>
  page.getByText(words).filter({ visible: true }).first().waitFor({ timeout: patience });
const corners = (page: Page) => field(page, 1, 'широта').page().locator('table:visible tbody tr');

async function type(page: Page, number: number, lat: string, lon: string): Promise<void> {
  await button(page, 'Добавить точку').click();
  await field(page, number, 'широта').fill(lat);
  await field(page, number, 'долгота').fill(lon);
}

/** Presses the map at a share of its width and height. */
async function pressMap(page: Page, x: number, y: number): Promise<void> {
  const box = await page.locator('.city-map__canvas:visible').first().boundingBox();
  await page.mouse.click(box!.x + box!.width * x, box!.y + box!.height * y);
}

/** Whether two things on the screen lie over one another. */
async function meet(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [(await one.boundingBox())!, (await other.boundingBox())!];
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

async function layer(name: 'boundary' | 'districts') {
  const reply = await fetch(`${town.site.url}${buildUrl(getLayer, { params: { name } })}`);
  return (
    (await reply.json()) as {
      features: { properties: { title: string }; geometry: { coordinates: number[][][][] } }[];
    }
  ).features;
}

async function open(width: number, tab = ''): Promise<Page> {
  const page = await town.seat(await signInAs(town.server, 'admin'), width);
  await page.goto(`/staff/outlines${tab}`);
  await page.locator('.city-map__canvas[data-state="idle"]').first().waitFor({ timeout: patience });
  return page;
}

test('the boundary of a new city: drawn, mended and taken back on the map, saved', async () => {
  const page = await open(1440);
  await page.getByText('Подложки у карты нет').waitFor({ timeout: patience });
  await lookOver(page, 'outlines-empty-1440');
  await button(page, 'Нарисовать границу').click();
  // The first corner by its numbers brings the map there, the others are put on it.
  await type(page, 1, '55,3', '40,3');
  await button(page, 'Показать на карте').click();
  await button(page, /^Точка 1$/u).waitFor({ timeout: patience });
  for (const [x, y] of [
    [0.8, 0.5],
    [0.8, 0.8],
  ] as const)
    await pressMap(page, x, y);
  await expect.poll(() => corners(page).count(), { timeout: patience }).toBe(3);
  await keepShot(page, 'outlines-drawing-1440');
  await button(page, 'Закончить контур').click();
  // Insert between, drag, delete, and all of it back and forth.
  await button(page, 'Вставить точку после 3').first().click();
  await expect.poll(() => corners(page).count()).toBe(4);
  const before = await field(page, 4, 'долгота').inputValue();
  const dot = await button(page, /^Точка 4$/u).boundingBox();
  await page.mouse.move(dot!.x + 12, dot!.y + 12);
  await page.mouse.down();
  await page.mouse.move(dot!.x - 100, dot!.y + 40, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => field(page, 4, 'долгота').inputValue()).not.toBe(before);
  const dragged = await field(page, 4, 'долгота').inputValue();
  await page.keyboard.press('Control+z');
  await expect.poll(() => field(page, 4, 'долгота').inputValue()).toBe(before);
  await page.keyboard.press('Control+Shift+z');
  await expect.poll(() => field(page, 4, 'долгота').inputValue()).toBe(dragged);
  await button(page, /^Точка 4$/u).focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => field(page, 4, 'долгота').inputValue()).not.toBe(dragged);
  await button(page, /^Точка 4$/u).focus();
  await page.keyboard.press('Delete');
  await expect.poll(() => corners(page).count()).toBe(3);
  await button(page, /^Отменить/u).click();
  await expect.poll(() => corners(page).count()).toBe(4);
  await lookOver(page, 'outlines-drawn-1440');
  // Another line, given up: nothing of it is left.
  await button(page, 'Ещё контур').click();
  await pressMap(page, 0.3, 0.3);
  await page.keyboard.press('Escape');
  await expect.poll(() => button(page, /^Контур \d$/u).count()).toBe(1);
  await button(page, 'Контур 1').click();
  // Whoever leaves is asked.
  await page.getByRole('link', { name: 'Улицы и районы' }).click();
  await page.getByRole('button', { name: 'Вернуться' }).click();
  await button(page, 'Сохранить границу').click();
  await told(page, 'Граница записана');
  expect((await layer('boundary'))[0]?.geometry.coordinates[0]?.[0]).toHaveLength(5);
  await page.context().close();
});

test('without a mouse, on a phone: a boundary mended by numbers, a line through itself refused in words', async () => {
  const page = await open(390);
  await button(page, 'Контур 1').waitFor({ timeout: patience });
  const wanted = [
    ['55,2', '40,1'],
    ['55,4', '40,6'],
    ['55,4', '40,1'],
    ['55,2', '40,6'],
  ] as const;
  for (const [at, [lat, lon]] of wanted.entries()) {
    await field(page, at + 1, 'широта').fill(lat);
    await field(page, at + 1, 'долгота').fill(lon);
  }
  await button(page, 'Сохранить границу').press('Enter');
  await page.getByText(/Граница города: линия пересекает сама себя/u).waitFor({ timeout: patience });
  await lookOver(page, 'outlines-refused-390');
  await field(page, 2, 'долгота').fill('');
  await button(page, 'Сохранить границу').press('Enter');
  await told(page, 'точка 2: впишите широту и долготу');
  for (const [at, lon] of [
    [2, '40,1'],
    [3, '40,6'],
  ] as const)
    await field(page, at, 'долгота').fill(lon);
  await button(page, 'Сохранить границу').press('Enter');
  await told(page, 'Граница записана');
  const [ring] = (await layer('boundary'))[0]!.geometry.coordinates[0]!;
  expect(ring).toEqual([
    [40.1, 55.2],
    [40.1, 55.4],
    [40.6, 55.4],
    [40.6, 55.2],
    [40.1, 55.2],
  ]);
  await page.context().close();
});

test.each([390, 1440])(
  'districts are drawn, named, and refused outside of the boundary, at %i',
  async (width) => {
    const page = await open(width, '?tab=districts');
    await button(page, 'Нарисовать район').click();
    await button(page, 'Точка в середине карты').press('Enter');
    await expect.poll(() => corners(page).count()).toBe(1);
    // Steps back to before the line: nothing is drawn any more, and the page does not say so.
    await button(page, /^Отменить/u).click();
    await button(page, /^Отменить/u).click();
    await button(page, 'Нарисовать район').waitFor({ timeout: patience });
    await expect.poll(() => button(page, 'Точка в середине карты').count()).toBe(0);
    await button(page, 'Вернуть').click();
    await button(page, 'Закончить контур').waitFor({ timeout: patience });
    await page.keyboard.press('Escape');
    await button(page, 'Нарисовать район').click();
    const [lat, lon] = [width === 390 ? 55.25 : 55.35, 40.2];
    for (const [at, [dLat, dLon]] of [
      [0, 0],
      [0, 0.1],
      [0.02, 0.1],
    ].entries())
      await type(page, at + 1, String(lat + dLat!), String(lon + dLon!));
    await button(page, 'Закончить контур').click();
    // What is missing stands beside the button, as its description too; no notice comes over it.
    await told(page, 'Назовите каждый район');
    await button(page, 'Сохранить районы').press('Enter');
    expect(await page.locator('.toast').count()).toBe(0);
    const reason = await button(page, 'Сохранить районы').getAttribute('aria-describedby');
    expect(await page.locator(`[id="${reason}"]`).textContent()).toBe('Назовите каждый район');
    await lookOver(page, `outlines-nameless-${width}`);
    await page.getByRole('textbox', { name: 'Название района' }).fill(`Район ${width}`);
    await field(page, 1, 'долгота').fill('50');
    await field(page, 2, 'долгота').fill('50,1');
    await field(page, 3, 'долгота').fill('50,1');
    await button(page, 'Сохранить районы').press('Enter');
    await told(page, 'весь лежит вне границы города');
    await field(page, 1, 'долгота').fill(String(lon));
    await field(page, 2, 'долгота').fill(String(lon + 0.1));
    await field(page, 3, 'долгота').fill(String(lon + 0.1));
    await button(page, 'Показать на карте').click();
    await lookOver(page, `outlines-districts-${width}`);
    await button(page, 'Сохранить районы').press('Enter');
    await told(page, 'Районы записаны');
    await button(page, 'Сохранить районы').scrollIntoViewIfNeeded();
    await page.keyboard.press('End');
    if (process.env.OTKLIK_SHOTS)
      await page.screenshot({ path: `${process.env.OTKLIK_SHOTS}/outlines-saved-${width}.png` });
    expect(await meet(button(page, 'Сохранить районы'), page.locator('.toast').last())).toBe(false);
    expect((await layer('districts')).map(({ properties }) => properties.title)).toContain(`Район ${width}`);
    await page.context().close();
  },
);

test.each([390, 1440])(
  'a boundary of many points: their numbers whole, the words beside the map’s buttons, at %i',
  async (width) => {
    const cookie = await signInAs(town.server, 'admin');
    const ring = Array.from({ length: 313 }, (_, at): [number, number] => {
      const turn = ((at % 312) / 312) * 2 * Math.PI;
      return [40.3 + 0.2 * Math.cos(turn), 55.3 + 0.1 * Math.sin(turn)];
    });
    const body = new FormData();
    const geometry = { type: 'Polygon', coordinates: [ring] };
    const feature = { type: 'Feature', properties: { title: 'Граница города' }, geometry };
    const file = JSON.stringify({ type: 'FeatureCollection', features: [feature] });
    body.append('file', new Blob([file], { type: 'application/geo+json' }), 'boundary.geojson');
    const url = `${town.site.url}${buildUrl(replaceLayer, { params: { name: 'boundary' } })}`;
    const reply = await fetch(url, { method: 'PUT', headers: { cookie, 'x-otklik': '1' }, body });
    expect(reply.status, await reply.text()).toBe(200);
    const page = await open(width);
    const many = page.getByText(/^Точек здесь 312/u);
    await many.waitFor({ timeout: patience });
    expect(await meet(many, page.locator('.map-tools').filter({ visible: true }))).toBe(false);
    await field(page, 1, 'широта').waitFor();
    for (let turn = 0; turn < 5; turn += 1) await button(page, 'Следующие').click();
    await field(page, 101, 'широта').waitFor();
    const number = page.getByRole('rowheader', { name: '101', exact: true }).filter({ visible: true });
    // One line: as high as its letters and no more.
    const lines = await number.evaluate((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return range.getClientRects().length;
    });
    expect(lines).toBe(1);
    await lookOver(page, `outlines-many-${width}`);
    await page.context().close();
  },
);
