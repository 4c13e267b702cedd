import { mkdir } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { previewTaxonomyChange } from '../../../shared/contract/base/taxonomy-edit.ts';
import { draftAnswer } from '../../../shared/contract/messages/cases-answers.ts';
import { getPhotoBoxes } from '../../../shared/contract/messages/cases-photos.ts';
import { triageCase } from '../../../shared/contract/messages/cases-triage.ts';
import { drawPicture } from '../../support/pictures.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { readCard, submitCase } from '../../support/site/cases.ts';
import { makeExecutors, patience } from '../../support/site/journey.ts';
import type { TestServer } from '../../support/site/server.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';
import { sendFile } from '../../support/uploads.ts';

/** What an administrator, a moderator and an approver do: a topic with a question, a covered plate, the check of an answer. */

let units: Map<string, string>;

const town = openTown(async () => {
  units = await makeExecutors(town.server);
});

/** A picture of the screen for whoever asks for it: `SHOTS=<folder>`. */
async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env.SHOTS;
  if (!folder) return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: `${folder}/${name}.png` });
}

test('an administrator adds a topic with a question, and the portal asks it', {
  timeout: 240_000,
}, async () => {
  const page = await town.seat(await signInAs(town.server, 'admin'));
  await page.goto(`${town.site.url}/staff/directories`);
  await page.getByRole('button', { name: 'Новая тема' }).click();
  const form = page.getByRole('dialog', { name: 'Новая тема' });
  await form.getByLabel('Название').fill('Самокат брошен на тротуаре');
  await form.getByLabel('Блок и категория').selectOption({ label: 'Дороги: Тротуары вдоль дорог' });
  await form.getByLabel('Слова, по которым тема узнаётся').fill('самокат*:5, брошен* самокат*:6');
  await form.getByRole('button', { name: 'Добавить вопрос' }).click();
  await form.getByLabel('Вопрос 1', { exact: true }).fill('Номер самоката');
  await form.getByLabel('Отвечают').selectOption({ label: 'число' });
  await form.getByText('Обязательный').click();
  await checkAxe(page);
  await shoot(page, 'fact-form-1440');
  await form.getByRole('button', { name: 'К правкам' }).click();
  const checks = `**${previewTaxonomyChange.path}`;
  await page.route(checks, (sent) => sent.abort('connectionfailed'));
  await page.getByRole('button', { name: 'Что изменится и с какого дня' }).click();
  const saving = page.getByRole('dialog', { name: 'Новая редакция рубрикатора' });
  const failed = saving.getByRole('alert').filter({ hasText: 'Правки не проверены' });
  await failed.waitFor({ timeout: patience });
  await shoot(page, 'taxonomy-unchecked-1440');
  await page.unroute(checks);
  await failed.getByRole('button', { name: 'Повторить' }).click();
  await saving.getByText('Открытых дел по этим темам нет.').waitFor();
  await saving.getByText('Новая тема «Самокат брошен на тротуаре»').waitFor();
  await shoot(page, 'taxonomy-save-1440');
  await saving.getByRole('button', { name: 'Записать редакцию' }).click();
  await page.getByRole('button', { name: 'Самокат брошен на тротуаре' }).waitFor();

  const portal = await town.seat(undefined, 390);
  await portal.goto(`${town.site.url}/new`);
  await portal.getByLabel('Опишите коротко').fill('Брошен самокат посреди тротуара, не пройти с коляской');
  const question = portal.getByLabel('Номер самоката');
  await question.waitFor();
  await portal.getByRole('button', { name: 'Продолжить' }).click();
  await portal.getByText('Ответьте: Номер самоката').first().waitFor();
  await shoot(portal, 'portal-question-390');
  await question.fill('1784');
  await portal.getByRole('button', { name: 'Продолжить' }).click();
  await portal.getByRole('heading', { name: 'Где это?' }).waitFor();
});

