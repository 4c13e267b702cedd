import { expect, test } from 'vitest';
import { isSaid, openSocialTown } from '../../support/networks/social-feed.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInAs, signInStaff } from '../../support/site/sign-in.ts';

/** Whoever ends a shift at the feed hands it over on one screen, and the next takes it over. */

const { town, operator, write, openFeed } = openSocialTown();

test('a shift is given with a note and a marked incident, and taken over by the next', {
  retry: 1,
}, async () => {
  await write('На Тевосяна, 8 третий день нет воды');
  await write('На Добролюбова, 12 не вывозят мусор');
  const at = await openFeed(operator());
  await at.getByRole('link', { name: 'Смена', exact: true }).press('Enter');
  await at.getByRole('heading', { name: 'Что открыто' }).waitFor({ timeout: patience });
  await at.getByText('Сейчас по графику никто не дежурит.').waitFor();
  await isSaid(at, 'Смен ещё не сдавали.');
  const mark = at.getByRole('checkbox', { name: /^посмотреть первым/u }).first();
  await mark.press('Space');
  const note = at.getByRole('textbox', { name: /^Записка следующему/u });
  await note.fill('Ждём Водоканал: обещали бригаду к 18:00');
  await checkAxe(at);
  await keepShot(at, 'shift-1440');
  await at.getByRole('button', { name: 'Сдать смену', exact: true }).press('Enter');
  await isSaid(at, 'Смена сдана: ждём, кто примет');
  await at.getByRole('button', { name: 'Взять назад' }).waitFor({ timeout: patience });
  expect(await note.inputValue()).toBe('');

  const next = await signInStaff(town.server, 'operator', { slug: 'next-operator' });
  const phone = await openFeed(next.cookie, { width: 390 });
  await phone.getByRole('link', { name: 'Принять смену' }).press('Enter');
  await phone.getByText('Ждём Водоканал: обещали бригаду к 18:00').waitFor({ timeout: patience });
  await phone.getByRole('list', { name: 'Посмотреть первыми' }).getByRole('link').first().waitFor();
  expect(await scrollsSideways(phone)).toBe(false);
  await checkAxe(phone);
  await keepShot(phone, 'shift-390');
  await phone.getByRole('button', { name: 'Принять смену' }).press('Enter');
  await isSaid(phone, 'Смена принята');
  await isSaid(phone, 'принята сразу');
  await keepShot(phone, 'shift-390-taken');

  const reader = await town.seat(await signInAs(town.server, 'observer'), 1440);
  await reader.goto('/staff/shift');
  await reader.getByText('принята сразу').first().waitFor({ timeout: patience });
  expect(await reader.getByRole('button', { name: 'Сдать смену' }).count()).toBe(0);
});
