import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { registerLetter } from '../../support/site/appeals.ts';
import { checkAxe } from '../../support/site/browser.ts';
import { readCard, submitCase } from '../../support/site/cases.ts';
import { expectValue, makeExecutors, patience, sendKept, typedDayIn } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { act, openCard, openTown } from '../../support/site/town.ts';

/**
 * The side paths that the other journeys leave out, on the screens of those whose part they are: a question to the resident
 * and the answer, a promise that comes back by itself, reopening, an appeal whose correspondence the head ends, parts
 * joined again.
 */

const POTHOLE = 'roads.pavement.pothole';

let operator: string;

const town = openTown(async () => {
  await makeExecutors(town.server);
  operator = await signInAs(town.server, 'operator');
});

/** The coordinator sorts the one message that waits, by its key. */
async function sortByEnter(page: Page): Promise<void> {
  await page.goto('/staff/inbox');
  await page.getByRole('region', { name: 'Предложено' }).waitFor();
  const decided = page.waitForResponse((reply) => reply.url().endsWith('/triage') && reply.ok());
  await page.keyboard.press('Enter');
  await decided;
}

async function executorOf(number: string, slug: string): Promise<string> {
  const { executorUnitId } = await readCard(town.server, number, operator);
  return signInAs(town.server, 'executor', { slug, unitId: executorUnitId! });
}

/** The answer of the card as it lies open, sent to review by its key. */
async function sendAnswer(page: Page, text: string, result: string): Promise<void> {
  const words = page.getByRole('textbox', { name: 'Ответ жителю' });
  await words.fill(text);
  await page.getByRole('combobox', { name: 'Результат' }).selectOption({ label: result });
  await sendKept(page, words);
  await page.getByText('Ответ на согласовании').first().waitFor();
}

async function approve(page: Page, number: string): Promise<void> {
  await page.goto('/staff/approval');
  await page.getByRole('region', { name: formatCaseNumber(number) }).waitFor();
  await page.keyboard.press('KeyA');
  await page.getByText('Утверждено, ответ уходит жителю').first().waitFor();
}

test('a question, a promise that comes back by itself, a rating, a reopening', async () => {
  const { number, trackToken } = await submitCase(town.server, { factId: POTHOLE });
  const track = `/m/${number}?k=${trackToken}`;
  const desk = await town.seat(operator);
  await sortByEnter(desk);

  // The executor asks; the case waits, and the resident's answer brings it back to where it stood.
  const page = await town.seat(await executorOf(number, 'asking'));
  await openCard(page, number);
  await act(page, 'Взять в работу');
  // The word of success comes before the card is read anew, and with it the key.
  await page.getByText('В работе', { exact: true }).first().waitFor();
  await page.keyboard.press('KeyI');
  const ask = page.getByRole('dialog', { name: 'Спросить жителя' });
  await ask.waitFor();
  await page.keyboard.press('Digit1');
  await expectValue(ask.getByRole('textbox', { name: 'Вопрос' }), 'Назовите точный адрес: улицу и дом.');
  await checkAxe(page);
  await page.keyboard.press('Control+Enter');
  await ask.waitFor({ state: 'detached' });
  await page.getByText('Ждём жителя').first().waitFor();
  const resident = await town.seat(undefined, 390);
  await resident.goto(track);
  await resident.getByRole('textbox', { name: 'Ваш ответ' }).fill('Улица Титова, 14, у остановки.');
  await checkAxe(resident);
  await resident.getByRole('button', { name: 'Ответить' }).click();
  await resident.getByText('Улица Титова, 14, у остановки.').first().waitFor();
  await expect
    .poll(async () => (await readCard(town.server, number, operator)).status, { timeout: patience })
    .toBe('in_work');

  // A promise: the approver confirms its date, the resident sees it, and it comes back when the date is near.
  await openCard(page, number);
  await page.getByText('Улица Титова, 14, у остановки.').first().waitFor();
  await page.getByRole('combobox', { name: 'Результат' }).selectOption({ label: 'Запланировано' });
  const promised = typedDayIn(60);
  await page.getByRole('textbox', { name: 'Обещаем к дате' }).fill(promised);
  await sendAnswer(
    page,
    `Асфальт уложим ${promised}, деньги выделены. Сообщение № ${number}.`,
    'Запланировано',
  );
  const approver = await town.seat(await signInAs(town.server, 'approver'));
  await approve(approver, number);
  await resident.reload();
  await resident
    .getByText(/Решение запланировано/u)
    .first()
    .waitFor();
  await checkAxe(resident);
  await town.site.app.pool.query(
    "UPDATE cases.case_file SET promised_on = (now() + interval '1 day')::date WHERE number = $1",
    [number],
  );
  await town.site.app.pool.query("SELECT graphile_worker.add_job('cases.sweep', '{}')");
  await town.server.drain();
  await openCard(page, number);
  await page.getByText('Подходит обещанная дата').first().waitFor();
  await sendAnswer(page, `Асфальт уложен ${typedDayIn(0)}. Сообщение № ${number}.`, 'Решено');
  await approve(approver, number);

  // The resident is content; the head of quality control is not, by a ground.
  await resident.reload();
  const solved = resident.getByRole('group', { name: 'Проблема решена?' });
  await solved.getByRole('radio', { name: 'Да', exact: true }).check();
  await resident
    .getByRole('group', { name: /Как вам ответ/u })
    .getByRole('radio', { name: '5' })
    .check();
  await resident.getByRole('button', { name: 'Отправить оценку' }).click();
  await resident.getByText('и это подтвердил житель.').waitFor();
  const chair = await town.seat(await signInAs(town.server, 'chair'));
  await openCard(chair, number);
  await act(chair, 'Вернуть в работу');
  const reopen = chair.getByRole('dialog', { name: 'Вернуть в работу' });
  await reopen.getByRole('combobox', { name: 'Основание' }).selectOption({ index: 1 });
  await reopen.getByRole('textbox', { name: 'Что произошло' }).fill('На выезде: асфальт провалился.');
  await checkAxe(chair);
  await chair.keyboard.press('Control+Enter');
  // Exactly: the hint of the dialog holds these words too.
  await chair.getByText('Дело снова в работе', { exact: true }).first().waitFor();
  await resident.reload();
  await resident.getByText('Возвращено в работу').first().waitFor();
}, 600_000);

