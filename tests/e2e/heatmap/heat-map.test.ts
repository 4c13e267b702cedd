import { latLngToCell } from 'h3-js';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkAxe, openPage } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** The map of the city: tiles, an outline that narrows the page, weeks by keys, the picture; and without WebGL. */

const PLACED = 9;
let page: Page;
let errors: string[];
let cookie: string;

const town = openTown(async () => {
  const { pool } = town.site.app;
  for (let at = 0; at < PLACED + 1; at += 1)
    await submitCase(town.server, { text: `На дороге яма, пробил колесо. День ${at}.` });
  // Of yesterday: the usual period is of days that are over.
  await pool.query(
    "UPDATE cases.case_file SET block = 'roads', fact_id = 'roads.pavement.pothole', registered_at = registered_at - interval '1 day'",
  );
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM cases.case_file ORDER BY number');
  for (const [at, { id }] of rows.slice(0, PLACED).entries()) {
    // Six in the middle of the city, three far off it.
    const [lat, lon] = at < 6 ? [56.415 + at / 5000, 61.92] : [56.47, 61.8];
    await pool.query('UPDATE cases.case_file SET lat = $2, lon = $3, h3 = $4 WHERE id = $1', [
      id,
      lat,
      lon,
      latLngToCell(lat!, lon!, 9),
    ]);
  }
  cookie = await signInAs(town.server, 'chair');
  ({ page, errors } = await openPage(town.browser, town.site, { cookie }));
});

const idle = (on: Page) => on.locator('.city-map__canvas[data-state="idle"]').waitFor({ timeout: patience });
const chip = (on: Page) => on.getByRole('button', { name: 'Участок на карте' });
const total = (on: Page) =>
  on.getByRole('table', { name: 'Сообщения, у которых есть место на карте' }).getByRole('rowheader').count();

test('the picture is saved; an outline drawn by hand narrows the page; its chip takes it off; weeks play by Space and stand still where no motion is wanted', async () => {
  await page.goto('/staff/heatmap?view=map&measure=received');
  await idle(page);
  const saved = page.waitForEvent('download', { timeout: patience });
  await page.getByRole('button', { name: 'PNG' }).press('Enter');
  expect((await saved).suggestedFilename()).toMatch(/^Тепловая карта .*\.png$/u);
  await page.getByRole('button', { name: 'Обвести' }).click();
  const box = (await page.locator('.city-map__canvas').boundingBox())!;
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.35, 0.2));
  await page.mouse.down();
  for (const [x, y] of [
    [0.6, 0.2],
    [0.6, 0.5],
    [0.35, 0.5],
  ] as const)
    await page.mouse.move(...at(x, y), { steps: 5 });
  await page.mouse.up();
  await chip(page).press('Enter', { timeout: patience });
  await expect.poll(() => page.url(), { timeout: patience }).not.toContain('area=');
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const words = page.locator('.player__words');
  await page.locator('body').press('Space');
  await expect.poll(() => words.textContent(), { timeout: patience }).toContain('Неделя');
  await page.getByRole('button', { name: 'Показать следующую неделю' }).focus();
  const before = await words.textContent();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => words.textContent(), { timeout: patience }).not.toBe(before);
  expect(errors).toEqual([]);
});

test('without WebGL the same numbers stand as a drawing and as rows', async () => {
  const { page: plain, context } = await openPage(town.browser, town.site, { cookie });
  await context.addInitScript(() => {
    const own = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function get(this: HTMLCanvasElement, kind: string, ...rest) {
      return kind.startsWith('webgl') ? null : own.call(this, kind as '2d', ...rest);
    } as typeof own;
  });
  await plain.goto('/staff/heatmap?view=map&measure=received');
  await plain.getByText('Карта не открылась: браузер не умеет её рисовать').waitFor({ timeout: patience });
  await expect.poll(() => total(plain), { timeout: patience }).toBe(PLACED);
  await plain.getByText('Без места: 1').waitFor({ timeout: patience });
  expect(await plain.locator('.scheme__cell').count()).toBeGreaterThan(1);
  await checkAxe(plain);
});
