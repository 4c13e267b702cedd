import { expect, test } from 'vitest';
import { drawPicture } from '../../support/pictures.ts';
import { patience } from '../../support/site/journey.ts';
import { lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** An administrator says what the city is; residents read it the next moment. */

const town = openTown();

test.each([390, 1440])('the card of the city from its name to the portal, at %i', async (width) => {
  const admin = await signInAs(town.server, 'admin');
  const page = await town.seat(admin, width);
  await page.goto('/staff/our-city?tab=card');
  await page.getByRole('textbox', { name: 'Город', exact: true }).fill(`Верхний Энск ${width}`);
  await page.getByRole('button', { name: /^Предложить падежи.*Город$/u }).click();
  await expect
    .poll(() => page.getByLabel('Город: в чём?').inputValue(), { timeout: patience })
    .toMatch(/^Верхнем Энск/u);
  // A slip of the hand is told at its field, and nothing is saved.
  await page.getByLabel('ИНН').fill('6600000004');
  await page.getByRole('button', { name: /^Сохранить редакцию/u }).click();
  await page.getByText('ИНН организации — 10 цифр; проверьте их').first().waitFor();
  await lookOver(page, `city-wrong-${width}`);
  await page.getByLabel('ИНН').fill('6600000003');
  const png = await drawPicture('png');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: /герб$/u }).first().click(),
  ]);
  await chooser.setFiles({ name: 'герб.png', mimeType: 'image/png', buffer: png });
  await page.getByRole('img', { name: 'Герб города' }).waitFor({ timeout: patience });
  await page.getByLabel('Почему меняете').fill('Переименовали');
  await lookOver(page, `city-card-${width}`);
  await page.getByRole('button', { name: /^Сохранить редакцию/u }).click();
  await page.getByText('Карточка города сохранена').first().waitFor({ timeout: patience });
  await page.getByRole('tab', { name: 'История' }).click();
  await page.getByText('Переименовали').first().waitFor({ timeout: patience });
  await lookOver(page, `city-history-${width}`);
  await page.getByRole('button', { name: /^Посмотреть.*редакцию 1$/u }).click();
  await page.getByRole('dialog').getByText('Каменска-Уральского').waitFor({ timeout: patience });
  await lookOver(page, `city-edition-${width}`);
  const home = await town.seat(undefined, width);
  await home.goto('/privacy');
  await home.getByRole('heading', { name: 'Кто отвечает за ваши данные' }).waitFor({ timeout: patience });
  expect(await home.title()).toBe(`Персональные данные — Отклик, Верхний Энск ${width}`);
  const arms = home.locator('.masthead img.arms');
  expect(await arms.evaluate((node: HTMLImageElement) => node.naturalWidth)).toBe(96);
  await lookOver(home, `city-portal-${width}`);
  await page.context().close();
  await home.context().close();
});

test('the door: an administrator closes the portal, residents see whom to call, the list says what is left', async () => {
  const admin = await signInAs(town.server, 'admin');
  const page = await town.seat(admin, 1440);
  await page.goto('/staff/our-city');
  await page
    .getByRole('heading', { name: /^Что держит портал: готово \d+ из \d+$/u })
    .waitFor({ timeout: patience });
  await page.getByRole('button', { name: 'Закрыть портал' }).click();
  const dialog = page.getByRole('dialog', { name: 'Закрыть портал' });
  await dialog.getByLabel('Почему').fill('Переезжаем');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('heading', { name: 'Портал закрыт' }).waitFor({ timeout: patience });
  await lookOver(page, 'city-readiness-1440');
  const phone = await town.seat(admin, 390);
  await phone.goto('/staff/our-city');
  await phone.getByRole('heading', { name: 'Портал закрыт' }).waitFor({ timeout: patience });
  await lookOver(phone, 'city-readiness-390');
  await phone.goto('/staff');
  await phone.getByText('Портал закрыт для жителей.').waitFor({ timeout: patience });
  await phone.goto('/map');
  await phone.getByText('Вы видите его как сотрудник').waitFor({ timeout: patience });
  for (const width of [390, 1440]) {
    const home = await town.seat(undefined, width);
    for (const path of ['/', '/new', '/map', '/m/2026-11-0001']) {
      const reply = await home.goto(path);
      expect(reply?.status(), path).toBe(503);
      await home.getByRole('heading', { name: 'Приём сейчас закрыт' }).waitFor({ timeout: patience });
    }
    await home.getByRole('link', { name: '(3439) 00-00-00' }).first().waitFor({ timeout: patience });
    await lookOver(home, `city-closed-${width}`);
    await home.getByRole('link', { name: 'Вход для сотрудников' }).click();
    await home.getByLabel('Пароль').waitFor({ timeout: patience });
    await home.context().close();
  }
  // Nothing is done for the opening here: the button says so, and the server too.
  const button = page.getByRole('button', { name: /^Открыть портал — осталось \d+$/u });
  expect(await button.getAttribute('aria-disabled')).toBe('true');
  await page.context().close();
  await phone.context().close();
});
