import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/time.ts';
import { plantCases } from '../../support/plant.ts';
import { checkAxe, openPage } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A share over the city by keys: the matrix, its two lists, the plain rows, the coloured districts. */

let page: Page;
let errors: string[];

const town = openTown(async () => {
  const at = (days: number) => new Date(Date.now() + days * DAY).toISOString();
  const open = (district: string, late: number, of: number) =>
    Array.from({ length: of }, (_, one) => ({
      district_id: district,
      block: 'roads',
      registered_at: at(-20),
      due_at: one < late ? at(-3) : at(20),
      status: 'in_work' as const,
    }));
  await plantCases(town.site, [
    ...open('krasnogorsky.yuzhny', 6, 10),
    ...open('krasnogorsky.kosmos', 1, 10),
    ...open('villages.pozarikha', 1, 2),
  ]);
  const cookie = await signInAs(town.server, 'head');
  ({ page, errors } = await openPage(town.browser, town.site, { cookie }));
});

test('the share of those overdue is walked by arrows, each of its sides opens its list, too few say so', async () => {
  await page.goto('/staff/heatmap?measure=overdue-share');
  const cell = page.getByRole('link', {
    name: /^60.% — Южный, Дороги.*, 6 из 10 открытых.*открывает список: просрочено$/u,
  });
  await cell.waitFor({ timeout: patience });
  await cell.focus();
  const chosen = page.locator('.chosen');
  await expect.poll(() => chosen.textContent(), { timeout: patience }).toContain('6 из 10 открытых');
  expect(await chosen.getByRole('link').allTextContents()).toEqual([
    'Список дел: просрочено',
    'Список дел: все открытые',
  ]);
  const few = page.getByRole('link', { name: /^мало данных — Позариха, Дороги/u });
  expect(await few.textContent()).toBe('мало');
  await page.keyboard.press('ArrowDown');
  await checkAxe(page);
  await cell.press('Enter');
  await expect.poll(() => page.url(), { timeout: patience }).toMatch(/staff\/cases\?.*overdueOn=/u);
});

test('the same stands as rows and as districts of the map, the legend in words of the share', async () => {
  await page.goto('/staff/heatmap?measure=overdue-share&view=table');
  await page.getByRole('tab', { name: 'Части районов' }).click();
  const table = page.getByRole('table', { name: 'Районы и их числа' });
  await expect
    .poll(() => table.getByRole('row').nth(1).textContent(), { timeout: patience })
    .toMatch(/^Южный60.%6 из 10 открытых/u);
  await checkAxe(page);
  await page.locator('body').press('KeyM');
  await page.locator('.city-map__canvas[data-state="idle"]').waitFor({ timeout: patience });
  expect(await page.getByRole('checkbox', { name: 'Районы' }).isChecked()).toBe(true);
  const panel = page.getByRole('region', { name: 'Слои и обозначения' });
  await expect.poll(() => panel.textContent(), { timeout: patience }).toMatch(/49.% и выше/u);
  await panel.getByLabel('Красить').selectOption('whole');
  // 7 of 20 in the whole district.
  await expect.poll(() => panel.textContent(), { timeout: patience }).toMatch(/29.% и выше/u);
  await checkAxe(page);
  expect(errors).toEqual([]);
});
