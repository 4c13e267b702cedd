import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { drawPicture, SAMPLE_POSITION } from '../../support/pictures.ts';
import { findFaults, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { expectValue, makeExecutors, patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A place read from the words: offered to the resident while writing, to the operator in triage, taken by a press. */

const town = openTown(async () => {
  await makeExecutors(town.server);
});

const readPlace = async (number: string) => {
  const { rows } = await town.site.app.pool.query<{ address: string | null; status: string }>(
    'SELECT address, status FROM cases.case_file WHERE number = $1',
    [number],
  );
  return rows[0]!;
};

async function openInbox(
  width: number,
): Promise<{ page: Page; errors: string[]; close: () => Promise<void> }> {
  const cookie = await signInAs(town.server, 'operator');
  const { page, errors, context } = await openPage(town.browser, town.site, { cookie, width });
  await page.goto('/staff/inbox');
  return { page, errors, close: () => context.close() };
}
const proposal = (page: Page) => page.getByRole('region', { name: 'Предложено' });

test('an operator sees the place with its words, turns it by W and takes it with Enter', async () => {
  const said = await submitCase(town.server, {
    text: 'На дороге глубокая яма, пробил колесо. Это на Кунавина 15, у школы № 5, машины объезжают по встречной полосе.',
  });
  const { page, errors, close } = await openInbox(1440);
  await page.getByRole('option', { name: /по тексту: ул\. Кунавина, 15/u }).waitFor();
  await proposal(page).getByText('ул. Кунавина, 15').waitFor();
  expect(await page.locator('.preview__text mark').textContent()).toBe('Кунавина 15');
  expect(await findFaults(page)).toEqual([]);
  await page.keyboard.press('KeyW');
  await proposal(page).getByText('Школа № 5').waitFor();
  expect(await page.locator('.preview__text mark').textContent()).toBe('школы № 5');
  await page.keyboard.press('KeyW');
  await proposal(page).getByText('останется без места').waitFor();
  await page.keyboard.press('KeyW');
  await proposal(page).locator('b', { hasText: 'ул. Кунавина, 15' }).waitFor();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => readPlace(said.number), { timeout: patience })
    .toEqual({ address: 'ул. Кунавина, 15', status: 'assigned' });
  expect(errors).toEqual([]);
  await close();
});

test('a place that is not sure waits for W; the case has none without it', async () => {
  const said = await submitCase(town.server, {
    text: 'На дороге яма по титова, пробил колесо на проезжей части.',
  });
  const { page, close } = await openInbox(1440);
  await proposal(page).getByText('останется без места').waitFor();
  await page.keyboard.press('Enter');
  await expect
    .poll(() => readPlace(said.number), { timeout: patience })
    .toEqual({ address: null, status: 'assigned' });
  await close();
});

test('on a phone the operator takes it by a press', async () => {
  const said = await submitCase(town.server, {
    text: 'На дороге яма возле Титова, пробил колесо на проезжей части.',
  });
  const { page, close } = await openInbox(390);
  await page.getByRole('option', { name: /возле Титова/u }).click();
  await proposal(page).getByText('останется без места').waitFor();
  await proposal(page)
    .getByRole('button', { name: /другое место из текста/u })
    .click();
  await proposal(page).locator('b', { hasText: 'ул. Титова' }).waitFor();
  expect(await scrollsSideways(page)).toBe(false);
  await proposal(page).getByRole('button', { name: 'Принять' }).click();
  await expect
    .poll(() => readPlace(said.number), { timeout: patience })
    .toMatchObject({ address: 'ул. Титова' });
  await close();
});

test('the place of the words is filled in; a press says that it is right, and the focus stays where the work is', async () => {
  const { page, errors, context } = await openPage(town.browser, town.site, { width: 390 });
  await page.goto('/new');
  await page.getByLabel('Опишите коротко').fill('Большая яма на дороге на Титова 14, машины объезжают.');
  const yes = page.getByRole('button', { name: /Да, здесь.*ул\. Титова, 14/u });
  await yes.waitFor();
  expect(await findFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByRole('heading', { name: 'Где это?', level: 1 }).waitFor();
  const field = page.getByRole('combobox', { name: 'Адрес или ориентир' });
  await expectValue(field, 'ул. Титова, 14');
  await page.getByText('Адрес взят из вашего текста.').waitFor();
  await page.getByRole('button', { name: 'Указать другое место' }).click();
  await expectValue(field, '');
  await page.goBack();
  await yes.focus();
  await page.keyboard.press('Enter');
  await page.getByText('Место отмечено:').waitFor();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.tagName), { timeout: patience })
    .not.toBe('BODY');
  expect(await findFaults(page)).toEqual([]);
  expect(errors).toEqual([]);
  await context.close();
});

test('a photo too large to be sent is made smaller on the phone; where it was taken is read first', async () => {
  const { page, context } = await openPage(town.browser, town.site, { width: 390 });
  await page.goto('/new');
  const picture = await drawPicture('jpeg', { width: 3200, height: 2400, withExif: true });
  // What cameras write after a picture makes it as heavy as one of 21 MB.
  const buffer = Buffer.concat([picture, Buffer.alloc(21 * 1024 * 1024)]);
  await page.getByLabel('Выбрать фото').setInputFiles({ name: 'large.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByText('Фото добавлено').waitFor();
  const { rows } = await town.site.app.pool.query('SELECT width, height, bytes FROM files.file');
  expect(rows).toEqual([{ width: 2560, height: 1920, bytes: expect.any(Number) }]);
  expect(rows[0].bytes).toBeLessThan(1_000_000);
  await page.getByLabel('Опишите коротко').fill('Плохой двор, сделайте что-нибудь.');
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await page.getByRole('heading', { name: 'Где это?', level: 1 }).waitFor();
  await expect
    .poll(() => page.evaluate(() => JSON.stringify(Object.values(localStorage))), { timeout: patience })
    .toContain(String(SAMPLE_POSITION.lat));
  await context.close();
});
