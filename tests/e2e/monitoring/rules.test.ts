import { expect, test } from 'vitest';
import { isSaid, openSocialTown } from '../../support/networks/social-feed.ts';
import { checkAxe } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/** Who looks for what: a rule is written, tried on what was seen, kept, mended and switched off. */

const { town, operator, write } = openSocialTown();

test('a rule is tried before it is kept, and finds by A, words and Ctrl+Enter', { retry: 1 }, async () => {
  await write('После ветра у дома валежник, пройти нельзя');
  const at = await town.seat(operator(), 1440);
  await at.goto('/staff/monitoring-rules');
  await at.getByRole('table', { name: 'Правила мониторинга' }).waitFor({ timeout: patience });
  await checkAxe(at);
  await at.keyboard.press('KeyA');
  const dialog = at.getByRole('dialog', { name: 'Новое правило' });
  await at.keyboard.press('Control+Enter');
  await isSaid(at, 'Напишите, что искать');
  await dialog.getByLabel('Название').fill('Валежник');
  await dialog.getByLabel('Что искать').fill('(валежник | бурелом');
  await dialog.getByRole('button', { name: 'Прогнать по 90 дням' }).press('Enter');
  await dialog
    .getByText(/Скобка/u)
    .first()
    .waitFor({ timeout: patience });
  await dialog.getByLabel('Что искать').fill('валежник | бурелом');
  await dialog.getByRole('button', { name: 'Прогнать по 90 дням' }).press('Enter');
  await dialog.getByText(/^Из .* за 90 дней поймало бы [1-9]\.$/u).waitFor({ timeout: patience });
  expect(await dialog.locator('mark').allTextContents()).toContain('валежник');
  await checkAxe(at);
  await dialog.getByLabel('Блок').selectOption({ label: 'Благоустройство' });
  await dialog.getByLabel('Основание').fill('п. 3.2.1: уборка после ветра');
  await at.keyboard.press('Control+Enter');
  await isSaid(at, 'Правило записано и уже ищет');

  await at.getByLabel('Найти правило').fill('валеж');
  await at.getByRole('button', { name: 'Валежник', exact: true }).first().press('Enter');
  const mended = at.getByRole('dialog', { name: 'Правило «Валежник»' });
  await mended.getByLabel('Что искать').fill('бурелом');
  await mended.getByRole('button', { name: 'Прогнать по 90 дням' }).press('Enter');
  await mended.getByText(/поймало бы 0: новых 0, потеряло бы [1-9]\.$/u).waitFor();
  await mended.getByRole('heading', { name: /^Потеряло бы: [1-9]$/u }).waitFor();
  await mended.getByLabel('Правило включено').press('Space');
  await at.keyboard.press('Control+Enter');
  await isSaid(at, 'Правило изменено');
  await at
    .getByRole('row', { name: /Валежник/u })
    .getByText('выключено')
    .waitFor({ timeout: patience });
});

test('whoever only watches reads a rule and changes nothing, on a phone too', { retry: 1 }, async () => {
  const at = await town.seat(await signInAs(town.server, 'approver'), 390);
  await at.goto('/staff/monitoring-rules');
  await at.getByLabel('Найти правило').fill('отопл');
  const first = at.getByRole('button', { name: /отопл|батаре|тепл/iu }).first();
  await first.waitFor({ timeout: patience });
  await checkAxe(at);
  const title = await first.textContent();
  await first.press('Enter');
  await at
    .getByRole('dialog', { name: `Правило «${title}»` })
    .getByText('Как записано')
    .waitFor();
  await checkAxe(at);
  expect(await at.getByRole('button', { name: 'Новое правило' }).count()).toBe(0);
});
