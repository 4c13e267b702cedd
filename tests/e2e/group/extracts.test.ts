import { hashPassword } from 'better-auth/crypto';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { writePassword } from '../../../server/base/identity/sign-in/password.ts';
import { signProtocol } from '../../../shared/contract/group/working-group-protocol.ts';
import { type Group, makeGroup } from '../../support/group/group.ts';
import { toast } from '../../support/group/group-steps.ts';
import { bringToReview, password } from '../../support/group/protocol.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { openTown } from '../../support/site/town.ts';

/** An extract of a signed protocol gets a signature of its own, a number, and a page where anyone checks it. */

let group: Group;
let page: Page;
let address: string;

const town = openTown(async () => {
  group = await makeGroup(town.server);
  const { id, version } = await bringToReview(town.server, group);
  await town.server.call(signProtocol, { params: { id }, body: { version, password } }, group.cookies.deputy);
  await town.server.drain();
  const { database } = town.site.app.services;
  await writePassword(database, group.ids.secretary, await hashPassword(password), new Date());
  page = await town.seat(group.cookies.secretary);
  address = `/staff/working-group/meetings/${id}/protocol`;
});

test('the secretary certifies it by the password; it has a number and is checked by its code', async () => {
  await page.goto(address);
  await page.getByRole('heading', { name: 'Выписки исполнителям' }).waitFor({ timeout: patience });
  await checkAxe(page);
  await page.getByRole('button', { name: /^Подписать.*выписка/u }).click();
  const dialog = page.getByRole('dialog', { name: 'Подписать 1 выписку' });
  await dialog.getByLabel('Ваш пароль').waitFor({ timeout: patience });
  await checkAxe(page);
  await dialog.getByLabel('Ваш пароль').fill('мимо');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Пароль не подходит').waitFor({ timeout: patience });
  await dialog.getByLabel('Ваш пароль').fill(password);
  await page.keyboard.press('Control+Enter');
  await toast(page, 'Выписка подписана');
  await page.getByText('1/2026-В1').first().waitFor({ timeout: patience });
  await checkAxe(page);
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await scrollsSideways(page)).toBe(false);
  await page.getByRole('link', { name: /^Проверка.*выписка/u }).click();
  await page.getByText('Выписка из протокола № 1/2026-В1').waitFor({ timeout: patience });
  await page.getByText(/Секретарь рабочей группы: простая электронная подпись/u).waitFor();
});
