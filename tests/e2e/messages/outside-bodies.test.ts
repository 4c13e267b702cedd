import { expect, test } from 'vitest';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { drawPicture } from '../../support/pictures.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { readCard, readLinkToken, submitCase } from '../../support/site/cases.ts';
import { expectValue, makeExecutors, patience } from '../../support/site/journey.ts';
import { goByKeys, tabTo, watchMouse } from '../../support/site/keys.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** The administrator's part of forwarding, and the operator's and the approver's day without a mouse. */

const POTHOLE = 'roads.pavement.pothole';

const town = openTown(async () => {
  await makeExecutors(town.server);
});

test('an administrator adds a body, an operator forwards to it; ended, it is offered no more', async () => {
  const title = 'Управление ветеринарии по городу Каменску-Уральскому';
  const admin = await town.seat(await signInAs(town.server, 'admin'));
  await admin.goto('/staff/directories?tab=bodies');
  await admin.getByRole('button', { name: 'Добавить орган' }).click();
  const form = admin.getByRole('dialog', { name: 'Новый орган' });
  await form.getByRole('textbox', { name: 'Название' }).fill(title);
  await form.getByRole('textbox', { name: 'Коротко' }).fill('Ветеринары');
  await form.getByRole('textbox', { name: 'Что решает' }).fill('Бешенство, скотомогильники, корма');
  await form.getByRole('textbox', { name: 'Почта' }).fill('без собаки');
  await form.getByRole('button', { name: 'Записать' }).click();
  await form.getByText('Адрес вида name@example.ru').waitFor();
  await checkAxe(admin);
  await form.getByRole('textbox', { name: 'Почта' }).fill('vet@example.ru');
  await form.getByRole('button', { name: 'Записать' }).click();
  await admin.getByRole('row', { name: new RegExp(title, 'u') }).waitFor();
  await checkAxe(admin);

  const { number } = await submitCase(town.server, { factId: POTHOLE });
  const operator = await town.seat(await signInAs(town.server, 'operator'));
  // Who may not keep the list reads it.
  await operator.goto('/staff/directories?tab=bodies');
  await operator.getByRole('cell', { name: 'vet@example.ru' }).waitFor();
  expect(await operator.getByRole('button', { name: 'Добавить орган' }).count()).toBe(0);
  await operator.goto(`/staff/cases/${number}`);
  await operator.getByRole('heading', { level: 1 }).waitFor();
  const openForwarding = async () => {
    await operator.getByRole('button', { name: 'Действия с делом' }).click();
    await operator
      .getByRole('dialog', { name: 'Действия с делом' })
      .getByRole('button', { name: 'Передать в другой орган' })
      .click();
    return operator.getByRole('dialog', { name: 'Передать в другой орган' });
  };
  const dialog = await openForwarding();
  await dialog.getByRole('combobox', { name: 'Куда' }).selectOption({ label: title });
  await dialog.getByText('Бешенство, скотомогильники, корма').waitFor();
  await dialog.getByRole('combobox', { name: 'Основание' }).selectOption('forward-private');
  await dialog.getByRole('textbox', { name: 'Почему это решает другой орган' }).fill('Скотомогильник');
  await operator.keyboard.press('Control+Enter');
  await operator.getByText('Передано: Ветеринары').first().waitFor();

  await admin.getByRole('button', { name: title }).click();
  const edited = admin.getByRole('dialog', { name: title });
  await edited.getByRole('textbox', { name: 'Последний день' }).fill('01.11.2025');
  await edited.getByRole('button', { name: 'Записать' }).click();
  await admin.getByRole('row', { name: new RegExp(title, 'u') }).waitFor({ state: 'detached' });
  await admin.goto('/staff/directories?tab=bodies&closed=yes');
  await admin.getByText('прежний, по 01.11.2025').waitFor();
  await admin.setViewportSize({ width: 390, height: 844 });
  expect(await scrollsSideways(admin)).toBe(false);
  await checkAxe(admin);
  const { number: next } = await submitCase(town.server, { factId: POTHOLE });
  await operator.goto(`/staff/cases/${next}`);
  await operator.getByRole('heading', { level: 1 }).waitFor();
  const again = await openForwarding();
  await again.getByRole('combobox', { name: 'Куда' }).waitFor();
  await again.getByRole('option', { name: 'Госавтоинспекция' }).waitFor({ state: 'attached' });
  expect(await again.getByRole('option', { name: title }).count()).toBe(0);
}, 300_000);

