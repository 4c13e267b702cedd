import { expect, test } from 'vitest';
import { triageCase } from '../../../shared/contract/messages/cases-triage.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { readCard, submitCase } from '../../support/site/cases.ts';
import { makeExecutors, sendKept, typedDayIn } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { act, openCard, openTown } from '../../support/site/town.ts';

/** Each role of the centre does its part of a case with the side paths, on its own screen. */

const POTHOLE = 'roads.pavement.pothole';

let operator: string;

const town = openTown(async () => {
  await makeExecutors(town.server);
  operator = await signInAs(town.server, 'operator');
});

/** A message given to the unit of its topic; the unit's executor signed in. */
async function assigned(slug: string) {
  const { number, trackToken } = await submitCase(town.server, { factId: POTHOLE });
  const { id, version } = await readCard(town.server, number, operator);
  await town.server.call(triageCase, { params: { id }, body: { version, factId: POTHOLE } }, operator);
  const card = await readCard(town.server, number, operator);
  const executor = await signInAs(town.server, 'executor', { slug, unitId: card.executorUnitId! });
  return { number, track: `/m/${number}?k=${trackToken}`, executor };
}

test('a refusal is disputed by its author; the coordinator forwards the case and takes it back', async () => {
  const { number, trackToken } = await submitCase(town.server, { factId: POTHOLE });
  const page = await town.seat(operator);
  await openCard(page, number);
  await act(page, 'Отклонить');
  await page.getByRole('dialog').getByRole('button', { name: 'Нет вопроса' }).click();
  await page.getByText('Отклонено').first().waitFor();

  const resident = await town.seat(undefined, 390);
  await resident.goto(`/m/${number}?k=${trackToken}`);
  await resident.getByRole('textbox', { name: 'С чем вы не согласны' }).fill('Вопрос есть: заделайте яму.');
  expect(await scrollsSideways(resident)).toBe(false);
  await checkAxe(resident);
  await resident.getByRole('button', { name: 'Проверить ещё раз' }).click();
  await resident.getByText('Отказ проверят ещё раз.').waitFor();

  // T of triage opens the card with its dialog.
  await page.goto('/staff/inbox');
  await page.getByRole('region', { name: 'Просмотр' }).getByRole('heading').first().waitFor();
  await page.keyboard.press('KeyT');
  const dialog = page.getByRole('dialog', { name: 'Передать в другой орган' });
  await dialog
    .getByRole('combobox', { name: 'Куда' })
    .selectOption({ label: 'Управление автомобильных дорог Свердловской области' });
  await dialog.getByRole('combobox', { name: 'Основание' }).selectOption('forward-message');
  await dialog.getByText('не подтверждено').waitFor();
  await dialog.getByRole('textbox', { name: 'Почему это решает другой орган' }).fill('Дорога областная');
  await checkAxe(page);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Передано: Управление автомобильных дорог').first().waitFor();
  await resident.reload();
  await resident.getByText('Ответит: Управление автомобильных дорог').waitFor();

  await act(page, 'Орган вернул сообщение');
  await page.getByRole('dialog').getByRole('textbox', { name: 'Почему вернул' }).fill('Дорога городская');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Дело снова у нас').first().waitFor();
}, 300_000);

