import { expect, test } from 'vitest';
import { admitOnlooker } from '../../../server/base/identity/index.ts';
import { asSystem, submitCase } from '../../support/site/cases.ts';
import { patience } from '../../support/site/journey.ts';
import { lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openCard, openTown } from '../../support/site/town.ts';

/** Somebody who checks the centre is shown the city as it was: by a one-time link, every page says so, and nothing is changed. */

const town = openTown(undefined, { OTKLIK_AS_OF: '2026-11-30T09:07:00Z', OTKLIK_ONLY: 'web' });
const words = 'Это город, каким он был 30.11.2026, 14:07: его смотрят и ничего в нём не меняют.';

test.each([390, 1440])('an onlooker comes in by a link and reads, at %i', async (width) => {
  const page = await town.seat(undefined, width);
  await page.goto(await asSystem(town.server, admitOnlooker));
  await page.getByLabel('Новый пароль', { exact: true }).fill('сто двадцать пять воробьёв');
  await page.getByLabel('Ещё раз', { exact: true }).fill('сто двадцать пять воробьёв');
  await page.getByRole('button', { name: 'Задать пароль и войти' }).click();
  await page.waitForURL((url) => !/new-password|sign-in/u.test(url.pathname), { timeout: patience });
  const strip = page.getByRole('complementary', { name: 'О городе' });
  await strip.getByText('Город, каким он был 30.11.2026, 14:07.').waitFor({ timeout: patience });
  await page.goto('/staff/cases');
  await page.getByRole('heading', { name: 'Дела', level: 1 }).waitFor({ timeout: patience });
  await strip.waitFor();
  await lookOver(page, `as-it-was-${width}`);
  await page.context().close();
});

test('who tries to change anything is told in words, and loses nothing of what they wrote', async () => {
  const { config } = town.site.app.services;
  const { asOf } = config;
  // The message came while the city still lived.
  config.asOf = null;
  const { number } = await submitCase(town.server);
  config.asOf = asOf;
  const page = await town.seat(await signInAs(town.server, 'operator'));
  await openCard(page, number);
  const note = page.getByRole('textbox', { name: 'Заметка для сотрудников' });
  await note.fill('Проверить ещё раз');
  await page.keyboard.press('Control+Enter');
  await page.getByText(words).first().waitFor({ timeout: patience });
  expect(await note.inputValue()).toBe('Проверить ещё раз');
  await lookOver(page, 'as-it-was-refused');
  await page.context().close();
});
