import { expect, test } from 'vitest';
import { readWidget } from '../../../shared/contract/participation/widgets.ts';
import { frameOf, openerOf, openWidgetStreet } from '../../support/participation/widget-street.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInResident } from '../../support/site/sign-in.ts';

/** What a widget offers, from the press to what came of it; and how its keeper makes one. */

const street = openWidgetStreet();

test('a message is sent from the frame to nobody’s name, wrong fields say so, and openings are counted by site', async () => {
  const widget = await street.makeWidget({ offers: ['message'] });
  const { page, context } = await street.visit('strict', widget);
  await openerOf(page).click();
  const frame = frameOf(page);
  await frame.getByLabel('Что случилось?').fill('Не горит фонарь у школы');
  await frame.getByRole('button', { name: 'Отправить' }).click();
  await frame.getByRole('alert').getByText('Сообщение не отправлено').waitFor({ timeout: patience });
  await keepShot(page, 'errors');
  expect(await frame.getByLabel('Что случилось?').inputValue()).toBe('Не горит фонарь у школы');
  await frame.getByLabel('Где это?').fill('Ленина, 5');
  await frame.getByLabel('Телефон').fill('+79000000001');
  await frame.getByRole('checkbox', { name: /^Даю согласие/u }).check();
  await frame.getByRole('button', { name: 'Отправить' }).click();
  await frame.getByRole('heading', { name: 'Сообщение принято' }).waitFor({ timeout: patience });
  await keepShot(page, 'sent');
  const [mine] = await Promise.all([
    context.waitForEvent('page'),
    frame.getByRole('link', { name: 'Открыть моё сообщение' }).click(),
  ]);
  await mine.getByRole('heading', { level: 1 }).waitFor({ timeout: patience });
  expect(new URL(mine.url()).origin).toBe(street.town.site.url);
  const { openings } = await street.town.server.call(
    readWidget,
    { params: { id: widget.id } },
    street.editor,
  );
  expect(openings.map(({ host, opened }) => [host, opened])).toEqual([[street.siteOf('strict').origin, 1]]);
  await context.close();
});

test('what was begun is gone on with on the site in a window of its own: nothing lost, nothing of a person in the address', async () => {
  const widget = await street.makeWidget();
  const cookie = await signInResident(street.town.server, 'begun@demo.invalid');
  const { page, context } = await street.visit('plain', widget, { cookie });
  const addresses: string[] = [];
  context.on('request', (request) => addresses.push(request.url()));
  await openerOf(page).click();
  const frame = frameOf(page);
  const text = 'Яма во дворе\nвторая строка & «кавычки»';
  await frame.getByLabel('Что случилось?').fill(text);
  await frame.getByLabel('Где это?').fill('Титова, 7');
  await frame.getByLabel('Телефон').fill('+79000000777');
  const [site] = await Promise.all([
    context.waitForEvent('page'),
    frame.getByRole('button', { name: /^Продолжить на сайте/u }).click(),
  ]);
  await site.waitForURL(/\/new\?draft=/u, { timeout: patience });
  await expect.poll(() => site.getByRole('textbox').first().inputValue(), { timeout: patience }).toBe(text);
  await keepShot(site, 'handed');
  const kept = await site.evaluate(() =>
    Object.keys(localStorage)
      .filter((key) => key.startsWith('otklik.draft.new-'))
      .map((key) => JSON.parse(localStorage.getItem(key) ?? '{}').value),
  );
  expect(kept).toMatchObject([{ text, address: 'Титова, 7', phone: '+79000000777' }]);
  // The site knows who they are, as the widget never did.
  const session = await site.evaluate(async () => (await fetch('/api/session')).json());
  expect(session).toMatchObject({ kind: 'resident' });
  for (const address of addresses)
    expect(decodeURIComponent(address)).not.toMatch(/Яма во дворе|9000000777|Титова, 7/u);
  await context.close();
});

test('a device that keeps nothing loses nothing either: the form of one page has every word', async () => {
  const widget = await street.makeWidget({ offers: ['message'] });
  const { page, context } = await street.visit('plain', widget, { width: 390 });
  await context.addInitScript(() => {
    Object.defineProperty(window, 'localStorage', {
      get: () => {
        throw new DOMException('closed', 'SecurityError');
      },
    });
  });
  await openerOf(page).click();
  const frame = frameOf(page);
  await frame.getByLabel('Что случилось?').fill('Яма во дворе');
  await frame.getByLabel('Телефон').fill('+79000000778');
  const [site] = await Promise.all([
    context.waitForEvent('page'),
    frame.getByRole('button', { name: /^Продолжить на сайте/u }).click(),
  ]);
  await site.getByText('Яма во дворе').waitFor({ timeout: patience });
  await checkAxe(site);
  await keepShot(site, 'kept-nowhere');
  await site.getByRole('button', { name: 'Продолжить' }).click();
  const text = site.getByLabel('Опишите коротко');
  await text.waitFor({ timeout: patience });
  expect(await text.inputValue()).toBe('Яма во дворе');
  expect(await site.getByLabel('Телефон').inputValue()).toBe('+79000000778');
  expect(site.url()).not.toMatch(/%D0|778/u);
  await context.close();
});