test('a moderator covers a plate by keys and mouse and releases the photo', {
  timeout: 240_000,
}, async () => {
  const bytes = await drawPicture('jpeg', { width: 800, height: 500 });
  const { body: file } = await sendFile(town.server as TestServer, bytes);
  const files = [{ fileId: file.fileId, token: file.token }];
  const { number } = await submitCase(town.server, {
    files,
    publish: true,
    place: { lat: 56.415, lon: 61.918 },
  });
  const page = await town.seat(await signInAs(town.server, 'editor'));
  await page.goto(`${town.site.url}/staff/cases/${number}`);
  await page.getByRole('button', { name: 'Действия с делом' }).first().click();
  await page.getByRole('button', { name: /Показ на карте и фото/u }).click();
  await page.getByRole('button', { name: 'Закрыть лица и номера на фото 1' }).click();
  const dialog = page.getByRole('dialog', { name: 'Закрыть лица и номера' });
  await dialog.getByRole('button', { name: 'Добавить рамку' }).click();
  const box = dialog.getByRole('button', { name: 'Рамка 1 из 1' });
  await box.focus();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Shift+ArrowRight');
  const frame = (await dialog.locator('.boxes__picture').boundingBox())!;
  await page.mouse.move(frame.x + frame.width * 0.7, frame.y + frame.height * 0.6);
  await page.mouse.down();
  await page.mouse.move(frame.x + frame.width * 0.9, frame.y + frame.height * 0.8, { steps: 4 });
  await page.mouse.up();
  await dialog.getByText('2 рамки').waitFor();
  await checkAxe(page);
  await shoot(page, 'photo-boxes-1440');
  await dialog.getByRole('button', { name: 'Рамка 1 из 2' }).focus();
  await page.keyboard.press('Delete');
  await dialog.getByText('1 рамка').waitFor();
  await dialog.getByRole('button', { name: 'Выпустить с рамками' }).click();
  await page.getByText('Фото выпущено с закрытыми местами').waitFor();
  const operator = await signInAs(town.server, 'operator');
  const { id } = await readCard(town.server, number, operator);
  const known = await town.server.call(getPhotoBoxes, { params: { id, fileId: file.fileId } }, operator);
  expect(known.released).toBe(true);
  expect(known.boxes).toHaveLength(1);
  expect(known.boxes[0]!.x).toBeCloseTo(0.7, 1);
});

test('an executor and an approver see what the answer leaves open', { timeout: 240_000 }, async () => {
  const operator = await signInAs(town.server, 'operator');
  const { number } = await submitCase(town.server, {
    text: 'На дороге яма. Когда заделаете и кто отвечает?',
  });
  const card = await readCard(town.server, number, operator);
  const body = { version: card.version, factId: 'roads.pavement.pothole', block: 'roads' };
  await town.server.call(triageCase, { params: { id: card.id }, body }, operator);
  const assigned = await readCard(town.server, number, operator);
  const unitId = assigned.executorUnitId ?? [...units.values()][0]!;
  const executor = await signInAs(town.server, 'executor', { slug: 'gate-executor', unitId });
  const { page: desk } = await openPage(town.browser, town.site, { width: 1440, cookie: executor });
  desk.setDefaultTimeout(patience);
  await desk.goto(`${town.site.url}/staff/cases/${number}`);
  const field = desk.getByRole('textbox', { name: 'Ответ жителю' });
  await field.fill('Здравствуйте! Меры приняты, вопрос на контроле, яма осмотрена.');
  await desk.getByText(/Проверка ответа: \d+\sзамечани/u).click();
  await desk.getByText('Отвечено на каждый вопрос: 0 из 2').waitFor();
  await shoot(desk, 'gate-executor-1440');
  const answer = {
    version: assigned.version,
    text: 'Здравствуйте! Меры приняты, вопрос на контроле, яма осмотрена.',
    outcome: 'explained' as const,
    submit: true,
  };
  await town.server.call(draftAnswer, { params: { id: card.id }, body: answer }, executor);
  const page = await town.seat(await signInAs(town.server, 'approver'));
  await page.goto(`${town.site.url}/staff/approval?case=${number}`);
  await page.getByText('Отвечено на каждый вопрос: 0 из 2').waitFor();
  await page.locator('mark', { hasText: 'Когда заделаете' }).waitFor();
  await page.getByText('Места в ответе').click();
  await page.locator('mark', { hasText: 'Меры приняты' }).waitFor();
  await checkAxe(page);
  expect(await scrollsSideways(page)).toBe(false);
  await shoot(page, 'gate-approval-1440');
});

test('a list keeps its conditions in the address, says when there is nothing by them and when it did not load', {
  timeout: 120_000,
}, async () => {
  const page = await town.seat(await signInAs(town.server, 'admin'));
  const rows = page.getByRole('table', { name: 'Сотрудники' }).getByRole('rowheader');
  const asked = () => Object.fromEntries(new URL(page.url()).searchParams);
  await page.goto(`${town.site.url}/staff/people`);
  await rows.first().waitFor({ timeout: patience });
  await page.keyboard.press('KeyJ');
  expect(
    await rows
      .first()
      .getByRole('button')
      .evaluate((one) => one === document.activeElement),
  ).toBe(true);

  await page.getByLabel('Найти по имени').fill('Никто');
  const nothing = page.getByRole('heading', { name: 'Никого не нашли' });
  await nothing.waitFor({ timeout: patience });
  await page.reload();
  await nothing.waitFor({ timeout: patience });
  expect(asked()).toEqual({ q: 'Никто' });
  await page.getByRole('button', { name: 'Сбросить отбор' }).click();
  await rows.first().waitFor({ timeout: patience });
  expect(asked().q || '').toBe('');

  await page.route('**/api/people?*', (route) => route.abort());
  await page.getByRole('combobox', { name: /^Вход/u }).selectOption({ label: 'и закрытые' });
  await page.getByRole('heading', { name: 'Список не загрузился' }).waitFor({ timeout: patience });
  await page.unroute('**/api/people?*');
  await page.getByRole('button', { name: 'Повторить' }).click();
  await rows.first().waitFor({ timeout: patience });
  expect(asked().closed).toBe('yes');
});
