import type { Page } from 'playwright-core';
import { patience } from '../site/journey.ts';

/** What the people of the working group do on their screens, found by role and name as they find it. */

/** The screen says that it is done. */
export const toast = (page: Page, words: string): Promise<void> =>
  page.locator('.toast', { hasText: words }).first().waitFor({ timeout: patience });

/** The secretary records that somebody is away, and why. */
export async function markAway(page: Page, who: string | RegExp, reason: string): Promise<void> {
  const seat = page.locator('.group-people > li').filter({ hasText: who }).first();
  await seat.getByRole('button', { name: /Иначе/u }).click({ timeout: patience });
  const away = page.getByRole('dialog');
  await away.getByLabel('Отметка').selectOption('absent');
  await away.getByLabel('Причина отсутствия').fill(reason);
  await page.keyboard.press('Control+Enter');
  await toast(page, 'Отмечено');
}

/** The secretary marks who has come. */
export const markHere = (page: Page, who: string | RegExp): Promise<void> =>
  page
    .locator('.group-people > li')
    .filter({ hasText: who })
    .first()
    .getByRole('button', { name: /Здесь/u })
    .click();

export interface Decided {
  text: string;
  who: string;
  result: string;
  due?: string;
}

/** A decision on the item under way, by the key. */
export async function decide(page: Page, item: number, told: Decided): Promise<void> {
  await page.keyboard.press('KeyD');
  const row = page.getByRole('form', { name: `Решение по вопросу ${item}` });
  const words = row.getByLabel('Решили');
  await words.fill(told.text);
  await row.getByLabel('Ответственный').selectOption({ label: told.who });
  if (told.due) await row.getByLabel('Срок').fill(told.due);
  await row.getByLabel('Измеримый результат').fill(told.result);
  await words.press('Enter');
  await toast(page, 'Решение записано');
}

/** The executor's report from a phone: words, a measured number. Without evidence the screen says what is missing. */
export async function reportDone(
  page: Page,
  text: string,
  [what, count]: readonly [string, string],
): Promise<void> {
  await page.getByRole('button', { name: 'Отчитаться' }).click({ timeout: patience });
  const dialog = page.getByRole('dialog', { name: /Отчёт по поручению/u });
  await dialog.getByLabel('Что сделано').fill(text);
  await dialog.getByRole('button', { name: 'Отчитаться' }).click();
  await dialog.getByText('Приложите доказательство').waitFor();
  await dialog.getByLabel('Что измерено').fill(what);
  await dialog.getByLabel('Сколько').fill(count);
  await dialog.getByRole('button', { name: 'Добавить' }).click();
  await dialog.getByRole('button', { name: 'Отчитаться' }).click();
  await toast(page, 'Отчёт отправлен секретарю');
}

/** The secretary sends the report back by the key. */
export async function returnReport(page: Page, reason: string): Promise<void> {
  await page.keyboard.press('KeyB');
  const dialog = page.getByRole('dialog', { name: 'Вернуть отчёт' });
  await dialog.getByLabel('Чего не хватает').fill(reason);
  await page.keyboard.press('Control+Enter');
  await toast(page, 'Возвращено');
}

/** Shows once more who signs, by the password; one that is wrong is refused in words and may be put right. */
export async function signAgain(page: Page, name: string, passwords: readonly string[]): Promise<void> {
  await page.getByRole('button', { name: 'Подписать', exact: true }).click({ timeout: patience });
  const dialog = page.getByRole('dialog', { name });
  for (const [at, password] of passwords.entries()) {
    await dialog.getByLabel('Ваш пароль').fill(password);
    await page.keyboard.press('Control+Enter');
    if (at < passwords.length - 1)
      await dialog.getByText('Пароль не подходит').waitFor({ timeout: patience });
  }
  await dialog.waitFor({ state: 'hidden', timeout: patience });
}
