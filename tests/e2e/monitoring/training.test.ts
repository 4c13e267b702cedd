import { expect, test } from 'vitest';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A learner plays a minute of the storm, sees what was wrong, then ends an exam and has its paper. */

const town = openTown();

test('a shift is played by the stopwatch, and an exam ends with a paper', { retry: 1 }, async () => {
  const operator = await signInAs(town.server, 'operator');
  const at = await town.seat(operator, 1440);
  await at.goto('/staff/training');
  await at.getByRole('heading', { name: 'Мои попытки' }).waitFor({ timeout: patience });
  await at.getByRole('combobox', { name: 'Сколько длится' }).selectOption('10');
  await checkAxe(at);
  await keepShot(at, 'training-start-1440');
  await at.getByRole('button', { name: 'Начать' }).press('Enter');
  await at.getByRole('timer').waitFor({ timeout: patience });
  const first = at.getByRole('listitem', { name: /^На Лесной, 12/u });
  await first.waitFor({ timeout: patience });
  await first.getByRole('button', { name: /^Ответить/u }).press('Enter');
  const dialog = at.getByRole('dialog', { name: 'Ответить' });
  await dialog.getByLabel('Ответ').fill('Разберёмся');
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await first.getByText('в ответе нет сути').waitFor({ timeout: patience });
  await keepShot(at, 'training-shift-1440');
  await at.getByRole('button', { name: 'Закончить' }).press('Enter');
  await at.getByText('не сдано').first().waitFor({ timeout: patience });
  await checkAxe(at);
  await keepShot(at, 'training-result-1440');

  const phone = await town.seat(operator, 390);
  await phone.goto('/staff/training');
  await phone.getByRole('checkbox', { name: /^Экзамен/u }).press('Space');
  await phone.getByRole('button', { name: 'Начать' }).press('Enter');
  await phone.getByRole('timer').waitFor({ timeout: patience });
  await phone.getByRole('listitem', { name: /^На Лесной, 12/u }).waitFor({ timeout: patience });
  await checkAxe(phone);
  await keepShot(phone, 'training-shift-390');
  await phone.getByRole('button', { name: 'Закончить' }).press('Enter');
  await phone.getByRole('link', { name: /^Протокол, PDF/u }).waitFor({ timeout: patience });
  expect(await scrollsSideways(phone)).toBe(false);
  await checkAxe(phone);
  await keepShot(phone, 'training-result-390');
});
