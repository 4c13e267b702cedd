import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { makeExecutors, patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** The desk of mass problems by keys alone: what the program proposes, a «да», M in the inbox, taking apart. */

const place = { lat: 56.4149, lon: 61.9189 };
const texts = [
  'На дороге огромная яма, пробил колесо.',
  'Яма на дороге, машины бьют подвеску.',
  'Провал на дороге, яма всё глубже.',
];

let page: Page;
let errors: string[];

const town = openTown(async () => {
  await makeExecutors(town.server);
  for (const text of texts) await submitCase(town.server, { text, place, factId: 'roads.pavement.pothole' });
  ({ page, errors } = await openPage(town.browser, town.site, {
    cookie: await signInAs(town.server, 'operator'),
  }));
});

const countIn = async (state: string) =>
  (await town.site.app.pool.query('SELECT FROM problems.problem WHERE state = $1', [state])).rowCount;

test('what is proposed is read with its reasons and joined by one key; taking apart brings all back to the queue', async () => {
  await page.goto('/staff');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyM');
  const row = page.getByRole('link', { name: /^Яма/u });
  await row.waitFor({ timeout: patience });
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Дела', exact: true }).waitFor({ timeout: patience });
  expect(
    await page
      .getByText(/Общие слова: .*яма/u)
      .first()
      .textContent(),
  ).toContain('одно место и одна тема');
  await checkAxe(page);
  await page.keyboard.press('KeyY');
  await page.locator('.toast', { hasText: 'Объединено' }).waitFor({ timeout: patience });
  await expect.poll(() => countIn('open'), { timeout: patience }).toBe(1);
  await page.getByRole('button', { name: 'Разобрать' }).waitFor({ timeout: patience });
  await page.keyboard.press('KeyX');
  const dialog = page.getByRole('dialog', { name: 'Разобрать проблему?' });
  await dialog.waitFor();
  await checkAxe(page);
  await dialog.getByRole('button', { name: 'Разобрать' }).focus();
  await page.keyboard.press('Enter');
  await expect.poll(() => countIn('dissolved'), { timeout: patience }).toBe(1);
  const { rows } = await town.site.app.pool.query('SELECT FROM cases.case_file WHERE follows_id IS NOT NULL');
  expect(rows).toHaveLength(0);
});

test('M in the inbox makes a problem of the marked and the current message; undo takes it apart', async () => {
  await page.goto('/staff/inbox');
  await page
    .getByRole('region', { name: 'Просмотр' })
    .getByRole('region', { name: 'Предложено' })
    .waitFor({ timeout: patience });
  for (const key of ['KeyX', 'KeyJ', 'KeyX', 'KeyJ']) await page.keyboard.press(key);
  await page.keyboard.press('KeyM');
  await page.locator('.toast', { hasText: 'Массовая проблема «' }).waitFor({ timeout: patience });
  await expect.poll(() => countIn('open'), { timeout: patience }).toBe(1);
  await page.keyboard.press('KeyZ');
  await expect.poll(() => countIn('dissolved'), { timeout: patience }).toBe(2);
});

test('a phone shows the desk without a sideways scroll', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/staff/problems?view=ended');
  await page.getByRole('link', { name: /^Яма/u }).first().waitFor({ timeout: patience });
  expect(await scrollsSideways(page)).toBe(false);
  await checkAxe(page);
  await page.getByRole('link', { name: /^Яма/u }).first().click();
  await page.getByRole('heading', { name: 'Рост', exact: true }).waitFor({ timeout: patience });
  expect(await scrollsSideways(page)).toBe(false);
  await checkAxe(page);
  expect(errors).toEqual([]);
});
