import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { decideAnswer, draftAnswer } from '../../../shared/contract/messages/cases-answers.ts';
import { extendTerm } from '../../../shared/contract/messages/cases-staff.ts';
import { triageCase } from '../../../shared/contract/messages/cases-triage.ts';
import { getAppeal } from '../../../shared/contract/messages/office.ts';
import { registerLetter } from '../../support/site/appeals.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { readCard } from '../../support/site/cases.ts';
import { makeExecutors, patience, typedDayIn } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { act, openCard, openTown } from '../../support/site/town.ts';

/** A paper letter from the desk to the signed answer: the journal without a mouse, letters on paper. */

let clerk: string;
let page: Page;
let number = '';

const town = openTown(async () => {
  clerk = await signInAs(town.server, 'operator');
  page = await town.seat(clerk);
});

const heading = (name: string | RegExp, level = 1) => page.getByRole('heading', { level, name });

test('a letter is registered by keys and gets both numbers', async () => {
  await page.goto('/staff/call?kind=paper');
  await page.getByRole('heading', { name: 'Режим: Обращение по 59-ФЗ' }).waitFor();
  await page.getByText('Разглашать сведения из обращения').waitFor();
  await page.getByRole('textbox', { name: 'Что случилось' }).focus();
  await page.keyboard.type('Прошу отремонтировать лестницу к школе, ступени разрушены');
  const tabTo = async (label: string) => {
    for (let presses = 0; presses < 30; presses += 1) {
      await page.keyboard.press('Tab');
      const at = await page.evaluate(
        () => (document.activeElement as HTMLInputElement)?.labels?.[0]?.textContent?.trim() ?? '',
      );
      if (at.startsWith(label)) return;
    }
    throw new Error(`Не дойти до поля «${label}»`);
  };
  await tabTo('Имя');
  await page.keyboard.type('Пробная Анна Сергеевна');
  await tabTo('Обратный адрес');
  await page.keyboard.type('ул. Титова, 14, кв. 3');
  await tabTo('Листов');
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type('2');
  await checkAxe(page);
  await page.keyboard.press('Control+Enter');
  const done = heading(/^№\s\d{4}-\d{2}-\d{4,}$/u, 2);
  await done.waitFor();
  number = ((await done.textContent()) ?? '').replace(/^№\s/u, '');
  await page
    .getByText(/№ О-1\/\d{4}/u)
    .first()
    .waitFor();
});

