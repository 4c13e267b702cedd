import type { Request } from 'playwright-core';
import { expect, test } from 'vitest';
import { readWidget } from '../../../shared/contract/participation/widgets.ts';
import { frameOf, openerOf, openWidgetStreet } from '../../support/participation/widget-street.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInResident } from '../../support/site/sign-in.ts';

/** The widget on sites of others: a plain one, one with a strict policy, one that breaks whatever it reaches, and one that is not on the list. */

const street = openWidgetStreet();

test.each(['plain', 'strict', 'hostile'])(
  'on a %s site the button opens our form by the keyboard alone, and Escape gives the focus back',
  async (name) => {
    const widget = await street.makeWidget();
    for (const width of [390, 1440]) {
      const { page, context, errors } = await street.visit(name, widget, { width });
      await openerOf(page).waitFor({ timeout: patience });
      await keepShot(page, `${name}-button-${width}`);
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.getByRole('dialog', { name: 'Связь с городом' }).waitFor();
      const frame = frameOf(page);
      await frame.getByLabel('Что случилось?').waitFor({ timeout: patience });
      await keepShot(page, `${name}-open-${width}`);
      // «Закрыть», then three tabs, 112, and the text.
      for (let press = 0; press < 5; press += 1) await page.keyboard.press('Tab');
      await page.keyboard.type('Яма у школы');
      expect(await frame.getByLabel('Что случилось?').inputValue()).toBe('Яма у школы');
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.keyboard.press('Enter');
      await page.getByRole('dialog').waitFor();
      await page.getByRole('button', { name: 'Закрыть' }).click();
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      expect(errors).toEqual([]);
      await context.close();
    }
  },
  240_000,
);

test('nothing is left among the names of the page, and axe finds nothing on it or in the dialog', async () => {
  const widget = await street.makeWidget();
  for (const width of [390, 1440]) {
    const { page, context } = await street.visit('plain', widget, { width });
    await openerOf(page).click();
    await frameOf(page).getByLabel('Что случилось?').waitFor({ timeout: patience });
    const left = await page.evaluate(() => {
      const before = (window as unknown as { namesBefore: string[] }).namesBefore;
      return Object.getOwnPropertyNames(window).filter(
        (one) => !before.includes(one) && one !== 'namesBefore',
      );
    });
    expect(left).toEqual([]);
    expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
      '',
      0,
      0,
    ]);
    await checkAxe(page);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await checkAxe(page);
    await context.close();
  }
});

test('each page of the widget is clean, fits a phone, and comes without cookies, whoever looks', async () => {
  const widget = await street.makeWidget();
  const cookie = await signInResident(street.town.server, 'widget@demo.invalid');
  const { page, context } = await street.visit('plain', widget, { cookie, vi: { size: '150' } as never });
  const asked: Request[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/widget/')) asked.push(request);
  });
  await page.reload();
  await openerOf(page).click();
  const frame = frameOf(page);
  await frame.getByLabel('Что случилось?').waitFor({ timeout: patience });
  for (const tab of ['Проголосовать', 'Что сделано']) {
    await frame.getByRole('link', { name: tab }).click();
    await frame.locator(`[aria-current]:has-text("${tab}")`).waitFor();
    await keepShot(page, `tab-${tab === 'Проголосовать' ? 'polls' : 'done'}`);
  }
  expect(asked.length).toBeGreaterThanOrEqual(4);
  for (const request of asked) {
    expect((await request.allHeaders()).cookie, request.url()).toBeUndefined();
    expect((await (await request.response())?.allHeaders())?.['set-cookie']).toBeUndefined();
  }
  const inside = page.frames().find((one) => one.url().includes('/widget/'));
  const stores = await inside?.evaluate(() =>
    ['cookie', 'localStorage'].map((name) => {
      try {
        return String(name === 'cookie' ? document.cookie : localStorage.length);
      } catch (error) {
        return error instanceof Error ? error.name : 'other';
      }
    }),
  );
  expect(stores).toEqual(['SecurityError', 'SecurityError']);
  await context.close();
  for (const width of [390, 1440]) {
    const own = await openPage(street.town.browser, street.town.site, { width });
    for (const path of ['message', 'polls', 'done']) {
      await own.page.goto(`/widget/${widget.id}/${path}`);
      await own.page.getByRole('heading', { level: 1 }).waitFor();
      expect(await scrollsSideways(own.page)).toBe(false);
      await checkAxe(own.page);
    }
    await own.page.goto(`/widget/${widget.id}/polls`);
    await own.page.getByRole('link', { name: 'Какой двор обновить в 2027 году?' }).click();
    await own.page.getByRole('radio', { name: 'Двор на Титова' }).waitFor();
    await checkAxe(own.page);
    await keepShot(own.page, `poll-${width}`);
    await own.context.close();
  }
});

test('a site that is not on the list is refused: a plain sentence in place of the button, and no frame', async () => {
  const widget = await street.makeWidget();
  const { page, errors, context } = await street.visit('stranger', widget);
  const note = page.getByRole('note');
  await note.waitFor({ timeout: patience });
  expect(await note.textContent()).toContain(`сайта ${street.siteOf('stranger').origin} нет в его списке`);
  expect(await page.getByRole('button').count()).toBe(0);
  await keepShot(page, 'stranger');
  street
    .siteOf('stranger')
    .setBody(`<iframe title="Чужой" src="${street.town.site.url}/widget/${widget.id}"></iframe>`);
  await page.reload();
  await expect
    .poll(() => errors.some((text) => text.includes('frame-ancestors')), { timeout: patience })
    .toBe(true);
  expect(await page.frameLocator('iframe').getByText('Что случилось?').count()).toBe(0);
  const { openings } = await street.town.server.call(
    readWidget,
    { params: { id: widget.id } },
    street.editor,
  );
  expect(openings).toEqual([]);
  await context.close();
});
