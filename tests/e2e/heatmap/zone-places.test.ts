import { cellToChildren, latLngToCell } from 'h3-js';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DAY } from '../../../shared/time.ts';
import { plantCases } from '../../support/plant.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** Zones of a hexagon and of a part of a district: named as people name them, opened with their own cases, shown on the map. */

const [cell] = cellToChildren(latLngToCell(56.4149, 61.9189, 8), 9);

let page: Page;
let errors: string[];

const town = openTown(async () => {
  const back = (days: number) => new Date(Date.now() - days * DAY).toISOString();
  const late = { due_at: back(0.1), reopen_count: 1, importance: 'high' as const };
  const spread = (many: number, fields: object) =>
    Array.from({ length: many }, (_, at) =>
      Object.assign({ registered_at: back((at % 6) + 0.5) }, late, fields),
    );
  const roads = {
    block: 'roads',
    fact_id: 'roads.pavement.pothole',
    district_id: 'sinarsky.leninsky',
    h3: cell!,
  };
  const waste = { block: 'waste', fact_id: 'waste.removal.missed', district_id: 'krasnogorsky.yuzhny' };
  await plantCases(town.server, [...spread(14, roads), ...spread(12, waste)]);
  ({ page, errors } = await openPage(town.browser, town.site, {
    cookie: await signInAs(town.server, 'chair'),
  }));
});

test('a hexagon is a zone by its streets, and opens exactly its cases', async () => {
  await page.goto('/staff/zones');
  await page.getByRole('button', { name: 'Пересчитать' }).press('Enter');
  await page.getByRole('link', { name: /^Южный, Красногорский район/u }).waitFor({ timeout: patience });
  const hexagon = page.getByRole('link', { name: /, Ленинский, Дороги$/u });
  await hexagon.waitFor({ timeout: patience });
  await checkAxe(page);
  await hexagon.press('Enter');
  await page.getByText(/^шестиугольник карты: /u).waitFor({ timeout: patience });
  await page.getByText(/отдельной зоны нет: «Ленинский, Синарский район», «Синарский район»/u).waitFor();
  await checkAxe(page);
  await page.getByRole('link', { name: 'Открытые дела зоны: 14' }).press('Enter');
  const rows = page.getByRole('table', { name: 'Дела по отбору' }).getByRole('rowheader');
  await expect.poll(() => rows.count(), { timeout: patience }).toBe(14);
});

test('how hot every part and every hexagon is, is told by its own switch', async () => {
  await page.goto('/staff/zones?view=heat');
  await page.getByRole('link', { name: 'Шестиугольники' }).press('Enter');
  await page.getByText(/, Ленинский, Дороги$/u).waitFor({ timeout: patience });
  await page.getByRole('link', { name: 'Части районов' }).press('Enter');
  await page.getByText(/^Южный, Красногорский район, /u).waitFor({ timeout: patience });
  await checkAxe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('zones lie on the map, with the same zones as a list beside it', async () => {
  await page.goto('/staff/heatmap?view=map');
  const list = page.getByRole('list', { name: 'Красные зоны на карте' });
  await page.getByText('Красные зоны: 2').click({ timeout: patience });
  await list.getByRole('link', { name: /, Ленинский, Дороги$/u }).waitFor({ timeout: patience });
  expect(await list.getByRole('listitem').count()).toBe(2);
  await page.locator('[data-state="idle"]').first().waitFor({ timeout: patience });
  await page.goto('/staff/heatmap?view=map&block=waste');
  await page.getByText('Красные зоны: 1').click({ timeout: patience });
  await expect.poll(() => list.getByRole('listitem').count(), { timeout: patience }).toBe(1);
  await page.getByRole('checkbox', { name: 'Красные зоны' }).uncheck();
  await list.waitFor({ state: 'detached', timeout: patience });
  await checkAxe(page);
  expect(errors).toEqual([]);
});