test('the journal is walked by keys: the line, its term, its card', async () => {
  await page.goto('/staff');
  await heading('Моё сегодня').waitFor();
  await page.keyboard.press('KeyG');
  await page.keyboard.press('KeyO');
  await heading('Обращения').waitFor();
  await page.getByRole('link', { name: /^О-1\//u }).waitFor();
  await checkAxe(page);
  await page.keyboard.press('KeyJ');
  await page.keyboard.press('Enter');
  await heading(/^Обращение № О-1\//u).waitFor();
  await page.getByText('59-ФЗ, ст. 8 ч. 2').waitFor();
  await page.getByText('П. А. С.').waitFor();
  await checkAxe(page);
  expect(await scrollsSideways(page)).toBe(false);
});

test('copies go to a body with its question; the citizen gets one notice', async () => {
  await page.keyboard.press('KeyL');
  const dialog = page.getByRole('dialog', { name: 'Копии нескольким органам' });
  await dialog.getByRole('combobox', { name: 'Куда' }).selectOption({ index: 1 });
  await dialog.getByRole('textbox', { name: 'Вопрос этого органа' }).fill('О дорожном знаке у школы');
  await checkAxe(page);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Письма и уведомление подготовлены').waitFor();
  await page.getByText(/^Копия: /u).waitFor();
  const card = await town.server.call(getAppeal, { params: { number } }, clerk);
  expect(card.documents.map(({ kind }) => kind).sort()).toEqual(['forward-letter', 'forward-notice']);
});

test('the head prolongs the term and signs the notice, which prints', async () => {
  const chair = await signInAs(town.server, 'chair');
  const found = await readCard(town.server, number, chair);
  const dueOn = found.extension?.until;
  if (!dueOn) throw new Error('Руководителю не предложено продлить срок');
  const body = { version: found.version, dueOn, reason: 'Запрошены документы у подрядчика' };
  await town.server.call(extendTerm, { params: { id: found.id }, body }, chair);
  const { page: desk, errors } = await openPage(town.browser, town.site, { cookie: chair });
  await desk.goto(`/staff/office/${number}`);
  await desk.getByText('срок продлён', { exact: true }).waitFor();
  await desk.keyboard.press('KeyR');
  await desk.getByRole('button', { name: /Уведомление о продлении срока/u }).click();
  await desk.getByText('Проект письма готов').waitFor();
  await desk.getByRole('button', { name: /^Подписать.*Уведомление о продлении срока/u }).click();
  await desk.getByText('Подписано простой электронной подписью').waitFor();
  await desk
    .getByText(/Уведомление о продлении срока № И-1\//u)
    .first()
    .waitFor();
  await checkAxe(desk);
  const [paper] = await Promise.all([
    desk.waitForEvent('popup'),
    desk.getByRole('link', { name: /^Печать.*Уведомление о продлении срока/u }).click(),
  ]);
  await paper.getByRole('heading', { level: 1, name: 'О продлении срока рассмотрения обращения' }).waitFor();
  await paper.getByText('Уважаемая Анна Сергеевна!').waitFor();
  // The paper's own style is let through by the site's policy: the letter is in PT Serif.
  expect(await paper.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain('PT Serif');
  expect(errors).toEqual([]);
});

test('the answer that was approved becomes a letter in Word', async () => {
  const units = await makeExecutors(town.server);
  const found = await readCard(town.server, number, clerk);
  const at = { params: { id: found.id } };
  await town.server.call(
    triageCase,
    { ...at, body: { version: found.version, factId: 'roads.pavement.pothole', block: 'roads' } },
    clerk,
  );
  const sorted = await readCard(town.server, number, clerk);
  const unitId = sorted.executorUnitId ?? [...units.values()][0]!;
  const executor = await signInAs(town.server, 'executor', { slug: 'executor-of-letters', unitId });
  const text = 'Здравствуйте! Лестницу отремонтировали 25.11.2026: заменили 12 ступеней.';
  const draft = { version: sorted.version, text, outcome: 'solved' as const, submit: true };
  await town.server.call(draftAnswer, { ...at, body: draft }, executor);
  const approver = await signInAs(town.server, 'approver');
  for (const decision of ['agree', 'approve'] as const) {
    const { version, answers, status } = await readCard(town.server, number, approver);
    if (status === 'answered') break;
    const params = { id: found.id, answerId: answers.at(-1)!.id };
    await town.server.call(decideAnswer, { params, body: { version, decision } }, approver);
  }
  await page.goto(`/staff/office/${number}`);
  await heading(/^Обращение № О-1\//u).waitFor();
  await page.keyboard.press('KeyR');
  await page.getByRole('button', { name: /Ответ гражданину/u }).click();
  await page.getByText('Проект письма готов').waitFor();
  const [saved] = await Promise.all([
    page.waitForEvent('download', { timeout: patience }),
    page.getByRole('button', { name: /^Word.*Ответ гражданину/u }).click(),
  ]);
  expect(saved.suggestedFilename()).toMatch(/^О рассмотрении обращения .*\.docx$/u);
});

test('the review counts it, on the screen and on a phone', async () => {
  await page.goto('/staff/office?view=review');
  await page.getByText(/Зарегистрировано 1\sобращение/u).waitFor();
  await page.getByRole('rowheader', { name: 'Поддержано', exact: true }).waitFor();
  await checkAxe(page);
  const { page: phone } = await openPage(town.browser, town.site, { width: 390, cookie: clerk });
  for (const path of ['/staff/office', '/staff/office?view=review', `/staff/office/${number}`]) {
    await phone.goto(path);
    await phone.getByRole('heading', { level: 1 }).first().waitFor();
    expect(await scrollsSideways(phone), path).toBe(false);
  }
});

test('a reception is planned, a person booked, its end written', async () => {
  await page.goto('/staff/office?view=reception');
  await page.getByText('Приём не назначен').waitFor();
  await page.keyboard.press('KeyP');
  const plan = page.getByRole('dialog', { name: 'Назначить приём' });
  await plan.getByRole('textbox', { name: 'Кто принимает' }).fill('Пробный Алексей Викторович');
  await plan.getByRole('textbox', { name: 'Должность' }).fill('Заместитель главы');
  await plan.getByRole('textbox', { name: 'Где' }).fill('Каб. 12');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /^Записать\s+на/u }).click();
  const book = page.getByRole('dialog', { name: 'Запись на приём' });
  await book.getByRole('textbox', { name: 'Фамилия, имя, отчество' }).fill('Образцова Вера');
  await book.getByRole('textbox', { name: 'О чём' }).fill('О ремонте двора');
  await page.keyboard.press('Control+Enter');
  await page.getByText('О. В.').waitFor();
  await checkAxe(page);
  await page.getByRole('button', { name: /^Итог\s+приёма/u }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Ответ дан устно').last().waitFor();
});

test('a card puts a receipt right and writes a withdrawal down: both are seen, and why it is not joined', async () => {
  const letter = await registerLetter(town.server, clerk);
  await openCard(page, letter.number);
  await page.getByText('Почему нельзя присоединить или отклонить').click();
  await page.getByText('ст. 5 п. 3').waitFor();
  await act(page, 'Исправить, когда поступило');
  const receipt = page.getByRole('dialog', { name: 'Когда поступило' });
  await receipt.getByLabel('Поступило').fill(typedDayIn(-20));
  await page.keyboard.press('Control+Enter');
  await receipt.getByText('Назовите основание').waitFor();
  await receipt.getByLabel('Основание').fill('На конверте штемпель приёмной');
  await checkAxe(page);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Основание: На конверте штемпель приёмной').first().waitFor();
  await act(page, 'Автор отозвал обращение');
  const withdrawal = page.getByRole('dialog', { name: 'Автор отозвал обращение' });
  await withdrawal.getByLabel('Когда и как автор об этом сказал').fill('Позвонил, просит не рассматривать');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Отзыв ничего не прекращает').waitFor();
  await checkAxe(page);
  expect(await scrollsSideways(page)).toBe(false);
});
