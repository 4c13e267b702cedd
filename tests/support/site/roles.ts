import type { Buffer } from 'node:buffer';
import type { Page } from 'playwright-core';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { checkAxe } from './browser.ts';

/** What the people of a case do on their screens, found by role and name as they find it. */

/** A photo chosen from the gallery; ends when the server has it. */
export async function attachPhoto(page: Page, name: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Выбрать', exact: true }).click();
  await (await chooser).setFiles({ name, mimeType: 'image/jpeg', buffer });
  await page.getByRole('img', { name: `Ваше фото ${name}` }).waitFor();
  await page.getByText('Фото добавлено').waitFor();
}

export interface Words {
  text: string;
  phone: string;
  photo: Buffer;
}

/** Four steps of «Сообщить»; the photo tells the place. Ends on the resident's own page of the message. */
export async function submitMessage(page: Page, { text, phone, photo }: Words): Promise<string> {
  const next = (name: string) => page.getByRole('button', { name, exact: true }).click();
  await page.goto('/');
  await page.getByRole('link', { name: 'Сообщить о проблеме' }).click();
  await attachPhoto(page, 'yama.jpg', photo);
  await page.getByRole('textbox', { name: 'Опишите коротко' }).fill(text);
  await page.getByText('Похоже на тему').waitFor();
  await checkAxe(page);
  await next('Продолжить');
  await page.getByText('Место взято из фото').waitFor();
  await checkAxe(page);
  await next('Да, здесь');
  await page.getByRole('textbox', { name: 'Телефон' }).fill(phone);
  await page.getByRole('checkbox', { name: /согласие на обработку персональных данных/u }).check();
  await page.getByRole('checkbox', { name: /Разрешаю показать/u }).check();
  await checkAxe(page);
  await next('Отправить');
  const heading = page.getByRole('heading', { level: 1, name: /^№\s\d{4}-\d{2}-\d{4,}$/u });
  const number = ((await heading.textContent()) ?? '').replace(/^№\s/u, '');
  await page.getByRole('link', { name: 'Следить за сообщением' }).click();
  await page.getByRole('heading', { level: 1, name: formatCaseNumber(number) }).waitFor();
  return number;
}

/** One press of a key for the block and one to accept: the message leaves the inbox. */
export async function sortByKeys(page: Page, title: string, digit: number): Promise<void> {
  await page.goto('/staff/inbox');
  await page.getByRole('region', { name: 'Просмотр' }).getByRole('heading', { name: title }).waitFor();
  // The list moves on at once, the decision runs behind it.
  const decided = page.waitForResponse((reply) => reply.url().endsWith('/triage') && reply.ok());
  const told = page
    .getByText(/^Принято: /u)
    .first()
    .waitFor();
  await page.keyboard.press(`Digit${digit}`);
  await page.keyboard.press('Enter');
  // Both at once: the notice goes after eight seconds, whether the answer has come or not.
  await Promise.all([decided, told]);
  await page.getByRole('heading', { name: 'Разобрано всё' }).waitFor();
}

/** The executor's page by its link: photo, words, result, send. */
export async function answerByLink(
  page: Page,
  token: string,
  answer: { text: string; photo?: Buffer },
): Promise<void> {
  await page.goto(`/e/${token}`);
  const words = page.getByRole('textbox', { name: 'Ответ жителю' });
  await words.waitFor();
  if (answer.photo) await attachPhoto(page, 'posle.jpg', answer.photo);
  await words.fill(answer.text);
  await page.getByRole('combobox', { name: 'Результат' }).selectOption({ label: 'Решено' });
  await checkAxe(page);
  await page.getByRole('button', { name: 'На согласование' }).click();
  await page.getByText('Ответ на согласовании.').waitFor();
}

/** The answer in view is returned with its reason, by keys. */
export async function returnAnswer(page: Page, number: string, reason: string): Promise<void> {
  await openApproval(page, number);
  await page.keyboard.press('KeyB');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Что исправить' }).fill(reason);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Возвращено на доработку').first().waitFor();
}

/** The answer in view is approved by its key. */
export async function approveAnswer(page: Page, number: string): Promise<void> {
  await openApproval(page, number);
  await page.keyboard.press('KeyA');
  await page.getByText('Утверждено, ответ уходит жителю').first().waitFor();
}

export async function openApproval(page: Page, number: string): Promise<void> {
  await page.goto('/staff/approval');
  await page.getByRole('region', { name: formatCaseNumber(number) }).waitFor();
}

/** The operator shows the card and its photos on the public map. */
export async function publishCase(page: Page, number: string): Promise<void> {
  await page.goto(`/staff/cases/${number}`);
  await page.getByRole('button', { name: 'Показ и фото' }).click();
  const dialog = page.getByRole('dialog', { name: 'Показ жителям' });
  await dialog.getByRole('checkbox', { name: 'Показывать карточку на карте' }).check();
  await dialog.getByRole('checkbox', { name: 'Показать фото «до»' }).check();
  await dialog.getByRole('button', { name: 'Сохранить' }).click();
  await page.getByText('Показ сохранён').first().waitFor();
}

/** The resident's word on the answer. */
export async function rateAnswer(
  page: Page,
  word: { resolved: 'Да' | 'Нет'; score?: number; comment?: string; send: string },
): Promise<void> {
  await page.reload();
  const solved = page.getByRole('group', { name: 'Проблема решена?' });
  await solved.getByRole('radio', { name: word.resolved, exact: true }).check();
  if (word.score)
    await page
      .getByRole('group', { name: /Как вам ответ/u })
      .getByRole('radio', { name: `${word.score}` })
      .check();
  if (word.comment)
    await page.getByRole('textbox', { name: /Что не сделано|Что добавить/u }).fill(word.comment);
  await checkAxe(page);
  await page.getByRole('button', { name: word.send }).click();
}
