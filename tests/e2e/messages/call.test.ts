import { expect, test } from 'vitest';
import { patience } from '../../support/site/journey.ts';
import { keepShot, lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A call without a topic has the general term, and the form says so before it is registered. */

const town = openTown();

const term = (words: string): string => /до \d+ \p{L}+/u.exec(words.replaceAll('\u00a0', ' '))?.[0] ?? words;

test.each([390, 1440])('the term told beside the button is the one it gets, at %i', async (width) => {
  const page = await town.seat(await signInAs(town.server, 'operator'), width);
  await page.goto('/staff/call');
  await page.getByRole('textbox', { name: 'Что случилось' }).fill('На дороге глубокая яма, колесо пробил');
  const note = page.getByText(/Тема не выбрана: срок ответа — /u);
  await note.waitFor({ timeout: patience });
  await lookOver(page, `call-no-topic-${width}`);
  const told = term(await note.innerText());
  const aside = page.getByRole('complementary', { name: 'Подсказки' });
  expect(term(await aside.getByText(/^до /u).first().innerText())).not.toBe(told);
  // A topic taken and the note is gone; a letter of 59-ФЗ has its term whatever the topic.
  const [first] = await aside.getByRole('button').all();
  await page.keyboard.press('Alt+Digit1');
  await note.waitFor({ state: 'hidden' });
  expect(await first?.getAttribute('aria-pressed')).toBe('true');
  await keepShot(page, `call-topic-${width}`);
  await page.evaluate(() => localStorage.clear());
  await page.goto('/staff/call?kind=paper');
  await page.getByRole('heading', { name: 'Режим: Обращение по 59-ФЗ' }).waitFor({ timeout: patience });
  await page.getByRole('textbox', { name: 'Что случилось' }).fill('На дороге глубокая яма, колесо пробил');
  await aside.getByText('Если тема').waitFor({ timeout: patience });
  expect(await note.count()).toBe(0);
  await page.evaluate(() => localStorage.clear());
  await page.goto('/staff/call');
  await page.getByRole('textbox', { name: 'Что случилось' }).fill('На дороге глубокая яма, колесо пробил');
  await note.waitFor({ timeout: patience });
  await page.keyboard.press('Control+Enter');
  const receipt = page.getByText(/Продиктуйте номер\. Ответ/u);
  await receipt.waitFor({ timeout: patience });
  expect(term(await receipt.innerText())).toBe(told);
  await page.context().close();
});
