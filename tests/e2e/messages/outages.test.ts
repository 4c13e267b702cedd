import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createOutage, endOutage, type StaffOutage } from '../../../shared/contract/messages/outages.ts';
import { createProblem } from '../../../shared/contract/messages/problems.ts';
import { localDay } from '../../../shared/text/dates.ts';
import { outageBody } from '../../support/outages.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { readCard, submitCase } from '../../support/site/cases.ts';
import { makeExecutors, patience } from '../../support/site/journey.ts';
import { signInAs, signInResident } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A resident with a phone learns before filing what is off, joins by one tap, takes it back, says that theirs is another. */

const zone = 'Asia/Yekaterinburg';
const inHours = (hours: number) => {
  const at = new Date(Date.now() + hours * 3_600_000);
  const time = at.toLocaleTimeString('ru', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  return { on: localDay(at, zone), at: time };
};

let outage: StaffOutage;
let operator: string;
const town = openTown(async () => {
  await makeExecutors(town.server);
  operator = await signInAs(town.server, 'operator');
  const [begins, until] = [inHours(-3), inHours(3)];
  outage = await town.server.call(
    createOutage,
    {
      body: outageBody({
        beginsOn: begins.on,
        beginsAt: begins.at,
        untilOn: until.on,
        untilAt: until.at,
      }),
    },
    operator,
  );
});

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name, level: 1 });
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

