import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { exposeCase, submitCase } from '../../support/site/cases.ts';
import { makeExecutors, patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A resident with a phone is told that the matter is known already, and joins or says that theirs is another one. */

const place = { lat: 56.4149, lon: 61.9189 };
const foreign = 'Яма на дороге, машины бьют подвеску. Звоните Марии Пробной, 8 912 345-67-89.';

let first: { number: string };
const town = openTown(async () => {
  await makeExecutors(town.server);
  first = await submitCase(town.server, { text: foreign, place, factId: 'roads.pavement.pothole' });
  await exposeCase(town.server, first.number);
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });

/** Words of one's own, the place from the map, up to what is offered. */
async function tell(page: Page, text: string): Promise<void> {
  await page.goto(`/new?at=${place.lat + 0.0002},${place.lon}`);
  await page.getByLabel('Опишите коротко').fill(text);
  await page.getByText('Дороги: яма на дороге').waitFor({ timeout: patience });
  await page.getByRole('button', { name: 'Продолжить' }).click();
  await heading(page, 'Где это?').waitFor({ timeout: patience });
  await page
    .getByRole('button', { name: /^(?:Продолжить|Да, здесь)$/u })
    .first()
    .click();
}

async function send(page: Page, phone: string, button: string): Promise<string> {
  await heading(page, 'Куда вам ответить?').waitFor({ timeout: patience });
  await page.getByLabel('Телефон').fill(phone);
  await page.getByRole('checkbox', { name: /согласие на обработку/u }).check();
  await page.getByRole('button', { name: button, exact: true }).click();
  await page
    .getByText(/^(?:Сообщение принято|Вы присоединились к сообщению)$/u)
    .waitFor({ timeout: patience });
  return ((await heading(page, /№/u).textContent()) ?? '').replace(/^№\s*/u, '');
}

async function onPhone(work: (page: Page) => Promise<void>): Promise<void> {
  const { page, context, errors } = await openPage(town.browser, town.site, { width: 390 });
  try {
    await work(page);
    expect(errors).toEqual([]);
  } finally {
    await context.close();
  }
}

test('joins: the answer comes to a link of their own, nothing of the other person is shown', async () => {
  await onPhone(async (page) => {
    await tell(page, 'На дороге огромная яма, пробил колесо.');
    await page.getByText(/^Похоже, об этом уже сообщили/u).waitFor({ timeout: patience });
    expect(await page.locator('main').textContent()).not.toMatch(/Мари|912|345/u);
    expect(await scrollsSideways(page)).toBe(false);
    await checkAxe(page);
    await page
      .getByRole('button', { name: /^Присоединиться/u })
      .first()
      .click();
    expect(await send(page, '+7 912 000-00-77', 'Присоединиться')).toBe(first.number);
    await page.getByRole('link', { name: 'Следить за сообщением' }).click();
    await page.getByText('Вы присоединились к этому сообщению.').waitFor({ timeout: patience });
  });
});

test('declines: a message of their own, which the desk is proposed as a part of one problem', async () => {
  let number = '';
  await onPhone(async (page) => {
    await tell(page, 'Провал на дороге, яма всё глубже.');
    await page.getByText(/^Похоже, об этом уже сообщили/u).waitFor({ timeout: patience });
    await page.getByRole('button', { name: 'Нет, это другая проблема' }).click();
    number = await send(page, '+7 912 000-00-78', 'Отправить');
  });
  expect(number).not.toBe(first.number);
  const isProposed = async () =>
    (await town.site.app.pool.query("SELECT FROM problems.member WHERE state = 'proposed'")).rowCount;
  await expect.poll(isProposed, { timeout: patience }).toBe(2);
  const { page, context, errors } = await openPage(town.browser, town.site, {
    cookie: await signInAs(town.server, 'operator'),
  });
  await page.goto(`/staff/cases/${number}`);
  await page.getByRole('heading', { name: 'Массовая проблема' }).waitFor({ timeout: patience });
  await page.getByText('2 дела · предложена').waitFor();
  await checkAxe(page);
  await page.getByRole('link', { name: /^Яма/u }).first().click();
  await page.getByRole('heading', { name: 'Дела', exact: true }).waitFor({ timeout: patience });
  expect(errors).toEqual([]);
  await context.close();
});

test('another trouble of the same place is not called the same', async () => {
  await onPhone(async (page) => {
    await page.goto(`/new?at=${place.lat},${place.lon}`);
    await page.getByLabel('Опишите коротко').fill('Стая бродячих собак бросается на детей у остановки.');
    await page.getByText('Похоже на тему').waitFor({ timeout: patience });
    await page.getByRole('button', { name: 'Продолжить' }).click();
    await heading(page, 'Где это?').waitFor({ timeout: patience });
    await page
      .getByRole('button', { name: /^(?:Продолжить|Да, здесь)$/u })
      .first()
      .click();
    await heading(page, 'Куда вам ответить?').waitFor({ timeout: patience });
  });
});