/** The executor by the link of the letter: photo, words, result and sending by Tab, letters and Enter. */
async function answerByKeys(link: string): Promise<void> {
  const { page } = await openPage(town.browser, town.site, { width: 1440 });
  page.setDefaultTimeout(patience);
  await page.goto(link);
  await page.getByRole('heading', { name: 'Ваш ответ' }).waitFor();
  const presses = await watchMouse(page);
  await tabTo(page, 'Выбрать');
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.keyboard.press('Enter')]);
  const buffer = await drawPicture('jpeg', { width: 640, height: 480 });
  await chooser.setFiles({ name: 'posle.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByText('Фото добавлено').waitFor();
  await tabTo(page, 'Ответ жителю');
  await page.keyboard.type('Здравствуйте! Яму заделали 25.11.2026, фото приложено.');
  await tabTo(page, 'Результат');
  await page.keyboard.press('ArrowDown');
  await expectValue(page.getByRole('combobox', { name: 'Результат' }), 'solved');
  await tabTo(page, 'На согласование');
  await page.keyboard.press('Enter');
  await page.getByText('Ответ на согласовании.').waitFor();
  expect(await presses()).toBe(0);
}

test('from the inbox to the answer that went out by keys alone', async () => {
  const text = 'Огромная яма на дороге, машины объезжают по встречной, пробили колесо.';
  const { number } = await submitCase(town.server, { text });
  const operator = await town.seat(await signInAs(town.server, 'operator'));
  await operator.goto('/staff');
  await operator.getByRole('heading', { level: 1, name: 'Моё сегодня' }).waitFor();
  const presses = await watchMouse(operator);
  await goByKeys(operator, 'вход', 'Входящие');
  const preview = operator.getByRole('region', { name: 'Просмотр' });
  // The one before it waits too: J walks to ours.
  await preview.getByRole('heading').first().waitFor();
  for (let step = 0; step < 5 && !(await preview.textContent())?.includes(number); step += 1) {
    const former = await preview.textContent();
    await operator.keyboard.press('KeyJ');
    await expect.poll(() => preview.textContent(), { timeout: patience }).not.toBe(former);
  }
  await preview.getByRole('region', { name: 'Предложено' }).waitFor();
  const decided = operator.waitForResponse((reply) => reply.url().endsWith('/triage') && reply.ok());
  await operator.keyboard.press('Enter');
  await decided;
  expect(await presses()).toBe(0);

  const card = await readCard(town.server, number, await signInAs(town.server, 'operator'));
  expect(card.status).toBe('assigned');
  await answerByKeys(`/e/${await readLinkToken(town.server, card.id)}`);

  const approver = await town.seat(await signInAs(town.server, 'approver'));
  await approver.goto('/staff');
  await approver.getByRole('heading', { level: 1, name: 'Моё сегодня' }).waitFor();
  const pressesThere = await watchMouse(approver);
  await goByKeys(approver, 'согл', 'Согласование');
  await approver.getByRole('region', { name: formatCaseNumber(number) }).waitFor();
  await approver.keyboard.press('KeyA');
  await approver.getByText('Утверждено, ответ уходит жителю').first().waitFor();
  expect(await pressesThere()).toBe(0);
  const done = await readCard(town.server, number, await signInAs(town.server, 'operator'));
  expect(done.status).toBe('answered');
  expect(done.photos.some(({ role }) => role === 'after')).toBe(true);
}, 300_000);
