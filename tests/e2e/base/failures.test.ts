import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { addPaper, changePaper, type Paper } from '../../../shared/contract/group/interaction.ts';
import { submitMessage } from '../../../shared/contract/messages/cases-portal.ts';
import { changeCase } from '../../../shared/contract/messages/cases-staff.ts';
import { type Group, makeGroup } from '../../support/group/group.ts';
import { checkAxe } from '../../support/site/browser.ts';
import { readCard, submitCase } from '../../support/site/cases.ts';
import { dayIn, expectFocus, patience } from '../../support/site/journey.ts';
import { signInStaff } from '../../support/site/sign-in.ts';
import { openCard, openTown } from '../../support/site/town.ts';

/** What a form shows when the server says no: a record changed meanwhile, too many requests, no network, a field it lacks. */

/** A day so many days ahead in the demo city. */

let group: Group;
let page: Page;
let operator: Page;
let other: string;
let number: string;
let letter: Paper;

const town = openTown(async () => {
  group = await makeGroup(town.server);
  ({ number } = await submitCase(town.server));
  operator = await town.seat((await signInStaff(town.server, 'operator')).cookie);
  other = (await signInStaff(town.server, 'operator', { slug: 'second' })).cookie;
  letter = await town.server.call(
    addPaper,
    {
      body: {
        direction: 'in',
        kind: 'letter',
        partner: 'cur',
        partnerName: '',
        number: '17',
        datedOn: dayIn(-2),
        subject: 'О состоянии дворов',
        text: '',
        responsibleId: null,
        replyToId: null,
        dueOn: dayIn(5),
      },
    },
    group.cookies.secretary,
  );
  page = await town.seat(group.cookies.secretary);
});

const alert = (place: Page | Locator) => place.getByRole('alert');

test('Esc pressed over and over loses nothing that was typed, and what fails afterwards is seen', async () => {
  await page.goto('/staff/interaction');
  await page.getByRole('button', { name: /^Изменить/u }).click({ timeout: patience });
  const form = page.getByRole('dialog').filter({ has: page.getByLabel('О чём') });
  const question = page.getByRole('dialog', { name: 'Закрыть без сохранения?' });
  await form.getByLabel('О чём').fill('О дворах, дописано');
  // The browser closes a dialog without asking when Esc comes again and nothing was pressed between.
  for (let times = 1; times <= 6; times += 1) {
    await page.keyboard.press('Escape');
    await page.waitForTimeout(50);
    // A busy browser may take longer than a blink to bring it back.
    await expect.poll(() => page.locator('dialog:not([open])').count(), { timeout: patience }).toBe(0);
    expect(await form.getByLabel('О чём').inputValue()).toBe('О дворах, дописано');
  }
  if (!(await question.isVisible())) await form.getByRole('button', { name: 'Закрыть' }).click();
  await question.getByRole('button', { name: 'Вернуться' }).click();
  await page.route('**/api/**', (sent) =>
    sent.request().method() === 'GET' ? sent.fallback() : sent.abort('connectionfailed'),
  );
  await form.getByRole('button', { name: 'Записать' }).click();
  await alert(form).first().waitFor({ timeout: patience });
  await form.getByRole('button', { name: 'Закрыть' }).click();
  await question.getByRole('button', { name: 'Не сохранять' }).click();
  await expect.poll(() => page.locator('dialog').count()).toBe(0);
  await page.unroute('**/api/**');
});

test('a letter changed meanwhile: who, what was and is; one’s own goes over it, every word of it', async () => {
  await page.goto('/staff/interaction');
  await page.getByRole('button', { name: /^Изменить/u }).click({ timeout: patience });
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('О чём').fill('О состоянии дворов и скверов');
  const { id, version, direction, kind, partner, partnerName, number: sign, datedOn, subject } = letter;
  const kept = { direction, kind, partner, partnerName, number: sign, datedOn, subject, text: '' };
  const body = { ...kept, responsibleId: null, replyToId: null, dueOn: dayIn(9), version };
  await town.server.call(changePaper, { params: { id }, body }, group.cookies.chair);
  await dialog.getByRole('button', { name: 'Записать' }).click();
  const told = alert(dialog).filter({ hasText: 'Запись о документе успели изменить' });
  await told.waitFor({ timeout: patience });
  await told.getByText('Исправлена запись о документе переписки').waitFor();
  await told.getByText(/^Срок: было .*, стало /u).waitFor({ timeout: patience });
  await checkAxe(page);
  await told.getByRole('button', { name: 'Показать нынешнее' }).click();
  await told.getByText('О чём: «О состоянии дворов»').waitFor();
  expect(await dialog.getByLabel('О чём').inputValue()).toBe('О состоянии дворов и скверов');
  await told.getByRole('button', { name: 'Записать моё поверх' }).click();
  await page.getByText('Запись исправлена').waitFor({ timeout: patience });
  await page.getByText('О состоянии дворов и скверов').first().waitFor({ timeout: patience });
});