/** Words of one's own and an address, up to what is off there. */
async function tell(page: Page, words: string, address: string): Promise<void> {
  await page.goto('/new');
  await page.getByLabel('Опишите коротко').fill(words);
  await press(page, 'Продолжить');
  // What may be dangerous is denied first.
  const where = heading(page, 'Где это?');
  await where.waitFor({ timeout: patience });
  await page.getByRole('combobox', { name: 'Адрес или ориентир' }).fill(address);
  await page.getByRole('option').first().click();
  await press(page, 'Продолжить');
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

test('joins by one tap, is counted once, takes it back, goes on with another matter', {
  retry: 1,
}, async () => {
  await onPhone(async (page) => {
    await tell(page, 'Нет горячей воды со вчерашнего вечера', 'Титова 14');
    await heading(page, 'Вы об этом отключении?').waitFor({ timeout: patience });
    await page.getByText(/^Дадут (?:сегодня|завтра) к/u).waitFor({ timeout: patience });
    await page.getByText('Ваш дом 14 внутри').waitFor();
    for (const words of ['порыв трубы у дома 18', '«Тепло Синары»']) await page.getByText(words).waitFor();
    await checkAxe(page);
    expect(await scrollsSideways(page)).toBe(false);

    await press(page, 'Присоединиться');
    await heading(page, 'Вас посчитали').waitFor({ timeout: patience });
    await page.getByText('1 человек').waitFor();
    await checkAxe(page);
    // Opened again it is as it was left: counted once.
    await page.reload();
    await heading(page, 'Вас посчитали').waitFor({ timeout: patience });
    await page.getByText('1 человек').waitFor();

    // Whoever took it back is counted no more, though what is off is still being read again.
    let letGo = (): void => {};
    const isLetGo = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    await page.route('**/api/outages/covering', async (route) => {
      await isLetGo;
      await route.continue();
    });
    await press(page, 'Отменить присоединение');
    await heading(page, 'Вы об этом отключении?').waitFor({ timeout: patience });
    expect(await page.getByText('Уже с вами').count()).toBe(0);
    letGo();
    await press(page, 'Нет, у меня другое');
    await heading(page, 'Куда вам ответить?').waitFor({ timeout: patience });
    // Back returns to the question, with what was typed.
    await page.getByRole('button', { name: 'Назад' }).click();
    await heading(page, 'Вы об этом отключении?').waitFor({ timeout: patience });
    await press(page, 'Присоединиться');
    await heading(page, 'Вас посчитали').waitFor({ timeout: patience });
    await press(page, 'Готово');
    await page.getByRole('link', { name: 'Сообщить о проблеме' }).waitFor({ timeout: patience });
    // The draft has done its work: nothing waits on the device.
    expect(await page.getByText('неотправленное сообщение').count()).toBe(0);
    await page.getByRole('link', { name: 'где и до какого часа' }).click();
    await heading(page, 'Отключения').waitFor({ timeout: patience });
  });
});

test('another house and another matter are not asked; the danger is told beside an outage', {
  retry: 1,
}, async () => {
  await onPhone(async (page) => {
    await tell(page, 'Нет горячей воды со вчерашнего вечера', 'Титова 30');
    await heading(page, 'Куда вам ответить?').waitFor({ timeout: patience });
    await tell(page, 'На дороге огромная яма, пробил колесо', 'Титова 14');
    await heading(page, 'Куда вам ответить?').waitFor({ timeout: patience });
  });
});

test('the page for everybody: by address, without scripts, and empty once it is over', {
  retry: 1,
}, async () => {
  await onPhone(async (page) => {
    await page.goto('/outages');
    await page.getByRole('heading', { name: 'Нет горячей воды', level: 3 }).waitFor({ timeout: patience });
    await checkAxe(page);
    expect(await scrollsSideways(page)).toBe(false);
    await page.getByLabel('Ваш адрес').fill('Титова 30');
    await press(page, 'Найти');
    await page.getByText(/Титова, 30» отключений нет/u).waitFor({ timeout: patience });
    await press(page, 'Показать все отключения');
    await page.getByText('порыв трубы у дома 18').waitFor({ timeout: patience });
  });
  const drawn = await (await fetch(`${town.site.url}/outages`)).text();
  expect(drawn).toContain('порыв трубы у дома 18');
  expect(drawn).toContain('Титова, 10–28');
  const { version } = outage;
  await town.server.call(endOutage, { params: { id: outage.id }, body: { version } }, operator);
  await onPhone(async (page) => {
    await page.goto('/outages');
    await page.getByText('Отключений нет').waitFor({ timeout: patience });
    await page.goto('/');
    await page.getByRole('link', { name: 'Сообщить о проблеме' }).waitFor({ timeout: patience });
    expect(await page.getByText('где и до какого часа').count()).toBe(0);
  });
});

test('one that nobody ended says that its time has passed and that the rest is not confirmed', {
  retry: 1,
}, async () => {
  const [begins, until] = [inHours(-9), inHours(-5)];
  const late = await town.server.call(
    createOutage,
    {
      body: outageBody({
        addresses: 'Каменская, 1–15',
        beginsOn: begins.on,
        beginsAt: begins.at,
        untilOn: until.on,
        untilAt: until.at,
      }),
    },
    operator,
  );
  const told = /^Обещали (?:сегодня|вчера) к\s[0-9:]+, срок прошёл\. Дали или нет, не\sподтверждено$/u;
  for (const width of [390, 1440]) {
    const page = await town.seat(undefined, width);
    await page.goto('/outages');
    const part = page.getByRole('region', { name: 'Срок прошёл, не подтверждено' });
    await part.getByText(told).waitFor({ timeout: patience });
    await checkAxe(page);
    expect(await scrollsSideways(page)).toBe(false);
    expect(await page.getByText('Сейчас ничего не отключено.').count()).toBe(0);
    await part.getByRole('link', { name: 'У вас ещё нет? Сообщите' }).click();
    await heading(page, 'Что случилось?').waitFor({ timeout: patience });
    await page.context().close();
  }
  await onPhone(async (page) => {
    await tell(page, 'Нет горячей воды со вчерашнего вечера', 'Каменская 3');
    await page.getByText('закончилось ли оно, не подтверждено').waitFor({ timeout: patience });
    await press(page, 'Присоединиться');
    await page.getByText('Если вам нужен ответ, сообщите отдельно').waitFor({ timeout: patience });
  });
  const desk = await town.seat(operator);
  await desk.goto('/staff/outages?state=unconfirmed');
  await desk.getByText('не подтверждено', { exact: true }).last().waitFor({ timeout: patience });
  await checkAxe(desk);
  await desk.context().close();
  await town.server.call(endOutage, { params: { id: late.id }, body: { version: late.version } }, operator);
});

test('an operator turns a mass problem into an outage; a street there is none of is told at its field', {
  retry: 1,
}, async () => {
  const tell = async (address: string) => {
    const { number } = await submitCase(town.server, {
      text: 'Нет горячей воды во всём доме с утра',
      place: { address },
      factId: 'housing.water.hot-absent',
    });
    return (await readCard(town.server, number, operator)).id;
  };
  const [leadId, other] = [await tell('Кунавина, 3'), await tell('Кунавина, 7')];
  const problem = await town.server.call(createProblem, { body: { leadId, caseIds: [other] } }, operator);
  const page = await town.seat(operator);
  await page.goto(`/staff/problems/${problem.id}`);
  await page.getByRole('link', { name: 'Это отключение' }).click({ timeout: patience });
  const dialog = page.getByRole('dialog', { name: 'Новое отключение' });
  await dialog.getByText('с отключением уже 2 человека').waitFor({ timeout: patience });
  const streets = dialog.getByLabel('Улицы и дома');
  expect(await streets.inputValue()).toBe('ул. Кунавина, 3, 7');
  await streets.fill('Кунавина, 1–9 нечётные\nЛунная, 5');
  await dialog.getByLabel('Название организации').fill('Тепло Синары');
  await dialog.getByRole('button', { name: /^Записать/u }).click();
  await dialog.getByText(/Строка 2: улицы «Лунная» нет/u).waitFor({ timeout: patience });
  await checkAxe(page);
  await streets.fill('Кунавина, 1–9 нечётные');
  await dialog.getByRole('button', { name: /^Записать/u }).click();
  await page.getByText('Отключение записано: жители его видят').waitFor({ timeout: patience });
  await page.getByText('ул. Кунавина, 1–9 (нечётные)').waitFor({ timeout: patience });
  await checkAxe(page);
  await page.getByRole('button', { name: /^Дали/u }).first().click();
  await page.getByRole('dialog', { name: 'Дали?' }).getByRole('button', { name: /^Дали/u }).click();
  await page.getByText('Отключение закончилось').waitFor({ timeout: patience });
  await page.context().close();
});

test('a signed-in resident asks for letters of their house and takes it back', { retry: 1 }, async () => {
  const cookie = await signInResident(town.server, 'anna@demo.invalid', 'Пробная Анна');
  const page = await town.seat(cookie, 390);
  await page.goto('/me');
  const part = page.getByRole('region', { name: 'Отключения у дома' });
  await part.getByLabel('Улица и дом').fill('Лунная 5', { timeout: patience });
  await part.getByRole('button', { name: 'Получать письма' }).click();
  await part
    .getByText(/Такого дома не нашли/u)
    .first()
    .waitFor({ timeout: patience });
  await part.getByLabel('Улица и дом').fill('Титова 14');
  await part.getByRole('button', { name: 'Получать письма' }).click();
  await part.getByRole('button', { name: 'Убрать ул. Титова, 14' }).waitFor({ timeout: patience });
  await checkAxe(page);
  expect(await scrollsSideways(page)).toBe(false);
  await part.getByRole('button', { name: /^Убрать/u }).click();
  await part
    .getByRole('button', { name: 'Убрать ул. Титова, 14' })
    .waitFor({ state: 'hidden', timeout: patience });
  await page.context().close();
});
