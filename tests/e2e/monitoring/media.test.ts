import { expect, test } from 'vitest';
import { checkAxe } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** Whom the city works with: a card of a person for a purpose and a term, a contact masked, a task, and all of it erased on request. */

const town = openTown();

test('a card of a blogger is kept for a purpose, its contact is read on record, and it goes at the person’s request', async () => {
  const editor = await signInAs(town.server, 'editor');
  const at = await town.seat(editor, 1440);
  await at.goto('/staff/media');
  await at.getByText('Реестр пуст').waitFor({ timeout: patience });
  await checkAxe(at);
  await at.keyboard.press('KeyA');
  const dialog = at.getByRole('dialog', { name: 'Новая карточка' });
  await dialog.getByLabel('Кто это').selectOption({ label: 'Блогер' });
  await dialog.getByLabel('Название').fill('Двор за двором');
  await at.keyboard.press('Control+Enter');
  await dialog.getByText('Выберите, зачем хранить').first().waitFor();
  await checkAxe(at);
  await dialog.getByLabel('Зачем храним').selectOption({ index: 1 });
  await dialog.getByLabel('На каком основании').selectOption({ index: 1 });
  await dialog.getByLabel('О чём пишет').fill('Известный оппозиционер');
  await at.keyboard.press('Control+Enter');
  await dialog
    .getByText(/Слово «оппозиционер»/u)
    .first()
    .waitFor();
  await dialog.getByLabel('О чём пишет').fill('Дворы и подъезды');
  await at.keyboard.press('Control+Enter');
  await at.getByRole('heading', { name: 'Двор за двором', level: 1 }).waitFor({ timeout: patience });

  await at.getByRole('button', { name: 'Контакт', exact: true }).press('Enter');
  const contact = at.getByRole('dialog', { name: 'Контакт' });
  await contact.getByLabel('Контакт', { exact: true }).fill('+7 343 900-00-14');
  await contact.getByLabel('Где опубликован').fill('https://dvor.example/contacts');
  await contact.getByLabel('Зачем храним').selectOption({ index: 1 });
  await contact.getByLabel('На каком основании').selectOption({ index: 1 });
  await at.keyboard.press('Control+Enter');
  await at.getByText('+7 ••• ••• 00 14', { exact: true }).first().waitFor({ timeout: patience });
  await at.getByRole('button', { name: /^Показать/u }).press('Enter');
  await at.getByText('+7 343 900-00-14').first().waitFor({ timeout: patience });
  await checkAxe(at);
  await at.getByRole('button', { name: /^Стереть/u }).press('Enter');
  await at
    .getByRole('dialog', { name: 'Стереть контакт?' })
    .getByRole('button', { name: 'Стереть' })
    .press('Enter');
  await at.getByText('Контактов нет.').waitFor({ timeout: patience });

  const chair = await town.seat(await signInAs(town.server, 'chair'), 1440);
  await chair.goto(new URL(at.url()).pathname);
  await chair.getByRole('button', { name: 'Стереть по просьбе' }).press('Enter');
  const erase = chair.getByRole('dialog', { name: /Стереть/u });
  await checkAxe(chair);
  await erase.getByRole('button', { name: /Стереть/u }).press('Enter');
  await chair.getByText('Реестр пуст').waitFor({ timeout: patience });
});

test('a task of a card is found where it is late, and whoever only reads changes nothing, on a phone too', async () => {
  const editor = await signInAs(town.server, 'editor');
  const at = await town.seat(editor, 390);
  await at.goto('/staff/media');
  await at.getByRole('button', { name: 'Новая карточка' }).first().click();
  const dialog = at.getByRole('dialog', { name: 'Новая карточка' });
  await dialog.getByLabel('Название').fill('Вестник города');
  await dialog.getByRole('button', { name: 'Завести' }).click();
  await at.getByRole('heading', { name: 'Вестник города', level: 1 }).waitFor({ timeout: patience });
  await at.getByRole('button', { name: 'Договорённость', exact: true }).click();
  const agreement = at.getByRole('dialog', { name: 'Договорённость' });
  await agreement.getByLabel('О чём договорились').fill('Рубрика о дворах');
  await agreement.getByLabel('С какого дня').fill('01.10.2026');
  await agreement.getByLabel('По какой день').fill('01.11.2026');
  await agreement.getByRole('button', { name: 'Записать' }).click();
  await at.getByText('срок прошёл, итог не отмечен').waitFor({ timeout: patience });
  await checkAxe(at);

  const observer = await town.seat(await signInAs(town.server, 'observer'), 390);
  await observer.goto('/staff/media?due=yes');
  await observer.getByRole('link', { name: 'Вестник города' }).click();
  await observer.getByText('Рубрика о дворах').waitFor({ timeout: patience });
  await checkAxe(observer);
  expect(await observer.getByRole('button', { name: /^(Договорённость|Исправить|Задача)$/u }).count()).toBe(
    0,
  );
});
