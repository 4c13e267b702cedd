import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openSocialTown, titleOfTalk } from '../../support/networks/social-feed.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/** Incidents of networks beside cases, wherever the city is counted. */

const { town, write } = openSocialTown();

const seat = async (address: string, width = 1440): Promise<Page> => {
  const at = await town.seat(await signInAs(town.server, 'chair'), width);
  await at.goto(address);
  return at;
};

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
