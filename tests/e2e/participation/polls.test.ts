import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { signInKnown } from '../../support/participation/poll-desk.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A resident with a phone reads what is asked and answers in three presses; the first time a code of the contact is between them. */

const town = openTown(async () => {}, { OTKLIK_DEMO: '1' });

const title = 'Какой двор обновить в 2027 году?';
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

async function codeOf(contact: string): Promise<string> {
  await town.server.drain();
  const { rows } = await town.server.app.pool.query<{ secret: string }>(
    'SELECT secret FROM outbox.letter WHERE recipient = $1 AND secret IS NOT NULL ORDER BY created_at DESC LIMIT 1',
    [contact],
  );
  return rows[0]!.secret;
}

test('a poll is answered from the list: card, option, button, and a code the first time', {
  retry: 1,
}, async () => {
  for (const width of [390, 1440]) {
    const { page, context, errors } = await openPage(town.browser, town.site, { width });
    const phone = width === 390 ? '+79001112233' : '+79001112244';
    await page.goto('/polls');
    await page.getByRole('heading', { name: 'Идут' }).waitFor({ timeout: patience });
    await checkAxe(page);
    await page.getByRole('link', { name: title }).click();
    await page.getByRole('heading', { name: title, level: 1 }).waitFor({ timeout: patience });
    await page.getByRole('radio', { name: /Двор на Титова/u }).check();
    await page.getByRole('combobox', { name: 'Где вы живёте' }).selectOption({ index: 1 });
    await page.getByRole('checkbox', { name: 'Мне есть 14 лет' }).check();
    await checkAxe(page);
    expect(await scrollsSideways(page)).toBe(false);
    await keepShot(page, `poll-${width}`);
    await press(page, /^Выбрать: Двор на Титова/u);
    await page.getByLabel('Телефон или e-mail').fill(phone);
    await press(page, 'Получить код');
    const code = page.getByLabel(/^Код, отправленный/u);
    await code.waitFor({ timeout: patience });
    await code.fill(await codeOf(phone));
    await press(page, 'Подтвердить');
    await page.getByRole('heading', { name: 'Ответ принят, спасибо' }).waitFor({ timeout: patience });
    await checkAxe(page);
    await keepShot(page, `answered-${width}`);
    await page.reload();
    await page.getByRole('heading', { name: 'Ответ принят, спасибо' }).waitFor({ timeout: patience });

    await page.goto('/polls');
    await keepShot(page, `list-${width}`);
    await page.getByRole('link', { name: 'Как убирают снег в вашем районе?' }).click();
    await page.getByRole('heading', { name: /^Средняя оценка/u }).waitFor({ timeout: patience });
    await page.getByText('Тротуары к школам и садам чистят к семи утра').waitFor();
    await checkAxe(page);
    expect(await scrollsSideways(page)).toBe(false);
    await keepShot(page, `result-${width}`);
    expect(errors).toEqual([]);
    await context.close();
  }
});

test('without a network an answer waits on the device and goes once', { retry: 1 }, async () => {
  const cookie = await signInKnown(town.server, `+7900${String(Date.now()).slice(-7)}`);
  const { page, context } = await openPage(town.browser, town.site, { width: 390, cookie });
  await page.goto('/polls');
  await page.getByRole('link', { name: title }).click();
  await page.getByRole('radio', { name: /Двор на Титова/u }).check();
  await page.getByRole('combobox', { name: 'Где вы живёте' }).selectOption({ index: 1 });
  await page.getByRole('checkbox', { name: 'Мне есть 14 лет' }).check();
  await context.setOffline(true);
  await press(page, /^Выбрать: Двор на Титова/u);
  await page.getByText('Ответ готов и уйдёт сам, когда появится связь').waitFor({ timeout: patience });
  await checkAxe(page);
  await context.setOffline(false);
  await page.getByRole('heading', { name: 'Ответ принят, спасибо' }).waitFor({ timeout: patience });
  await page.goto('/drafts');
  await page.getByRole('heading', { name: 'Черновики', level: 1 }).waitFor();
  expect(await page.getByRole('heading', { name: 'Ответы на опросы' }).count()).toBe(0);
  await context.close();
});

