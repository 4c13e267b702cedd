import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { patience } from '../../support/site/journey.ts';
import { lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** An administrator brings the streets of the town and who answers for its topics as tables: what is wrong is told by the row. */

const town = openTown();

async function bring(page: Page, button: string, lines: readonly string[]): Promise<void> {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: button }).click({ timeout: patience }),
  ]);
  const buffer = Buffer.from(lines.join('\n'));
  await chooser.setFiles({ name: 'список.csv', mimeType: 'text/csv', buffer });
}

test.each([390, 1440])('streets and houses by a list, at %i', async (width) => {
  const page = await town.seat(await signInAs(town.server, 'admin'), width);
  await page.goto('/staff/directories?tab=streets');
  await page.getByRole('button', { name: 'Загрузить улицы и дома' }).waitFor({ timeout: patience });
  await page
    .getByText(/^(?:улица|проспект) /u)
    .filter({ visible: true })
    .first()
    .waitFor({ timeout: patience });
  await lookOver(page, `streets-${width}`);
  // No tab is left alone in a line of its own.
  const tops = await page
    .getByRole('tab')
    .evaluateAll((tabs) => tabs.map((tab) => Math.round(tab.getBoundingClientRect().top)));
  const lines = [...Map.groupBy(tops, (top) => top).values()].map(({ length }) => length);
  expect(Math.min(...lines)).toBeGreaterThan(1);
  await bring(page, 'Загрузить улицы и дома', [
    'Населённый пункт;Улица;Дом;Широта;Долгота',
    ';ул. Примерная;1;56,41;61,92',
    ';ул. Примерная;3а;;',
    ';;5;;',
  ]);
  const dialog = page.getByRole('dialog', { name: 'Улицы и дома списком' });
  await dialog.getByText('3 строки. Будет 1 улица, 2 дома; не подходит 1.').waitFor({ timeout: patience });
  await lookOver(page, `streets-list-${width}`);
  await dialog.getByRole('button', { name: 'Загрузить 2 дома' }).click();
  await dialog.getByText('Действует: 1 улица, 2 дома.').waitFor({ timeout: patience });
  await page.context().close();
});

test.each([390, 1440])('executors of topics by a list, at %i', async (width) => {
  const page = await town.seat(await signInAs(town.server, 'admin'), width);
  await page.goto('/staff/directories?tab=units');
  await page.getByRole('button', { name: 'Загрузить исполнителей тем' }).waitFor({ timeout: patience });
  await lookOver(page, `units-${width}`);
  await bring(page, 'Загрузить исполнителей тем', [
    'Код темы;Тема;Исполнитель',
    `roads.pavement.pothole;Яма на дороге;Служба дорог ${width}`,
    'нет.такой;Нет такой;Служба дорог',
  ]);
  const dialog = page.getByRole('dialog', { name: 'Исполнители тем списком' });
  await dialog.getByText('Исполнитель назван: 1 тема').waitFor({ timeout: patience });
  await dialog.getByText(/отдельным маршрутом — 1, как прежде — 0\. Не подходит строк: 1\./u).waitFor();
  await dialog.getByText(`Служба дорог ${width}`).waitFor();
  await lookOver(page, `topics-list-${width}`);
  await dialog.getByRole('button', { name: 'Распределить 1 тему' }).click();
  await dialog.getByText(/^Распределено/u).waitFor({ timeout: patience });
  await page.context().close();
});

test.each([390, 1440])('houses and their companies by a list, and back, at %i', async (width) => {
  const page = await town.seat(await signInAs(town.server, 'admin'), width);
  await page.goto('/staff/directories?tab=routes');
  const part = page.getByRole('region', { name: 'Дома и управляющие компании' });
  await part.getByText(/^Списка ещё нет/u).waitFor({ timeout: patience });
  await bring(page, 'Загрузить дома и компании', [
    'Улица;Дом;Управляющая компания;ИНН',
    // Of the list the test before has loaded.
    `ул. Примерная;1;УК Пример ${width};`,
    'ул. Примерная;99;УК Пример;',
    'ул. Примерная;3а;УК Пример;1234567890',
  ]);
  const dialog = page.getByRole('dialog', { name: 'Дома и управляющие компании списком' });
  await dialog.getByText('3 строки. Будет 1 дом, 1 компания; не подходит 2.').waitFor({ timeout: patience });
  await dialog.getByText('ИНН «1234567890» неверен').waitFor();
  await lookOver(page, `houses-list-${width}`);
  await dialog.getByRole('button', { name: 'Ввести 1 дом' }).click();
  await dialog.getByText('Действует: 1 дом, 1 компания.').waitFor({ timeout: patience });
  await dialog.getByRole('button', { name: 'Закрыть' }).last().click();
  await part.getByText('Действует список: 1 дом, 1 компания').waitFor({ timeout: patience });
  await lookOver(page, `houses-${width}`);
  await part.getByRole('button', { name: 'Отменить список' }).click();
  await part.getByText(/^Списка ещё нет/u).waitFor({ timeout: patience });
  await page.context().close();
});
