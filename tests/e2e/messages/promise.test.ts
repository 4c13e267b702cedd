import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { makeExecutors, patience } from '../../support/site/journey.ts';
import { openTown } from '../../support/site/town.ts';

/** What a resident is promised and asked: danger first, a date by the server's reading, drafts of two tabs, one's own message. */

const town = openTown(async () => {
  await makeExecutors(town.server);
});
const place = { lat: 56.4149, lon: 61.9189 };
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent ?? '');

test('danger stands above the buttons, in view and with the focus, however fast one presses', async () => {
  const { page, errors, context } = await openPage(town.browser, town.site, { width: 390 });
  await page.setViewportSize({ width: 390, height: 664 });
  await page.goto('/new');
  await page.getByLabel('Опишите коротко').fill('Пахнет газом в подъезде');
  await page.getByRole('button', { name: 'Продолжить' }).click();
  const danger = heading(page, 'Это может быть опасно для жизни');
  await danger.waitFor({ timeout: patience });
  await expect.poll(() => focused(page), { timeout: patience }).toBe('Это может быть опасно для жизни');
  const [box, button] = [
    await danger.boundingBox(),
    await page.getByRole('button', { name: 'Угрозы нет, продолжить' }).boundingBox(),
  ];
  expect(box!.y).toBeGreaterThan(0);
  expect(box!.y + box!.height).toBeLessThan(button!.y);
  expect(button!.y + button!.height).toBeLessThanOrEqual(664);
  await checkAxe(page);
  await page.getByRole('button', { name: 'Угрозы нет, продолжить' }).click();
  await heading(page, 'Где это?').waitFor({ timeout: patience });
  expect(errors).toEqual([]);
  await context.close();
});

test('the date named before sending is the one of the page, and a doubt is a range', async () => {
  const { page, errors, context } = await openPage(town.browser, town.site, { width: 390 });
  await page.goto(`/new?at=${place.lat},${place.lon}`);
  await page.getByLabel('Опишите коротко').fill('включить освещение на дорожке от вокзала до школы');
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await heading(page, 'Где это?').waitFor({ timeout: patience });
  await page.getByRole('button', { name: /^(?:Продолжить|Да, здесь)$/u }).click();
  await heading(page, 'Куда вам ответить?').waitFor({ timeout: patience });
  const words = page.getByText(/^Ответим в\sсрок от .* до .*, не\sпозже/u);
  await words.waitFor({ timeout: patience });
  const told = await words.textContent();
  await page.getByLabel('Телефон').fill('+7 912 000-00-77');
  await page.getByRole('checkbox', { name: /согласие на обработку/u }).check();
  await page.getByRole('button', { name: 'Отправить', exact: true }).click();
  await page.getByText('Сообщение принято').waitFor({ timeout: patience });
  await words.first().waitFor({ timeout: patience });
  expect(await words.first().textContent()).toBe(told);
  expect(await scrollsSideways(page)).toBe(false);
  await checkAxe(page);
  expect(errors).toEqual([]);
  await context.close();
});

test('two tabs have drafts of their own: nothing of the second is lost', async () => {
  const { page, context } = await openPage(town.browser, town.site, { width: 390 });
  await page.goto('/new');
  await page.getByLabel('Опишите коротко').fill('Первая беда: не горит фонарь');
  const second = await context.newPage();
  await second.goto('/new');
  await second.waitForURL(/draft=/u, { timeout: patience });
  await second.getByLabel('Опишите коротко').fill('Вторая беда: яма на дороге');
  await second.getByText('Черновик на этом устройстве').waitFor({ timeout: patience });
  await page.reload();
  await second.reload();
  expect(await page.getByLabel('Опишите коротко').inputValue()).toBe('Первая беда: не горит фонарь');
  expect(await second.getByLabel('Опишите коротко').inputValue()).toBe('Вторая беда: яма на дороге');
  await context.close();
});

test('a control that goes with the focus on it leaves the focus in its place', async () => {
  const { page, context } = await openPage(town.browser, town.site, { width: 390 });
  await page.goto('/new');
  await page.getByLabel('Опишите коротко').fill('Большая яма на дороге на Титова 14, машины объезжают.');
  for (const name of [/^Сменить/u, /Да, здесь/u]) {
    const button = page.getByRole('button', { name });
    await button.waitFor({ timeout: patience });
    await button.focus();
    await page.keyboard.press('Enter');
    await button.waitFor({ state: 'detached', timeout: patience });
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.tagName), { timeout: patience })
      .not.toBe('BODY');
  }
  await context.close();
});

test('«как моё сообщение?»: number and contact tell how it goes, and the link is sent again', async () => {
  const { number } = await submitCase(town.server, { text: 'Яма на дороге, встречной не объехать.' });
  const { page, errors, context } = await openPage(town.browser, town.site, { width: 390 });
  await page.goto(`/m/${number}`);
  await heading(page, 'Среди открытых сообщений такого нет').waitFor({ timeout: patience });
  await page.goto(`/track?number=${number}`);
  const contact = page.getByLabel('Телефон или e-mail, который вы оставляли');
  await contact.fill('+7 912 000-00-01');
  await page.getByRole('button', { name: 'Проверить' }).click();
  await page.getByText('Сообщения с таким номером и контактом нет.').waitFor({ timeout: patience });
  await contact.fill('8 912 000-00-17');
  await page.getByRole('button', { name: 'Проверить' }).click();
  await heading(page, new RegExp(`Сообщение № ${number}`, 'u')).waitFor({ timeout: patience });
  await page.getByText('Ещё не дан').waitFor();
  expect(await page.getByRole('main').textContent()).not.toContain('встречной');
  expect(await scrollsSideways(page)).toBe(false);
  await checkAxe(page);
  await page.getByRole('button', { name: /^Прислать ссылку на/u }).click();
  await page.getByText('SMS со ссылкой отправлено.').waitFor({ timeout: patience });
  expect(errors).toEqual([]);
  await context.close();
});