test('a poll is begun in the widget and answered on the site with what was chosen', async () => {
  const widget = await street.makeWidget({ offers: ['polls'] });
  const { page, context } = await street.visit('hostile', widget, { width: 390 });
  await openerOf(page, 'Проголосовать').click();
  const frame = frameOf(page);
  await frame.getByRole('link', { name: 'Какой двор обновить в 2027 году?' }).click();
  await frame.getByRole('radio', { name: 'Двор на Титова' }).check();
  await keepShot(page, 'poll-chosen-390');
  const [site] = await Promise.all([
    context.waitForEvent('page'),
    frame.getByRole('button', { name: /^Отправить на сайте/u }).click(),
  ]);
  await site.waitForURL(/\/polls\/[0-9a-f-]+$/u, { timeout: patience });
  const chosen = site.getByRole('radio', { name: /Двор на Титова/u });
  await chosen.waitFor({ timeout: patience });
  await expect.poll(() => chosen.isChecked(), { timeout: patience }).toBe(true);
  await context.close();
});

test('the block stands in the page, as high as what it holds, with what was done and said', async () => {
  const widget = await street.makeWidget({ offers: ['done', 'message'], look: 'block' });
  for (const [name, width] of [
    ['strict', 1440],
    ['plain', 390],
  ] as const) {
    const { page, context, errors } = await street.visit(name, widget, { width });
    const frame = frameOf(page);
    await frame.getByText('Мы сделали').first().waitFor({ timeout: patience });
    const height = () => page.locator('otklik-widget iframe').evaluate((node) => node.clientHeight);
    const inside = await frame.locator('#frame').evaluate((node) => node.scrollHeight);
    await expect.poll(height, { timeout: patience }).toBeGreaterThanOrEqual(inside);
    await keepShot(page, `block-${name}-${width}`);
    expect(errors).toEqual([]);
    await context.close();
  }
});

test('the form of ПОС comes by a press alone, where it was asked for', async () => {
  const widget = await street.makeWidget({ posNumber: '4321' });
  const { page, context } = await street.visit('plain', widget);
  const foreign: string[] = [];
  await context.route('https://pos.gosuslugi.ru/**', (route) => {
    foreign.push(route.request().url());
    return route.fulfill({ contentType: 'text/html; charset=utf-8', body: '<h1>ПОС</h1>' });
  });
  await page.reload();
  const button = page.getByRole('button', { name: 'Написать через Госуслуги' });
  await button.waitFor({ timeout: patience });
  await openerOf(page).click();
  await frameOf(page).getByLabel('Что случилось?').waitFor({ timeout: patience });
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(foreign).toEqual([]);
  await button.click();
  await page.getByRole('dialog', { name: 'Госуслуги. Решаем вместе' }).waitFor();
  await expect.poll(() => foreign).toEqual(['https://pos.gosuslugi.ru/form/?fs=false&op=4321']);
  await keepShot(page, 'pos');
  await checkAxe(page);
  await context.close();

  const without = await street.visit('plain', await street.makeWidget());
  await openerOf(without.page).waitFor({ timeout: patience });
  expect(await without.page.getByRole('button', { name: 'Написать через Госуслуги' }).count()).toBe(0);
  await without.context.close();
});

test('its keeper makes one, tries it, turns it on and off, and copies the tag', async () => {
  for (const width of [390, 1440]) {
    const page = await street.town.seat(street.editor, width);
    await page.goto('/staff/widgets');
    await page.getByRole('button', { name: 'Новый виджет' }).click();
    const dialog = page.getByRole('dialog', { name: 'Новый виджет' });
    await dialog.getByRole('textbox', { name: 'Название' }).fill(`Больница ${width}`);
    await dialog.getByRole('textbox', { name: /^Сайты/u }).fill('http://clinic.example');
    await checkAxe(page);
    await keepShot(page, `staff-new-${width}`);
    await dialog.getByRole('button', { name: 'Сделать' }).click();
    await dialog
      .getByText(/не адрес сайта/u)
      .first()
      .waitFor({ timeout: patience });
    await dialog.getByRole('textbox', { name: /^Сайты/u }).fill('https://clinic.example');
    await dialog.getByRole('button', { name: 'Сделать' }).click();
    await page.getByRole('heading', { name: `Больница ${width}` }).waitFor({ timeout: patience });
    // It lies over the trial, and stays as long as the mouse is on it.
    await page.mouse.move(0, 0);
    await page
      .getByText('Виджет сделан. Попробуйте его и включите')
      .waitFor({ state: 'detached', timeout: patience });
    await page.locator('.widget__try').evaluate((node) => node.scrollIntoView({ block: 'end' }));
    const trial = page.frameLocator('.widget__try');
    await trial.getByRole('button', { name: 'Сообщить о проблеме' }).click();
    await trial
      .frameLocator('otklik-widget iframe')
      .getByLabel('Что случилось?')
      .waitFor({ timeout: patience });
    await keepShot(page, `staff-widget-${width}`);
    await page.getByRole('button', { name: 'Включить' }).click();
    await page.getByRole('button', { name: 'Выключить' }).waitFor({ timeout: patience });
    expect(await page.getByLabel('Вставить на страницу').inputValue()).toMatch(
      /^<script src="http:\/\/127\.0\.0\.1:\d+\/widget\/[0-9a-f-]+\/widget\.js" async><\/script>$/u,
    );
    await checkAxe(page);
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByRole('button', { name: 'Выключить' }).click();
    await page.getByRole('button', { name: 'Включить' }).waitFor({ timeout: patience });
    await page.goto('/staff/widgets');
    await page.getByRole('link', { name: `Больница ${width}` }).waitFor({ timeout: patience });
    await checkAxe(page);
    await keepShot(page, `staff-list-${width}`);
    await page.context().close();
  }
});