test('an appeal: the secretary registers it, the head ends the correspondence by a ground of the law', async () => {
  const secretary = await signInAs(town.server, 'secretary');
  const { number } = await registerLetter(town.server, secretary);
  const clerk = await town.seat(secretary);
  await clerk.goto('/staff/office');
  await clerk.getByRole('link', { name: /^О-1\//u }).waitFor();
  const head = await town.seat(await signInAs(town.server, 'head'));
  await openCard(head, number);
  await act(head, 'Прекратить переписку');
  const dialog = head.getByRole('dialog', { name: 'Прекратить переписку' });
  await dialog.getByRole('combobox', { name: 'Основание' }).selectOption({ index: 1 });
  await dialog.getByRole('textbox', { name: 'Прежние ответы: даты и номера' }).fill('От 01.02.2026 № 1');
  await checkAxe(head);
  await head.keyboard.press('Control+Enter');
  await head.getByText('Переписка прекращена, житель уведомлён').first().waitFor();
  // The notice is the secretary's to write and the head's to sign: nobody signs what they cannot read.
  await clerk.goto(`/staff/office/${number}`);
  await clerk.getByRole('heading', { level: 1 }).waitFor();
  await clerk.getByRole('button', { name: /^Подготовить письмо/u }).waitFor();
  await clerk.keyboard.press('KeyR');
  await clerk
    .getByRole('button', { name: /прекращении переписки/iu })
    .first()
    .click();
  await clerk.getByText('Проект письма готов').waitFor();
  await head.goto(`/staff/office/${number}`);
  await head.getByText('Текст', { exact: true }).click();
  await head.getByText('Пробной А.С.').first().waitFor();
  await head
    .getByRole('button', { name: /^Подписать/u })
    .first()
    .click();
  await head.getByText('Подписано простой электронной подписью').waitFor();
  await checkAxe(head);
}, 300_000);

test('a message about two matters is split; its parts are joined again into one', async () => {
  const { number } = await submitCase(town.server, { factId: POTHOLE });
  const page = await town.seat(operator);
  await openCard(page, number);
  await act(page, 'Разделить на части');
  const dialog = page.getByRole('dialog', { name: 'Разделить на части' });
  for (const at of [1, 2]) {
    await dialog.getByRole('textbox', { name: `Что сделать в части ${at}` }).fill(`Заделать яму номер ${at}`);
    await dialog.getByRole('combobox', { name: `Тема части ${at}` }).fill('яма');
    await dialog.getByRole('listbox').getByRole('option').first().click();
  }
  await dialog.getByRole('button', { name: 'Разделить' }).click();
  await page.getByText('Разделено на части: 2').first().waitFor();
  await act(page, 'Соединить части');
  await page.getByText('Части соединены').first().waitFor();
  await expect
    .poll(async () => (await readCard(town.server, number, operator)).children.map(({ status }) => status), {
      timeout: patience,
    })
    .toEqual(['merged', 'merged']);
}, 300_000);