test('co-executor, interim answer, marked passages, correction: executor, reviewer, approver, observer', async () => {
  const { number, track, executor } = await assigned('roads-executor');
  const page = await town.seat(executor);
  await openCard(page, number);
  await act(page, 'Взять в работу');
  await page.getByText('Взято в работу').first().waitFor();

  // The responsible executor asks another unit for its part.
  await page.getByRole('button', { name: 'Поручить часть…' }).click();
  const ask = page.getByRole('dialog', { name: 'Поручить часть соисполнителю' });
  await ask.getByRole('combobox', { name: 'Соисполнитель' }).selectOption({ index: 1 });
  const unitId = await ask.getByRole('combobox', { name: 'Соисполнитель' }).inputValue();
  await ask
    .getByRole('textbox', { name: 'Что нужно от соисполнителя' })
    .fill('Когда отключите свет на участке');
  await ask.getByRole('textbox', { name: 'До какого дня' }).fill(typedDayIn(1));
  await checkAxe(page);
  await ask.getByRole('button', { name: 'Поручить' }).click();
  await page.getByText('Поручено соисполнителю').first().waitFor();

  const helper = await town.seat(await signInAs(town.server, 'executor', { slug: 'helper', unitId }));
  await openCard(helper, number);
  expect(await helper.getByRole('button', { name: 'Ответить' }).count()).toBe(0);
  await helper.getByRole('button', { name: 'Дать свою часть…' }).click();
  await helper
    .getByRole('textbox', { name: 'Ваша часть ответа' })
    .fill('Свет отключим 3 декабря с 10 до 12.');
  await helper.keyboard.press('Control+Enter');
  await helper.getByText('часть дана').waitFor();

  // An interim answer: written by the executor, let out by the approver, the case stays in work.
  await openCard(page, number);
  await page.getByRole('button', { name: 'Промежуточный ответ…' }).click();
  const interim = page.getByRole('dialog', { name: 'Промежуточный ответ' });
  await interim
    .getByRole('textbox', { name: 'Что уже сделано' })
    .fill('Асфальт заказан, привезут в четверг.');
  await interim.getByRole('textbox', { name: 'Окончательный ответ до' }).fill(typedDayIn(16));
  await interim.getByRole('button', { name: 'На утверждение' }).click();
  await page.getByText('ждёт утверждения').first().waitFor();
  const approver = await town.seat(await signInAs(town.server, 'approver'));
  await openCard(approver, number);
  await approver.getByRole('button', { name: 'Выпустить' }).click();
  await approver.getByText('выпущен', { exact: true }).waitFor();
  await checkAxe(approver);
  const resident = await town.seat(undefined, 390);
  await resident.goto(track);
  await resident.getByText('Асфальт заказан, привезут в четверг.').first().waitFor();

  // The answer goes to review and comes back with a marked passage, by keys alone.
  await openCard(page, number);
  const words = page.getByRole('textbox', { name: 'Ответ жителю' });
  await words.fill(`Яму заделали. О сроках сообщим позже. Сообщение № ${number}.`);
  await page.getByRole('combobox', { name: 'Результат' }).selectOption({ label: 'Решено' });
  await sendKept(page, words);
  await page.getByText('Ответ на согласовании').first().waitFor();
  const reviewer = await town.seat(await signInAs(town.server, 'reviewer'));
  await reviewer.goto('/staff/approval');
  await reviewer.getByRole('region', { name: formatCaseNumber(number) }).waitFor();
  await reviewer.keyboard.press('KeyB');
  const back = reviewer.getByRole('dialog');
  await back.getByRole('textbox', { name: 'Что исправить', exact: true }).fill('Нет даты');
  await back.getByRole('textbox', { name: /^Текст ответа/u }).focus();
  await reviewer.keyboard.press('Control+Home');
  for (let step = 0; step < 3; step += 1) await reviewer.keyboard.press('Control+Shift+ArrowRight');
  await reviewer.keyboard.press('Control+KeyM');
  await back.getByRole('textbox', { name: 'Что исправить в месте 1' }).fill('Назовите день');
  await checkAxe(reviewer);
  await reviewer.keyboard.press('Control+Enter');
  await reviewer.getByText('Возвращено на доработку').first().waitFor();

  await openCard(page, number);
  await page.getByText('Назовите день').first().waitFor();
  await checkAxe(page);
  await page
    .getByRole('textbox', { name: 'Ответ жителю' })
    .fill(`Яму заделали 25 ноября 2026 года. Сообщение № ${number}.`);
  await sendKept(page, page.getByRole('textbox', { name: 'Ответ жителю' }));
  await page.getByText('Ответ на согласовании').first().waitFor();
  await approver.goto('/staff/approval');
  await approver.getByRole('region', { name: formatCaseNumber(number) }).waitFor();
  await approver.keyboard.press('KeyA');
  await approver.getByText('Утверждено, ответ уходит жителю').first().waitFor();

  // What went out is put right in the open.
  await openCard(approver, number);
  await act(approver, 'Исправить выпущенный ответ');
  const fix = approver.getByRole('dialog', { name: 'Исправить выпущенный ответ' });
  await fix
    .getByRole('textbox', { name: 'Текст ответа' })
    .fill(`Яму заделали 24 ноября 2026 года. Сообщение № ${number}.`);
  await fix.getByRole('textbox', { name: 'Что исправлено' }).fill('Исправлена дата');
  await approver.keyboard.press('Control+Enter');
  await approver.getByText('Ответ исправлен, житель уведомлён').first().waitFor();
  await resident.reload();
  await resident.getByText('Исправлено.').waitFor();
  await checkAxe(resident);

  // The curator reads everything and changes nothing; the promise is in the ledger.
  const observer = await town.seat(await signInAs(town.server, 'observer'));
  await openCard(observer, number);
  await observer.getByRole('button', { name: 'Действия с делом' }).click();
  const menu = observer.getByRole('dialog', { name: 'Действия с делом' });
  expect(await menu.getByRole('listitem').count()).toBe(1);
  await observer.goto('/staff/promises');
  await observer.getByRole('cell', { name: 'сдержано' }).first().waitFor();
  await checkAxe(observer);
}, 600_000);