test('a card of a case: the note says what the other did, and the press goes again', async () => {
  await openCard(operator, number);
  const { id, version } = await readCard(town.server, number, other);
  await town.server.call(changeCase, { params: { id }, body: { version, importance: 'high' } }, other);
  await operator.keyboard.press('KeyI');
  const dialog = operator.getByRole('dialog', { name: 'Спросить жителя' });
  await dialog.getByLabel('Вопрос').fill('Назовите ближайший дом');
  await operator.keyboard.press('Control+Enter');
  const told = alert(dialog);
  await told.getByText('Дело успели изменить', { exact: false }).waitFor({ timeout: patience });
  await told.getByText(/: Исправлены данные дела$/u).waitFor();
  await told.getByRole('button', { name: 'Записать моё поверх' }).click();
  await dialog.waitFor({ state: 'detached', timeout: patience });
});

/** Answers the next changing request of the page with a failure; of those to a path alone where one is given. */
async function failNext(
  at: Page,
  answer: { status: number; body?: object; headers?: object } | 'abort',
  path = '/api/**',
) {
  let isDone = false;
  await at.route(`**${path}`, (route) => {
    if (isDone || route.request().method() === 'GET') return route.fallback();
    isDone = true;
    if (answer === 'abort') return route.abort('connectionfailed');
    return route.fulfill({
      status: answer.status,
      headers: { 'content-type': 'application/problem+json', ...answer.headers },
      body: JSON.stringify({ title: '', status: answer.status, requestId: 'r-1', ...answer.body }),
    });
  });
}

test('too many requests count down, a lost network keeps the words, an unknown field is read out', async () => {
  const box = operator.getByRole('textbox', { name: 'Заметка' });
  await operator.keyboard.press('Escape');
  await openCard(operator, number);
  await operator.keyboard.press('KeyC');
  await box.fill('Звонили из школы');
  await failNext(operator, {
    status: 429,
    headers: { 'retry-after': '2' },
    body: { code: 'lib.too-many-requests', detail: 'Слишком много запросов подряд.' },
  });
  await operator.keyboard.press('Control+Enter');
  await alert(operator).getByText('Повторить можно через').waitFor({ timeout: patience });
  await failNext(operator, 'abort');
  const again = alert(operator).getByRole('button', { name: 'Повторить' });
  await expect.poll(() => again.getAttribute('aria-disabled'), { timeout: patience }).toBe(null);
  await again.click();
  await alert(operator).getByText('Введённое на месте').waitFor({ timeout: patience });
  expect(await box.inputValue()).toBe('Звонили из школы');
  await failNext(operator, {
    status: 400,
    body: { code: 'lib.bad-input', detail: 'Часть полей неверна.', fields: { 'body.colour': 'Нет цвета' } },
  });
  await again.click();
  await alert(operator).getByText('Нет цвета').waitFor({ timeout: patience });
  await checkAxe(operator);
  await operator.keyboard.press('Control+Enter');
  await operator.getByText('Звонили из школы').first().waitFor({ timeout: patience });
  expect(await alert(operator).count()).toBe(0);
});

test('a message refused for what no step asks says so and is kept; for a field of the step it says so there', async () => {
  const phone = await town.seat(undefined, 390);
  await phone.goto('/');
  await phone.evaluate(() => {
    const value = {
      text: 'Яма на дороге у дома.',
      topic: 'refused',
      isPlaceless: true,
      phone: '+7 912 555-77-11',
    };
    localStorage.setItem('otklik.draft.new', JSON.stringify({ version: 1, savedAt: Date.now(), value }));
  });
  await phone.goto('/new?step=contacts');
  await phone.getByRole('checkbox', { name: /согласие на обработку/u }).check();
  const send = phone.getByRole('button', { name: 'Отправить', exact: true });
  const refuse = (fields: object) =>
    failNext(
      phone,
      { status: 400, body: { code: 'lib.bad-input', detail: 'Часть полей заполнена неверно.', fields } },
      submitMessage.path,
    );
  await refuse({ 'body.consentVersion': 'Такого текста согласия нет' });
  await send.click();
  await alert(phone).getByText('Сообщение не отправлено').waitFor({ timeout: patience });
  await alert(phone)
    .getByText('Такого текста согласия нет. Сообщение сохранено на этом устройстве')
    .waitFor();
  await checkAxe(phone);
  await refuse({ 'body.phone': 'Такого номера нет' });
  await send.click();
  await phone.getByText('Такого номера нет').first().waitFor({ timeout: patience });
  expect(await alert(phone).getByText('Сообщение не отправлено').count()).toBe(0);
  await send.click();
  await phone.getByText('Сообщение принято').waitFor({ timeout: patience });
});

