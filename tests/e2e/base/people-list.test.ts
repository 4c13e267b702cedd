import { expect, test } from 'vitest';
import { patience } from '../../support/site/journey.ts';
import { lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** An administrator brings a list of people: what is wrong is told by the row, the rest get accounts and links. */

const town = openTown();

test.each([390, 1440])('people by a list, at %i', async (width) => {
  const admin = await signInAs(town.server, 'admin');
  const page = await town.seat(admin, width);
  await page.goto('/staff/people');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Загрузить список' }).click({ timeout: patience }),
  ]);
  const text = `Фамилия;Имя;Почта;Роль\nПробная;Анна;anna${width}@example.ru;Оператор\nЛишний;Олег;;Дворник\n`;
  await chooser.setFiles({ name: 'люди.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const dialog = page.getByRole('dialog', { name: 'Сотрудники списком' });
  await dialog.getByText('Можно завести 1, не подходит 1').waitFor({ timeout: patience });
  await dialog.getByText('нет почты; нет роли «Дворник»').waitFor();
  await lookOver(page, `people-list-${width}`);
  await dialog.getByRole('button', { name: 'Завести 1 сотрудника' }).click();
  await dialog.getByText('Заведено: 1.').waitFor({ timeout: patience });
  const link = (await dialog.locator('code').first().textContent()) ?? '';
  await lookOver(page, `people-links-${width}`);
  // A link is read to its end.
  const cut = await dialog.evaluate((node) => node.scrollWidth > node.clientWidth + 1);
  expect(cut).toBe(false);
  const own = await town.seat(undefined, width);
  await own.goto(link);
  await own
    .getByLabel(/пароль/iu)
    .first()
    .waitFor({ timeout: patience });
  await page.context().close();
  await own.context().close();
});