test('an editor writes a poll by the keyboard, another approves it, and it is announced', {
  retry: 1,
}, async () => {
  const editor = await town.seat(await signInAs(town.server, 'editor'));
  await editor.goto('/staff/polls');
  await editor.getByRole('link', { name: title }).waitFor({ timeout: patience });
  await checkAxe(editor);
  await keepShot(editor, 'staff-list');
  await editor.keyboard.press('KeyN');
  const dialog = editor.getByRole('dialog', { name: 'Новый опрос' });
  await dialog.getByLabel('О чём спросим').fill('Нужен ли каток в сквере?');
  await dialog.getByRole('radio', { name: /^Выбор из вариантов/u }).check();
  await editor.keyboard.press('Control+Enter');
  await editor
    .getByRole('heading', { name: 'Нужен ли каток в сквере?', level: 1 })
    .waitFor({ timeout: patience });
  const address = new URL(editor.url()).pathname;
  await editor.getByText('Нет ни одного вопроса').waitFor();
  await editor.getByLabel('Решаем').fill('заливать ли каток в сквере');
  await editor.getByLabel('Что значит итог').fill('Учтём при составлении плана зимы');
  await editor.getByLabel('Что будет потом').fill('опубликуем итог и решение');
  const day = (ahead: number) =>
    new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10).split('-').reverse().join('.');
  await editor.getByLabel('Начало').fill(day(2));
  await editor.getByLabel('Конец').fill(day(12));
  await editor.getByLabel('Итог к какому дню').fill(day(20));
  await editor.getByRole('button', { name: 'один вариант' }).click();
  const question = editor.getByRole('group', { name: 'Вопрос 1' });
  await question
    .getByRole('textbox', { name: 'Вопрос', exact: true })
    .fill('Согласны ли вы, что каток нужен?');
  await question.getByRole('textbox', { name: 'Вариант 1' }).fill('Нужен');
  await question.getByRole('textbox', { name: 'Вариант 2' }).fill('Не нужен');
  await editor.getByText('«Согласны ли» подталкивает к ответу').waitFor();
  await question.getByRole('textbox', { name: 'Вопрос', exact: true }).fill('Нужен ли каток в сквере?');
  await editor.getByText('можно отправлять на проверку').waitFor();
  await editor.getByRole('button', { name: 'Как на телефоне' }).click();
  const phone = editor.getByRole('region', { name: 'Как на телефоне' });
  await phone.getByRole('radio', { name: 'Не нужен' }).check();
  await phone.getByText('Так ответ примут.').waitFor();
  await checkAxe(editor);
  await keepShot(editor, 'staff-writing');
  await editor.getByRole('button', { name: 'Записать' }).click();
  await editor.getByText('Записано').waitFor();
  await editor.getByRole('button', { name: 'На проверку' }).click();
  await editor
    .getByRole('dialog', { name: 'На проверку' })
    .getByRole('button', { name: 'На проверку' })
    .click();
  await editor.getByText('на проверке').first().waitFor({ timeout: patience });

  const approver = await town.seat(await signInAs(town.server, 'approver'), 390);
  await approver.goto(address);
  await approver.getByRole('button', { name: 'Утвердить' }).click();
  await approver
    .getByRole('dialog', { name: 'Утвердить' })
    .getByRole('button', { name: 'Утвердить' })
    .click();
  await approver.getByText('Утверждён. Объявите').waitFor({ timeout: patience });
  await checkAxe(approver);
  expect(await scrollsSideways(approver)).toBe(false);
  await keepShot(approver, 'staff-approved-390');

  await editor.reload();
  await editor.getByRole('button', { name: 'Объявить' }).click();
  await editor.getByRole('dialog', { name: 'Объявить' }).getByRole('button', { name: 'Объявить' }).click();
  await editor.getByText('объявлен', { exact: true }).first().waitFor({ timeout: patience });
  const resident = await town.seat(undefined, 390);
  await resident.goto('/polls');
  await resident.getByRole('heading', { name: 'Скоро' }).waitFor({ timeout: patience });
  await resident.getByRole('link', { name: 'Нужен ли каток в сквере?' }).waitFor();

  await editor.goto('/staff/polls');
  await editor.getByRole('link', { name: 'Как убирают снег в вашем районе?' }).click();
  await editor.getByRole('heading', { name: /^Средняя оценка/u }).waitFor({ timeout: patience });
  await checkAxe(editor);
  await keepShot(editor, 'staff-result');
});
