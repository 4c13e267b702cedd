import type { Page } from 'playwright-core';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { readPdfText } from '../../../support/pdf-text.ts';
import { keepShot } from '../../../support/site/look-over.ts';
import type { MadeTown } from './made-town.ts';
import type { Seat } from './seat.ts';
import { PASSWORD } from './set-up.ts';

/** What the people of a message do by screens, from a resident with a phone to the answer on paper. */

export const ANSWER = 'Яму засыпали и заасфальтировали, площадь четыре квадратных метра.';

export async function takePassword({ page }: Seat, link: string, mail: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Новый пароль').fill(PASSWORD);
  await page.getByLabel('Ещё раз').fill(PASSWORD);
  await page
    .getByRole('button', { name: /пароль/iu })
    .last()
    .click();
  const own = page.getByLabel('Рабочая почта');
  await own
    .or(page.getByRole('heading', { level: 1, name: 'Сегодня' }))
    .first()
    .waitFor();
  if (!(await own.isVisible())) return;
  await own.fill(mail);
  await page.getByLabel('Пароль', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Войти', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Сегодня' }).waitFor();
}

export interface Sent {
  number: string;
  /** The resident's own page. */
  own: string;
}

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first().click();

export async function sendMessage({ page }: Seat, url: string, town: MadeTown): Promise<Sent> {
  await page.goto(url);
  await keepShot(page, '20-home');
  await page.getByRole('link', { name: 'Сообщить о проблеме' }).first().click();
  await page
    .getByRole('textbox', { name: 'Опишите коротко' })
    .fill('Яма на проезжей части, машины объезжают её по встречной. Заделайте, пожалуйста.');
  await page.getByText('Похоже на тему').waitFor();
  await press(page, 'Продолжить');
  const place = page.getByRole('combobox', { name: 'Адрес или ориентир' });
  await place.fill(`${town.name}, ${town.street} ${town.house}`);
  await keepShot(page, '21-where');
  await page
    .getByRole('option', { name: new RegExp(`${town.street}, ${town.house}$`, 'u') })
    .first()
    .click();
  await keepShot(page, '22-place');
  await press(page, /^(?:Продолжить|Да, здесь)$/u);
  await page.getByLabel('или e-mail').fill(`zhitel@town.invalid`);
  await page.getByRole('checkbox', { name: /согласие на обработку персональных данных/u }).check();
  await page.getByRole('checkbox', { name: /Разрешаю показать/u }).check();
  await keepShot(page, '23-contacts');
  await press(page, 'Отправить');
  const heading = page.getByRole('heading', { level: 1, name: /^№\s\d{4}-\d{2}-\d{4,}$/u });
  const number = ((await heading.textContent()) ?? '').replace(/^№\s/u, '');
  await keepShot(page, '24-sent');
  await page.getByRole('link', { name: 'Следить за сообщением' }).click();
  await page.getByRole('heading', { level: 1, name: formatCaseNumber(number) }).waitFor();
  return { number, own: page.url() };
}

export async function sortMessage({ page }: Seat): Promise<void> {
  await page
    .getByRole('link', { name: /^(?:Входящие|Разбор)/u })
    .first()
    .click();
  await page
    .getByRole('region', { name: 'Просмотр' })
    .getByRole('heading', { name: /^Яма на проезжей/u })
    .waitFor();
  await keepShot(page, '30-inbox');
  const decided = page.waitForResponse((reply) => reply.url().endsWith('/triage') && reply.ok());
  await page.keyboard.press('Enter');
  await decided;
  await page.getByRole('heading', { name: 'Разобрано всё' }).waitFor();
}

/** The operator hands the executor a link; gives its address. */
export async function handLink({ page }: Seat, { number }: Sent): Promise<string> {
  await page.getByRole('link', { name: /^Дела/u }).first().click();
  await page.getByRole('row').filter({ hasText: number }).getByText('Яма на проезжей').first().click();
  await page.getByRole('button', { name: 'Выдать ссылку' }).waitFor();
  await keepShot(page, '31-case');
  await press(page, 'Выдать ссылку');
  await page.getByRole('dialog').getByRole('button', { name: 'Выдать ссылку' }).click();
  const link = page.locator('#made-link');
  await link.waitFor();
  return link.inputValue();
}

export async function writeAnswer({ page }: Seat, link: string): Promise<void> {
  await page.goto(link);
  const words = page.getByRole('textbox', { name: 'Ответ жителю' });
  await words.fill(ANSWER);
  await page.getByRole('combobox', { name: 'Результат' }).selectOption({ label: 'Решено' });
  await keepShot(page, '32-executor');
  await press(page, 'На согласование');
  await page.getByText('Ответ на согласовании.').waitFor();
}

export async function approveAnswer({ page }: Seat, { number }: Sent): Promise<void> {
  await page
    .getByRole('link', { name: /^Согласование/u })
    .first()
    .click();
  await page.getByRole('region', { name: formatCaseNumber(number) }).waitFor();
  await keepShot(page, '33-approval');
  await page.keyboard.press('KeyA');
  await page.getByText('Утверждено, ответ уходит жителю').first().waitFor();
}

/** The sheet of the letter as it comes out of the printer. */
export async function printLetter({ page }: Seat): Promise<string> {
  await page.goto('/staff/approval?list=approved');
  await page.getByRole('article').waitFor();
  return readPdfText(await page.pdf({ preferCSSPageSize: true }));
}

export async function readAnswer({ page }: Seat): Promise<void> {
  await page.reload();
  await page.getByText(ANSWER).first().waitFor();
  await keepShot(page, '40-answered');
}
