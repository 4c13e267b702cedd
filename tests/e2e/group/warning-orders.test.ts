import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { watchBursts } from '../../../server/messages/problems/bursts.ts';
import { plantCases } from '../../support/plant.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { asSystem, submitCase } from '../../support/site/cases.ts';
import { makeExecutors, patience } from '../../support/site/journey.ts';
import { signInAs, signInStaff } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A burst of messages and a red zone are ordered about in two presses, where they are seen. */

const fact = 'roads.pavement.pothole';

let page: Page;
let errors: string[];

const town = openTown(async () => {
  const [roads] = (await makeExecutors(town.server)).values();
  await signInStaff(town.server, 'executor', { slug: 'roads-executor', unitId: roads! });
  const late = { due_at: new Date(Date.now() - 8 * 86_400_000).toISOString() };
  const registered = { registered_at: new Date(Date.now() - 10 * 86_400_000).toISOString() };
  const place = { district_id: 'sinarsky.trubny', block: 'roads', fact_id: fact };
  await plantCases(
    town.server,
    [0, 1].map(() => ({ ...place, ...late, ...registered, executor_unit_id: roads! })),
  );
  for (let at = 0; at < 6; at += 1)
    await submitCase(town.server, {
      place: { lat: 56.4149 + at * 0.0004, lon: 61.9189 },
      factId: fact,
    });
  await asSystem(town.server, watchBursts);
  ({ page, errors } = await openPage(town.browser, town.site, {
    cookie: await signInAs(town.server, 'chair'),
  }));
});

const dialog = () => page.getByRole('dialog', { name: 'Поручить' });
const give = () => page.getByRole('button', { name: /^Дать поручение/u }).first();

test('a burst: one press opens what is written already, the other gives it; its state stands beside', async () => {
  await page.goto('/staff/problems');
  await give().press('Enter');
  await dialog().waitFor({ timeout: patience });
  expect(await dialog().getByLabel('Что сделать').inputValue()).toContain('Разобраться со всплеском');
  expect(await dialog().getByRole('combobox', { name: 'Кому' }).inputValue()).toContain('Пробный');
  expect(await dialog().getByLabel('Срок').inputValue()).not.toBe('');
  await checkAxe(page);
  await page.keyboard.press('Control+Enter');
  await page.locator('.toast', { hasText: 'Поручение П-1/' }).waitFor({ timeout: patience });
  const given = page.getByRole('list', { name: /^Поручения: / });
  await given.getByText('выдано').waitFor({ timeout: patience });
  await page.getByText(/видел\(а\): /u).waitFor({ timeout: patience });
  expect(await page.getByRole('button', { name: 'Видели' }).count()).toBe(0);
  await checkAxe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('a red zone: the same from its line and from its card', async () => {
  await page.goto('/staff/zones');
  await page.getByRole('button', { name: 'Пересчитать' }).press('Enter');
  await page.getByRole('link', { name: /^Синарский район/u }).waitFor({ timeout: patience });
  // The order on the burst stands here too.
  await page
    .getByRole('list', { name: /^Поручения: / })
    .first()
    .waitFor({ timeout: patience });
  await give().press('Enter');
  await page.keyboard.press('Control+Enter');
  await page.locator('.toast', { hasText: 'Поручение П-2/' }).waitFor({ timeout: patience });
  await checkAxe(page);
  await page.getByRole('link', { name: /^Синарский район/u }).press('Enter');
  await page.getByText(/^Поручение П-2\/\d+: /u).waitFor({ timeout: patience });
  await page.getByRole('button', { name: /^Дать ещё поручение/u }).waitFor({ timeout: patience });
  await checkAxe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await scrollsSideways(page)).toBe(false);
  expect(errors).toEqual([]);
});
