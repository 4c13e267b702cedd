import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { scrollsSideways } from '../../support/site/browser.ts';
import { expectFocus, patience } from '../../support/site/journey.ts';
import { lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** Help beside the screen: F1 and the button, the screen stays, focus comes back, the text follows the person. */

const town = openTown();

const helpOf = (page: Page) => page.getByRole('complementary', { name: 'Справка' });
const titleOf = (page: Page) => helpOf(page).getByRole('heading', { level: 2 });

test.each([390, 1440])(
  'F1 opens help of the screen beside it, Esc closes it and the hand is where it was, at %i',
  async (width) => {
    const page = await town.seat(await signInAs(town.server, 'operator'), width);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    await page.goto('/staff/cases');
    const search = page.getByRole('searchbox', { name: 'Найти в списке' });
    await search.waitFor({ timeout: patience });
    await page.waitForLoadState('networkidle');
    expect(
      asked.filter((url) => /\/help-/u.test(url)),
      'no text of help comes before it is asked for',
    ).toEqual([]);
    await search.focus();
    await page.keyboard.press('F1');
    await titleOf(page).filter({ hasText: 'Дела' }).waitFor({ timeout: patience });
    await expectFocus(titleOf(page));
    await lookOver(page, `help-${width}`);
    // The screen is there and works beside it.
    await search.fill('яма');
    await titleOf(page).focus();
    await page.keyboard.press('Escape');
    await helpOf(page).waitFor({ state: 'detached' });
    await expectFocus(search);
    await page.getByRole('button', { name: 'Справка об этом экране' }).click();
    await titleOf(page).waitFor();
    await page.keyboard.press('F1');
    await helpOf(page).waitFor({ state: 'detached' });
    await page.context().close();
  },
);

test('it follows to the next screen, searches all texts, shows the keys, and is a page of its own', async () => {
  const page = await town.seat(await signInAs(town.server, 'operator'));
  await page.goto('/staff/inbox');
  await page.getByRole('heading', { level: 1 }).waitFor({ timeout: patience });
  await page.keyboard.press('F1');
  await titleOf(page).filter({ hasText: 'Входящие' }).waitFor({ timeout: patience });
  await lookOver(page, 'help-inbox');
  await page.getByRole('navigation', { name: 'Разделы' }).getByRole('link', { name: 'Отключения' }).click();
  await titleOf(page).filter({ hasText: 'Отключения' }).waitFor({ timeout: patience });
  await helpOf(page).getByRole('searchbox', { name: 'Найти в справке' }).fill('резервные копии');
  await helpOf(page).getByRole('link', { name: 'Резервные копии' }).first().click();
  await titleOf(page).filter({ hasText: 'Резервные копии' }).waitFor();
  await helpOf(page).getByRole('button', { name: 'К справке этого экрана' }).click();
  await titleOf(page).filter({ hasText: 'Отключения' }).waitFor();
  await helpOf(page).getByText('Клавиши этого экрана').click();
  await helpOf(page).getByText('Справка об этом экране').waitFor();
  await helpOf(page).getByRole('link', { name: 'Справка на всю страницу' }).click();
  await page.waitForURL('**/staff/help/outages');
  // The screen that is left is headed the same.
  await page.locator('main .help-words').waitFor({ timeout: patience });
  await page.getByRole('heading', { level: 1, name: 'Отключения' }).waitFor();
  await lookOver(page, 'help-page');
  await page.goto('/staff/help/guide-administrator');
  const picture = page.locator('.help-words img');
  await picture.waitFor({ timeout: patience });
  await expect
    .poll(() => picture.evaluate((node: HTMLImageElement) => node.naturalWidth), { timeout: patience })
    .toBe(1200);
  await page.context().close();
});

test('inside of a dialog F1 opens it in a tab of its own: what is typed stays', async () => {
  const page = await town.seat(await signInAs(town.server, 'operator'));
  await page.goto('/staff/outages');
  await page.getByRole('button', { name: 'Отключение', exact: true }).click({ timeout: patience });
  await page.getByRole('dialog').waitFor();
  const [tab] = await Promise.all([page.context().waitForEvent('page'), page.keyboard.press('F1')]);
  await tab.getByRole('heading', { level: 1, name: 'Отключения' }).waitFor({ timeout: patience });
  expect(await page.getByRole('dialog').count()).toBe(1);
  await page.context().close();
});

test('it is there before one signs in, and in every look', async () => {
  const page = await town.seat(undefined, 390);
  await page.goto('/staff/sign-in');
  await page.getByRole('button', { name: 'Не получается войти?' }).click({ timeout: patience });
  await titleOf(page).filter({ hasText: 'Вход для сотрудников' }).waitFor({ timeout: patience });
  await lookOver(page, 'help-sign-in');
  await page.context().close();
  const own = await town.seat(await signInAs(town.server, 'operator'));
  await own.goto('/staff/help');
  await own
    .getByRole('heading', { name: 'День за днём: что делает каждая роль' })
    .waitFor({ timeout: patience });
  await own.evaluate(() => localStorage.setItem('otklik.theme', 'dark'));
  await own.reload();
  await own
    .getByRole('heading', { name: 'День за днём: что делает каждая роль' })
    .waitFor({ timeout: patience });
  await own.keyboard.press('F1');
  await titleOf(own).waitFor({ timeout: patience });
  await lookOver(own, 'help-dark');
  await own.getByRole('button', { name: 'Версия для слабовидящих', exact: true }).last().click();
  expect(await scrollsSideways(own)).toBe(false);
  await lookOver(own, 'help-vi');
  await own.context().close();
});
