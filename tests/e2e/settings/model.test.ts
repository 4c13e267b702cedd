import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { prepareInbound, registerDrafts } from '../../../server/messages/cases/index.ts';
import { bulkChange } from '../../../shared/contract/messages/cases-triage.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { asSystem } from '../../support/site/cases.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** The administrator teaches the model, looks at what it confuses, takes an earlier version back, sets a threshold. */

let page: Page;

const COUNT = 400;
const places = ['у пруда', 'за клубом', 'возле рынка', 'на плотине', 'под мостом', 'в переулке', 'на выгоне'];
const moods = [
  'опять',
  'снова',
  'третий день',
  'с утра',
  'всю ночь',
  'каждую субботу',
  'уже месяц',
  'вечером',
];
const matters = [
  { words: 'шугайка гниёт', factId: 'waste.collection.not-removed' },
  { words: 'колымага не приехала', factId: 'transport.schedule.late' },
] as const;

async function sortMany(): Promise<void> {
  const operator = await signInAs(town.server, 'operator');
  const ids = await asSystem(town.server, async (ctx) => {
    const drafts = Array.from({ length: COUNT }, (_, at) => {
      const text = [
        `${moods[at % 8]} ${matters[at % 2]!.words} ${places[at % 7]}`,
        `дом ${at}, ${places[(at * 3) % 7]}`,
        `${moods[(at * 5) % 8]} ${places[(at * 2) % 7]}`,
      ].join('. ');
      return prepareInbound(ctx, { text }, { channel: 'import', source: 'town', id: `${at}` });
    });
    await registerDrafts(
      ctx,
      drafts.map((draft) => ({ draft, ctx })),
    );
    return drafts.map(({ id }) => id);
  });
  await town.server.drain();
  for (const [kind, { factId }] of matters.entries()) {
    const { rows } = await town.server.app.pool.query<{ id: string; version: number }>(
      'SELECT id, version FROM cases.case_file WHERE id = ANY($1)',
      [ids.filter((_, at) => at % 2 === kind)],
    );
    await town.server.call(
      bulkChange,
      { body: { cases: rows, action: { kind: 'topic', factId }, preview: false } },
      operator,
    );
  }
}

const town = openTown(async () => {
  page = await town.seat(await signInAs(town.server, 'admin'));
});

test('with nothing sorted it says what is lacking', async () => {
  await page.goto('/staff/model');
  await page.getByRole('heading', { name: 'Версии' }).waitFor({ timeout: patience });
  await page.getByRole('paragraph').filter({ hasText: 'Учить пока не на чем' }).waitFor();
  await checkAxe(page);
});

test('by keys alone: taught, a better version takes force, the former one returns', async () => {
  await sortMany();
  await page.reload();
  await page.getByText('дел разобрано людьми').waitFor({ timeout: patience });
  await page.keyboard.press('KeyT');
  await page.getByText('Обучение начато').waitFor();
  await town.server.drain();
  const taught = page.getByRole('row', { name: /Версия 2/u });
  await taught.getByText('действует').waitFor({ timeout: patience });
  await checkAxe(page);
  await page.getByRole('button', { name: /Вернуть.*версия 1/u }).press('Enter');
  await page.getByText('Действует версия 1').waitFor();
  await page.getByRole('button', { name: /Сделать действующей.*версия 2/u }).press('Enter');
  await page.getByText('Действует версия 2').waitFor();
});

test('the confusion table opens cases, categories have their share, the curve its rows', async () => {
  await page.getByRole('tab', { name: 'Точность' }).press('Enter');
  await page.getByRole('heading', { name: 'Что с чем путает' }).waitFor({ timeout: patience });
  const cell = page.getByRole('button', { name: /ТКО, названо ТКО/u });
  await cell.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Выбрал человек: ТКО').first().waitFor();
  await checkAxe(page);
  await page.keyboard.press('Escape');
  await page.getByRole('table', { name: 'Точность по категориям' }).waitFor();
  await page.getByRole('table', { name: 'Охват и точность при разной уверенности' }).waitFor();
  await checkAxe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await scrollsSideways(page)).toBe(false);
  await checkAxe(page);
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('a threshold is set by hand and given back', async () => {
  await page.getByRole('tab', { name: 'Пороги' }).press('Enter');
  await page.getByRole('button', { name: /Задать.*Блок ТКО/u }).press('Enter');
  await page.getByLabel('Подсказка надёжна с уверенности, %').fill('сто');
  await page.keyboard.press('Enter');
  await page.getByText('Напишите число от 0 до 100').first().waitFor();
  await page.getByLabel('Подсказка надёжна с уверенности, %').fill('97');
  await page.keyboard.press('Enter');
  await page.getByText('Порог задан').waitFor();
  await page
    .getByRole('row', { name: /Блок ТКО/u })
    .getByText('97')
    .waitFor({ timeout: patience });
  await checkAxe(page);
  await page.getByRole('button', { name: /Задать.*Блок ТКО/u }).press('Enter');
  await page.getByRole('button', { name: 'Вернуть измеренный' }).press('Enter');
  await page.getByText('Действует измеренный порог').waitFor();
});

test('who may only look sees no buttons; others are told whose the screen is', async () => {
  const chair = await town.seat(await signInAs(town.server, 'chair'));
  await chair.goto('/staff/model');
  await chair.getByRole('heading', { name: 'Версии' }).waitFor({ timeout: patience });
  expect(await chair.getByRole('button', { name: /Обучить|Вернуть|действующей/u }).count()).toBe(0);
  const observer = await town.seat(await signInAs(town.server, 'observer'));
  await observer.goto('/staff/model');
  await observer.getByText('Этот раздел вам не открыт').waitFor({ timeout: patience });
});
