import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openMeasures } from '../../../shared/contract/heatmap/heatmap-open.ts';
import {
  feedOf,
  isSaid,
  openIncident,
  openSocialTown,
  sortByDigits,
  titleOfTalk,
} from '../../support/networks/social-feed.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { dayIn, patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/** Incidents of networks beside cases, wherever the city is counted. */

const { town, write, openFeed } = openSocialTown();

const seat = async (address: string, width = 1440): Promise<Page> => {
  const at = await town.seat(await signInAs(town.server, 'chair'), width);
  await at.goto(address);
  return at;
};

/** The last weeks by the calendar of the city: whoever looks at night, or on the first of a month, finds today in them. */
const lately = (): string => `from=${dayIn(-20)}&to=${dayIn(0)}`;

test('at the desk of terms an incident stands beside a case, and each number opens its list', {
  retry: 1,
}, async () => {
  await write('На Тевосяна, 8 не работает лифт');
  await submitCase(town.server, { text: 'На дороге у остановки глубокая яма' });
  const at = await seat('/staff/control');
  const totals = at.getByRole('region', { name: 'По источникам' });
  await totals.getByRole('link', { name: /^Инциденты соцсетей, Идёт: 1/u }).click();
  await at.getByText('В списке 1 срок').waitFor({ timeout: patience });
  const terms = at.getByRole('region', { name: 'Сроки, которые идут' });
  await terms.getByText('Взглянуть').waitFor({ timeout: patience });
  expect(await terms.getByRole('row').count()).toBe(2);
  await checkAxe(at);
  await at.keyboard.press('KeyJ');
  await at.keyboard.press('Enter');
  await titleOfTalk(at, /Тевосяна, 8/u).waitFor({ timeout: patience });

  const phone = await seat('/staff/control?source=site_form', 390);
  await phone.getByText('В списке 1 срок').waitFor({ timeout: patience });
  expect(await scrollsSideways(phone)).toBe(false);
  await checkAxe(phone);
});

test('K7 opens the very incidents it is of, and the feed says whose list it is', { retry: 1 }, async () => {
  await write('На Титова, 14 нет воды');
  const operator = await openFeed(await signInAs(town.server, 'operator'));
  await openIncident(operator, /Титова, 14/u);
  await sortByDigits(operator);
  await openIncident(operator, /Титова, 14/u);
  await operator.keyboard.press('KeyR');
  await operator
    .getByRole('textbox', { name: /^Ответ под словами/u })
    .fill('Здравствуйте! Воду дадут к 18:00.');
  await operator.keyboard.press('Control+Enter');
  await isSaid(operator, 'Ответ отдан на согласование');
  const id = new URL(operator.url()).searchParams.get('id')!;
  const chair = await openFeed(await signInAs(town.server, 'chair'), { query: `?id=${id}` });
  await chair.getByRole('button', { name: 'Согласовать', exact: true }).click();
  await chair.getByRole('link', { name: 'Открыть на странице' }).waitFor({ timeout: patience });

  const at = await seat(`/staff/indicators?view=networks&${lately()}`);
  const table = at.getByRole('region', { name: /^Ответы в соцсетях/u });
  await table.getByText('Администрация (ВКонтакте)').waitFor({ timeout: patience });
  await checkAxe(at);
  await table
    .getByRole('link', {
      name: /^Администрация \(ВКонтакте\), Первый ответ, медиана: .* Открыть 1 инцидент/u,
    })
    .click();
  await at.getByText(/^Инциденты числа: К7, первый ответ/u).waitFor({ timeout: patience });
  await expect.poll(() => feedOf(at).getByRole('option').count(), { timeout: patience }).toBe(1);
  await checkAxe(at);
  await at.getByRole('button', { name: 'Вся лента', exact: true }).first().click();
  await at.getByText(/^Инциденты числа/u).waitFor({ state: 'detached', timeout: patience });
});

test('the heat map counts messages, networks, or both, and a number of both tells its two lists', {
  retry: 1,
}, async () => {
  const at = await seat(`/staff/heatmap?measure=received&${lately()}`);
  const matrix = at.getByRole('grid');
  await matrix.waitFor({ timeout: patience });
  await at.getByRole('link', { name: 'Соцсети', exact: true }).click();
  const whole = matrix.getByRole('row', { name: /^Всего/u });
  await whole.getByRole('link').last().waitFor({ timeout: patience });
  const ofNetworks = Number((await whole.getByRole('link').last().textContent())?.match(/^\d+/u)?.[0]);
  expect(ofNetworks).toBeGreaterThan(0);
  await checkAxe(at);
  await at.getByRole('link', { name: 'Вместе', exact: true }).click();
  const mixed = whole.getByRole('button').last();
  await mixed.waitFor({ timeout: patience });
  expect(await at.getByRole('combobox', { name: /^Канал/u }).count()).toBe(0);
  await mixed.press('Enter');
  const pane = at.getByRole('complementary', { name: 'Подробности' });
  expect(
    await pane.getByRole('link', { name: /^Список дел/u }).evaluate((one) => one === document.activeElement),
  ).toBe(true);
  await checkAxe(at);
  await pane.getByRole('link', { name: `Список инцидентов: ${ofNetworks}` }).click();
  await at.getByText(/^Инциденты числа: Появилось/u).waitFor({ timeout: patience });
  await expect.poll(() => feedOf(at).getByRole('option').count(), { timeout: patience }).toBe(ofNetworks);

  const phone = await seat(`/staff/heatmap?view=table&source=both&measure=received&${lately()}`, 390);
  await phone
    .getByRole('list', { name: 'Сообщения по территориям и блокам' })
    .getByRole('link')
    .first()
    .waitFor({ timeout: patience });
  expect(await scrollsSideways(phone)).toBe(false);
  await checkAxe(phone);
});

test('everybody reads how pages answer: by months, from the first that has them, small numbers hidden', async () => {
  const counts = Object.fromEntries(openMeasures.map((measure) => [measure, [100]]));
  const lines = { blocks: [], districts: [], paired: [], shown: counts };
  const month = { ...lines, smallest: 5, averageDays: [3], averageRating: [4], overdue: 0 };
  const networks = { answers: 42, averageHours: 3.4, comments: 120, unanswered: null };
  for (const told of [{ month: '2026-09' }, { month: '2026-10', networks }])
    await town.site.app.pool.query(
      'INSERT INTO heatmap.open_month (month, published_at, told) VALUES ($1, now(), $2)',
      [told.month, JSON.stringify({ ...month, ...told })],
    );
  const at = await town.seat(undefined, 390);
  await at.goto('/results?period=quarter');
  const part = at.getByRole('region', { name: 'В социальных сетях' });
  await part.getByText('Считаем с месяца 10.2026').waitFor({ timeout: patience });
  expect(await part.getByRole('definition').allTextContents()).toHaveLength(4);
  expect(await part.getByRole('term').allTextContents()).toEqual(['42', '3,4', '120', 'скрыто']);
  await checkAxe(at);
  await at.goto('/results');
  await part.waitFor({ timeout: patience });
  expect(await part.getByText(/^Считаем с/u).count()).toBe(0);
});