test('a message about two matters is split by L; equal answers are approved at once', async () => {
  const { number } = await submitCase(town.server, { factId: POTHOLE });
  const page = await town.seat(operator);
  await openCard(page, number);
  await page.keyboard.press('KeyL');
  const dialog = page.getByRole('dialog', { name: 'Разделить на части' });
  for (const at of [1, 2]) {
    await dialog.getByRole('textbox', { name: `Что сделать в части ${at}` }).fill(`Заделать яму номер ${at}`);
    await dialog.getByRole('combobox', { name: `Тема части ${at}` }).fill('яма');
    await dialog.getByRole('listbox').getByRole('option').first().click();
  }
  await checkAxe(page);
  await dialog.getByRole('button', { name: 'Разделить' }).click();
  await page.getByText('Разделено на части: 2').first().waitFor();
  await page.getByText('Подчинённые дела').waitFor();

  const { children } = await readCard(town.server, number, operator);
  for (const [at, child] of children.entries()) {
    const { executorUnitId } = await readCard(town.server, child.number, operator);
    const cookie = await signInAs(town.server, 'executor', { slug: `child-${at}`, unitId: executorUnitId! });
    const executor = await town.seat(cookie);
    await openCard(executor, child.number);
    const words = executor.getByRole('textbox', { name: 'Ответ жителю' });
    await words.fill(`Яму заделали 2${at}.11.2026. Сообщение № ${child.number}.`);
    await executor.getByRole('combobox', { name: 'Результат' }).selectOption({ label: 'Решено' });
    await sendKept(executor, words);
    await executor.getByText('Ответ на согласовании').first().waitFor();
  }
  const chair = await town.seat(await signInAs(town.server, 'chair'));
  await chair.goto('/staff/approval');
  await chair.getByRole('button', { name: 'Одинаковые: 2' }).click();
  await chair.getByText('Яму заделали ‹дата›. Сообщение № ‹номер›.').waitFor();
  await checkAxe(chair);
  await chair.getByRole('button', { name: 'Утвердить 2 ответа' }).click();
  await chair.getByText('Утверждено: 2 ответа').waitFor();
  await town.server.drain();
  expect((await readCard(town.server, number, operator)).status).toBe('review');
}, 400_000);
