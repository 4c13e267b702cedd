import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { addNote } from '../../../shared/contract/messages/cases-staff.ts';
import { checkAxe, findSqueezed, openPage, scrollsTwice } from '../../support/site/browser.ts';
import { readCard, submitCase } from '../../support/site/cases.ts';
import { makeExecutors, patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** The desk of an operator without a mouse: a call becomes a case, a list is walked and come back to. */

let operator: string;
let page: Page;

const town = openTown(async () => {
  await makeExecutors(town.server);
  operator = await signInAs(town.server, 'operator');
  page = await town.seat(operator);
});
afterEach(async () => {
  // A dialog left open by a failure would take the keys of the next test.
  await page.goto('about:blank');
});

/** Nothing of the first try is in the way of the second: what a busy machine spoilt is walked once more. */
const again = { retry: 1 };

const active = () => page.evaluate(() => document.activeElement?.textContent ?? '');

test('a call is taken by keys alone, from N to the number read aloud', again, async () => {
  await page.goto('/staff');
  await page.getByRole('heading', { level: 1, name: 'Моё сегодня' }).waitFor();
  const began = performance.now();
  await page.keyboard.press('KeyN');
  await page.getByRole('textbox', { name: 'Что случилось' }).waitFor();
  // A person types about five letters a second; the pace is theirs, the waiting in between is ours.
  await page.keyboard.type('Яма на проезжей части, машины бьют колёса');
  await page.getByRole('button', { name: 'яма', exact: false }).first().waitFor();
  await page.keyboard.press('Alt+Digit1');
  await page.getByText('Тема:').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.type('титова 14');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  for (const field of ['Другая тема', 'Имя']) {
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(() => (document.activeElement as HTMLInputElement)?.labels?.[0]?.textContent),
    ).toContain(field);
  }
  await page.keyboard.type('Пробный Иван');
  await page.keyboard.press('Tab');
  await page.keyboard.type('9120000017');
  await checkAxe(page);
  await page.keyboard.press('Control+Enter');
  const heading = page.getByRole('heading', { level: 2, name: /^№\s\d{4}-\d{2}-\d{4,}$/u });
  await heading.waitFor();
  const number = ((await heading.textContent()) ?? '').replace(/^№\s/u, '');
  // 68 presses at two a second leave half of the 90 seconds to the conversation.
  expect(performance.now() - began).toBeLessThan(45_000);
  expect(await active()).toContain(number);
  await town.server.drain();
  expect(await readCard(town.server, number, operator)).toMatchObject({
    channel: 'phone_call',
    factId: 'roads.pavement.pothole',
    place: { address: expect.stringContaining('Титова, 14') },
  });
});

test('a card leads back to the row one has walked to', async () => {
  for (const text of ['Не горит фонарь у дома.', 'Не вывезли мусор со двора.', 'Скамейка во дворе сломана.'])
    await submitCase(town.server, { text });
  // Of the site alone: however many calls were taken before, the first row is the first of these.
  await page.goto('/staff/cases?sort=registered&channel=site_form');
  await page.getByRole('link', { name: 'Скамейка во дворе сломана' }).waitFor();
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Enter');
  const opened = (text: string) => page.getByRole('heading', { level: 1, name: text }).waitFor();
  await opened('Не горит фонарь у дома');
  await page.keyboard.press('KeyJ');
  await opened('Не вывезли мусор со двора');
  await page.keyboard.press('Escape');
  await page.getByRole('heading', { level: 1, name: 'Дела' }).waitFor();
  await expect.poll(active, { timeout: patience }).toContain('Не вывезли мусор со двора');
  // The cursor is there too: the next one opened is the row after.
  await page.keyboard.press('KeyJ');
  await expect.poll(active, { timeout: patience }).toContain('Скамейка во дворе сломана');
});

test('Ctrl+K takes a screen by the beginning of its name, with cases that share the word after it', async () => {
  await submitCase(town.server, { text: 'Тепловая труба парит у дома второй день.' });
  await page.goto('/staff');
  await page.getByRole('heading', { level: 1, name: 'Моё сегодня' }).waitFor();
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type('тепл');
  await page.getByRole('option', { name: /Тепловая труба/u }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Тепловая карта' }).waitFor();
});

test('on a phone a long feed stands over the composer, not under it', again, async () => {
  const { number } = await submitCase(town.server, {
    text: 'Провалился люк у остановки, провал огорожен лентой.',
  });
  const { id } = await readCard(town.server, number, operator);
  for (const text of ['Выехали', 'Огородили', 'Ждём плиту', 'Плита на месте', 'Проверим завтра']) {
    await town.server.call(addNote, { params: { id }, body: { text } }, operator);
  }
  const { page: phone } = await openPage(town.browser, town.site, { width: 390, cookie: operator });
  await phone.goto(`/staff/cases/${number}`);
  const gap = async () => {
    const last = await phone.getByText('Проверим завтра').boundingBox();
    const field = await phone.getByPlaceholder('Что важно знать коллегам').boundingBox();
    return field!.y - last!.y - last!.height;
  };
  await expect.poll(gap, { timeout: patience }).toBeGreaterThan(0);
});

test('the card of a case scrolls as one, and no part of it through a slit', again, async () => {
  const { number } = await submitCase(town.server, {
    text: 'Сломана решётка ливневой канализации у магазина, в неё попадают колёса.',
  });
  for (const width of [1440, 390]) {
    const { page: own, context } = await openPage(town.browser, town.site, { width, cookie: operator });
    await own.goto(`/staff/cases/${number}`);
    await own.getByRole('heading', { level: 1 }).waitFor();
    await own.getByPlaceholder('Что важно знать коллегам').waitFor();
    expect([await findSqueezed(own), await scrollsTwice(own)]).toEqual([[], false]);
    const windows = await own.evaluate(
      () =>
        [...document.querySelectorAll('main .pane')].filter(
          ({ clientHeight, scrollHeight }) => scrollHeight > clientHeight + 1,
        ).length,
    );
    expect(windows).toBe(0);
    await context.close();
  }
});
