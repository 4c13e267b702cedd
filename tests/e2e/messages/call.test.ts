import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { patience } from '../../support/site/journey.ts';
import { lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A call without a topic has the general term, and the form says so before it is registered. */

const town = openTown();

async function term(line: Locator): Promise<string> {
  const words = ((await line.textContent()) ?? '').replaceAll('\u00a0', ' ');
  return /до \d+ \p{L}+/u.exec(words)?.[0] ?? words;
}

const said = 'На дороге глубокая яма, колесо пробил';

/** The form on a device of its own, where no draft waits, with the words typed. */
async function begin(width: number, address = '/staff/call') {
  const page = await town.seat(await signInAs(town.server, 'operator'), width);
  await page.goto(address);
  await page.getByRole('textbox', { name: 'Что случилось' }).fill(said);
  const aside = page.getByRole('complementary', { name: 'Подсказки' });
  await aside.getByText('Если тема').waitFor({ timeout: patience });
  return { page, aside, note: page.getByText(/Тема не выбрана: срок ответа — /u) };
}

test.each([390, 1440])('the term told beside the button is the one it gets, at %i', async (width) => {
  const { page, aside, note } = await begin(width);
  await note.waitFor({ timeout: patience });
  await lookOver(page, `call-no-topic-${width}`);
  const told = await term(note);
  expect(await term(aside.getByText(/^до\s/u).first())).not.toBe(told);
  await page.keyboard.press('Control+Enter');
  const receipt = page.getByText(/Продиктуйте номер\. Ответ/u);
  await receipt.waitFor({ timeout: patience });
  expect(await term(receipt)).toBe(told);
  await page.context().close();
});

test('a topic is taken by its key, and nothing is said any more', async () => {
  const { page, aside, note } = await begin(1440);
  await note.waitFor({ timeout: patience });
  await page.keyboard.press('Alt+Digit1');
  await note.waitFor({ state: 'hidden' });
  expect(await aside.getByRole('button', { pressed: true }).count()).toBe(1);
  await lookOver(page, 'call-topic-1440');
  await page.context().close();
});

test('a letter by 59-ФЗ has its term whatever the topic', async () => {
  const { page, aside, note } = await begin(1440, '/staff/call?kind=paper');
  await page.getByRole('heading', { name: 'Режим: Обращение по 59-ФЗ' }).waitFor({ timeout: patience });
  expect(await note.count()).toBe(0);
  expect(await aside.getByText('Срок по ней').count()).toBe(0);
  await page.context().close();
});
