import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderScene } from '../../../server/demo/scenes/pictures.ts';
import { createExecutorLink } from '../../../shared/contract/messages/cases-answers.ts';
import { getCase } from '../../../shared/contract/messages/cases-card.ts';
import { triageCase } from '../../../shared/contract/messages/cases-triage.ts';
import { POTHOLE } from '../../support/loop.ts';
import { checkAxe, openBrowser, openPage, startSite } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { makeExecutors, patience, speakToSite } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import type { TestSite } from '../../support/site/test-site.ts';

/** The portal and the executor's page on a phone that loses its network and finds it again. */

let site: TestSite;
let browser: Browser;

beforeAll(async () => {
  site = await startSite();
  browser = await openBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** A phone on which the portal has been opened once: its worker keeps the pages. */
async function openPhone(): Promise<{ page: Page; context: BrowserContext }> {
  const { page, context } = await openPage(browser, site, { width: 390, hasWorker: true });
  await page.goto('/');
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null, null, { timeout: patience });
  return { page, context };
}

const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test(
  'several drafts wait on the device and go by themselves, once each, when the network is back',
  async () => {
    const { page, context } = await openPhone();
    const drafts = ['Яма на дороге у дома, машины объезжают.', 'Не горит фонарь во дворе, темно.'];
    await page.evaluate(([first, second]) => {
      const make = (text: string, name: string) =>
        JSON.stringify({
          version: 1,
          savedAt: Date.now(),
          value: { text, topic: 'refused', isPlaceless: true, phone: '+7 912 555-77-11', name },
        });
      localStorage.setItem('otklik.draft.new', make(first!, 'Проба первая'));
      localStorage.setItem('otklik.draft.new-second', make(second!, 'Проба вторая'));
    }, drafts);
    await context.setOffline(true);
    for (const query of ['', '&draft=second']) {
      await page.goto(`/new?step=contacts${query}`);
      await page.getByRole('checkbox', { name: /согласие на обработку/u }).check();
      await press(page, 'Отправить');
      await press(page, 'Отправить, когда появится связь');
      await page.getByRole('heading', { name: 'Черновики' }).waitFor();
    }
    await expect
      .poll(() => page.getByRole('listitem').filter({ hasText: 'место не указано' }).count(), {
        timeout: patience,
      })
      .toBe(2);
    await checkAxe(page);
    await page.reload();
    for (const text of drafts) await page.getByText(text).waitFor();

    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Черновиков нет' }).waitFor({ timeout: patience });
    const count = async () => {
      const { rows } = await site.app.pool.query(
        "SELECT person_name FROM cases.contact WHERE person_name LIKE 'Проба%' ORDER BY 1",
      );
      return rows.map(({ person_name }) => person_name);
    };
    expect(await count()).toEqual(['Проба вторая', 'Проба первая']);
    await context.close();
  },
  4 * patience,
);

test(
  'what the server does not take stays with its reason',
  async () => {
    const { page, context } = await openPhone();
    await page.evaluate(() => {
      const value = { text: 'Плохой телефон в черновике', topic: 'refused', isPlaceless: true, phone: '12' };
      const queued = { data: true, publish: false };
      localStorage.setItem(
        'otklik.draft.new-bad',
        JSON.stringify({ version: 1, savedAt: Date.now(), value: { ...value, queued } }),
      );
    });
    await page.goto('/drafts');
    await page
      .getByRole('alert')
      .getByText(/Сообщение не принято/)
      .waitFor({ timeout: patience });
    await page.getByRole('link', { name: 'Открыть: Плохой телефон в черновике' }).click();
    await page.getByText('Плохой телефон в черновике').first().waitFor();
    await context.close();
  },
  2 * patience,
);

test(
  'a page that needs the network says so at once and what can be done; it comes by itself when the network is back',
  async () => {
    const { page, context } = await openPhone();
    await context.setOffline(true);
    for (const path of ['/map', '/m/2026-11-0001', '/results']) {
      await page.goto(path);
      await page.getByText('Нет связи с сервером').first().waitFor({ timeout: patience });
      await page.getByRole('button', { name: 'Повторить' }).first().waitFor();
      await page.getByText('Нет связи. Сообщение можно написать и сейчас').waitFor();
    }
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Как мы считаем' }).waitFor({ timeout: patience });
    await context.setOffline(true);
    await page.getByRole('link', { name: 'написать' }).click();
    await page.getByRole('heading', { name: 'Что случилось?' }).waitFor();
    await context.close();
  },
  3 * patience,
);

async function makeLink(): Promise<{ link: string; id: string }> {
  const server = speakToSite(site);
  await makeExecutors(server);
  const { number } = await submitCase(server);
  const operator = await signInAs(server, 'operator');
  const { id, version } = await server.call(getCase, { params: { number } }, operator);
  await server.call(triageCase, { params: { id }, body: { version, factId: POTHOLE } }, operator);
  const { url } = await server.call(createExecutorLink, { params: { id }, body: {} }, operator);
  return { link: new URL(url, site.url).pathname, id };
}

test(
  'an executor answers without a network: page, words and photo are kept, and go later, once',
  async () => {
    const { link, id } = await makeLink();
    const { page, context } = await openPhone();
    await page.goto(link);
    await page.getByRole('heading', { name: 'Ваш ответ' }).waitFor();
    await context.setOffline(true);
    await page.reload();
    await page.getByRole('heading', { name: 'Ваш ответ' }).waitFor();
    const photo = await renderScene('pothole', 3, 'after');
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({ name: 'after.jpg', mimeType: 'image/jpeg', buffer: photo });
    await page
      .getByLabel('Ответ жителю')
      .fill('Яму заделали 25.11.2026, площадь 4 м². Контроль через неделю.');
    await page.getByLabel('Результат').selectOption({ label: 'Решено' });
    await press(page, 'На согласование');
    await page.getByText('Нет связи: ответ и фото сохранены на этом устройстве.').waitFor();
    // At once: what was changed last is kept too.
    await page.reload();
    await page.getByText('Нет связи: ответ и фото сохранены на этом устройстве.').waitFor();
    await checkAxe(page);
    await context.setOffline(false);
    await page.getByRole('heading', { name: 'Ваш ответ' }).waitFor({ state: 'detached', timeout: patience });
    const { rows } = await site.app.pool.query('SELECT count(*)::int FROM cases.answer WHERE case_id = $1', [
      id,
    ]);
    expect(rows[0].count).toBe(1);
    await context.close();
  },
  4 * patience,
);

test(
  'a topic that asks who writes says so, takes a code at once, and loses nothing typed',
  async () => {
    const { page, context } = await openPage(browser, site, { width: 390 });
    await page.goto('/');
    const text = 'Почему задержали адресную помощь за октябрь?';
    await page.evaluate((words) => {
      const value = { text: words, factId: 'social.payments.state-aid', topic: 'chosen', isPlaceless: true };
      localStorage.setItem('otklik.draft.new', JSON.stringify({ version: 1, savedAt: Date.now(), value }));
    }, text);
    await page.goto('/new?step=contacts');
    await page.getByRole('heading', { name: 'Подтвердите, кто вы' }).waitFor();
    await checkAxe(page);
    await page.getByLabel('Телефон или e-mail').fill('+7 912 555-77-31');
    await press(page, 'Получить код');
    await page.getByLabel(/Код, отправленный/).waitFor();
    const { rows } = await site.app.pool.query(
      "SELECT secret FROM outbox.letter WHERE recipient = '+79125557731' ORDER BY created_at DESC LIMIT 1",
    );
    await page.getByLabel(/Код, отправленный/).fill(rows[0].secret);
    await press(page, 'Подтвердить');
    await page.getByRole('checkbox', { name: /согласие на обработку/u }).check();
    await press(page, 'Отправить');
    await page.waitForURL(/\/done\//u, { timeout: patience });
    const kept = await site.app.pool.query(
      "SELECT count(*)::int FROM cases.contact WHERE phone = '+79125557731'",
    );
    expect(kept.rows[0].count).toBe(1);
    await context.close();
  },
  2 * patience,
);

test(
  'an administrator connects mail and sees what the trial answered; a resident chooses how often',
  async () => {
    const office = (await openPage(browser, site, { cookie: await signInAs(speakToSite(site), 'admin') }))
      .page;
    await office.goto('/staff/letters');
    await office.getByLabel('Сервер', { exact: true }).fill('127.0.0.1');
    await office.getByLabel('Порт').fill('9');
    await office.getByLabel('Адрес отправителя').fill('otklik@city.example');
    await office.getByRole('button', { name: 'Сохранить: Электронная почта' }).click();
    await office.getByLabel('Кому отправить пробное письмо').fill('it@city.example');
    await office.getByRole('button', { name: 'Отправить пробное письмо' }).first().click();
    await office.getByText(/Почтовый сервер недоступен/).waitFor();
    await checkAxe(office);
  },
  2 * patience,
);