test('a button without a form speaks at the foot of the page, and inside of an open window', async () => {
  const failed = { status: 500, body: { code: 'lib.internal', detail: 'Сбой на нашей стороне.' } };
  const chair = await town.seat(group.cookies.chair);
  await chair.goto('/staff/zones');
  await failNext(chair, failed);
  const count = chair.getByRole('button', { name: 'Пересчитать' });
  await count.click({ timeout: patience });
  await alert(chair).getByText('Номер запроса: r-1').waitFor({ timeout: patience });
  // Whoever answers a notice with the keyboard is led back to where they were.
  await failNext(chair, failed);
  await alert(chair).getByRole('button', { name: 'Повторить' }).press('Enter');
  await expectFocus(count);
  await alert(chair)
    .getByRole('button', { name: 'Убрать уведомление' })
    .press('Enter', { timeout: patience });
  await expectFocus(count);
  expect(await alert(chair).count()).toBe(0);
  // The next one calls nobody back who has gone on since: neither from the notice that is away nor from one that was left.
  const nowhere = async (): Promise<void> => {
    const told = await alert(chair).count();
    await count.evaluate((node) => node.blur());
    await failNext(chair, failed);
    await count.dispatchEvent('click');
    await expect.poll(() => alert(chair).count(), { timeout: patience }).toBeGreaterThan(told);
    expect(await chair.evaluate(() => document.activeElement === document.body)).toBe(true);
  };
  await nowhere();
  await count.focus();
  await alert(chair).getByRole('button', { name: 'Убрать уведомление' }).focus();
  await count.focus();
  await nowhere();
  const admin = await town.seat((await signInStaff(town.server, 'admin')).cookie);
  await admin.goto('/staff/people');
  await admin
    .getByRole('button', { name: /^Пробный/u })
    .first()
    .click({ timeout: patience });
  const dialog = admin.getByRole('dialog');
  await failNext(admin, failed);
  await dialog.getByRole('button', { name: 'Закрыть вход', exact: true }).click({ timeout: patience });
  const told = alert(dialog).getByText('Номер запроса: r-1');
  await told.waitFor({ timeout: patience });
  await alert(dialog).getByRole('button', { name: 'Повторить' }).click();
  await dialog.getByRole('button', { name: 'Открыть вход' }).waitFor({ timeout: patience });
});

test('what is written is not lost unasked: the window closed, the screen left; nothing written, nothing asked', async () => {
  await page.goto('/staff/interaction');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: /^Сегодня/u })
    .first()
    .click({ timeout: patience });
  await page.waitForURL((url) => url.pathname !== '/staff/interaction', { timeout: patience });
  const elsewhere = new URL(page.url()).pathname;
  await page.goBack();
  const dialog = page.getByRole('dialog', { name: 'Документ' });
  const open = () => page.getByRole('button', { name: 'Записать документ' }).click({ timeout: patience });
  await open();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await open();
  await dialog.getByLabel('О чём').fill('О детских площадках');
  await page.keyboard.press('Escape');
  const question = page.getByRole('dialog', { name: 'Закрыть без сохранения?' });
  await question.getByRole('button', { name: 'Вернуться' }).click();
  expect(await dialog.getByLabel('О чём').inputValue()).toBe('О детских площадках');
  await dialog.getByRole('button', { name: 'Закрыть', exact: true }).click();
  await checkAxe(page);
  await question.getByRole('button', { name: 'Не сохранять' }).click();
  await dialog.waitFor({ state: 'detached' });
  // Words typed and taken back are nothing to ask about.
  await open();
  await dialog.getByLabel('О чём').fill('О');
  await dialog.getByLabel('О чём').fill('');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  // What was refused is not saved, though its note was put away.
  await open();
  await dialog.getByLabel('О чём').fill('О детских площадках');
  const details = { version: 2, changes: [] };
  await failNext(page, { status: 409, body: { code: 'lib.changed-meanwhile', detail: 'Изменили', details } });
  await page.keyboard.press('Control+Enter');
  await alert(dialog).getByRole('button', { name: 'Понятно' }).click({ timeout: patience });
  await page.keyboard.press('Escape');
  await question.getByRole('button', { name: 'Не сохранять' }).click();
  await dialog.waitFor({ state: 'detached' });
  await open();
  await dialog.getByLabel('О чём').fill('О детских площадках');
  await page.evaluate(() => history.forward());
  await question.getByRole('button', { name: 'Вернуться' }).click();
  expect(new URL(page.url()).pathname).toBe('/staff/interaction');
  await page.evaluate(() => history.forward());
  await question.getByRole('button', { name: 'Не сохранять' }).click();
  await page.waitForURL(`**${elsewhere}`, { timeout: patience });
});
