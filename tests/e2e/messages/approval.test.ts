import { expect, test } from 'vitest';
import { draftAnswer } from '../../../shared/contract/messages/cases-answers.ts';
import { changeCase } from '../../../shared/contract/messages/cases-staff.ts';
import { triageCase } from '../../../shared/contract/messages/cases-triage.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { readCard, submitCase } from '../../support/site/cases.ts';
import { failWith } from '../../support/site/failure-answers.ts';
import { makeExecutors } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { approveAnswer, openApproval, returnAnswer } from '../../support/site/roles.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** What an approver finds after deciding: what came back with its reason, what went out with the marks. */

const letter = 'Здравствуйте! Яму заделали литым асфальтом 25.11.2026, площадь 4 м².';
const reason = 'Назовите дату контроля шва';

const town = openTown();

/** Two messages about roads, each with an answer that waits; their numbers. */
async function answerTwo(): Promise<readonly [string, string]> {
  const units = await makeExecutors(town.server);
  const operator = await signInAs(town.server, 'operator');
  const texts = [
    'Яма на проезжей части у остановки, машины её объезжают.',
    'Провал асфальта у школы, дети спотыкаются.',
  ];
  const numbers: string[] = [];
  for (const text of texts) {
    const { number } = await submitCase(town.server, { text });
    const { id, version } = await readCard(town.server, number, operator);
    const body = { version, factId: 'roads.pavement.pothole', block: 'roads' };
    await town.server.call(triageCase, { params: { id }, body }, operator);
    const card = await readCard(town.server, number, operator);
    const slug = `executor-of-${numbers.length}`;
    const unitId = card.executorUnitId ?? [...units.values()][0]!;
    const executor = await signInAs(town.server, 'executor', { slug, unitId });
    const answer = { version: card.version, text: letter, outcome: 'solved' as const, submit: true };
    await town.server.call(draftAnswer, { params: { id }, body: answer }, executor);
    numbers.push(number);
  }
  return [numbers[0]!, numbers[1]!];
}

const seat = async (width: number, role = 'approver') => town.seat(await signInAs(town.server, role), width);

test('answers that came back and that went out are read in lists of their own', async () => {
  const [back, out] = await answerTwo();
  const page = await seat(1440);
  const openList = (name: string) =>
    page.getByRole('navigation', { name: 'Какие ответы показать' }).getByRole('link', { name }).click();
  const letterOf = (number: string) => page.getByRole('region', { name: formatCaseNumber(number) });
  const keys = async () =>
    (await page.getByRole('button', { name: /^(?:Утвердить|Вернуть|Править)/u }).count()) > 0;

  await returnAnswer(page, back, reason);
  await approveAnswer(page, out);
  await page.getByRole('heading', { name: 'Всё согласовано' }).waitFor();

  await openList('Возвращены');
  await letterOf(back).waitFor();
  await page.getByText(reason).waitFor();
  expect(await keys()).toBe(false);
  await checkAxe(page);

  await openList('Утверждены');
  await letterOf(out).getByText('Утверждено', { exact: true }).waitFor();
  expect(await page.getByRole('navigation', { name: 'Очередь' }).getByRole('button').count()).toBe(1);
  expect(await keys()).toBe(false);
  await checkAxe(page);

  // On a phone the list comes first, the letter is opened from it.
  const phone = await seat(390);
  await phone.goto('/staff/approval?list=approved');
  await phone.getByRole('button', { name: formatCaseNumber(out) }).click();
  await phone
    .getByRole('region', { name: formatCaseNumber(out) })
    .getByText('Утверждено', { exact: true })
    .waitFor();
  expect(await scrollsSideways(phone)).toBe(false);
  await checkAxe(phone);
  await phone.getByRole('button', { name: 'К очереди' }).click();
  await phone.getByRole('navigation', { name: 'Очередь' }).waitFor();
}, 240_000);

test('what was written to return or correct an answer outlives a failure, a changed case and a decision of another', async () => {
  const [first, second] = await answerTwo();
  const operator = await signInAs(town.server, 'operator');
  const page = await seat(1440);
  const open = async (number: string, key: string, title: RegExp) => {
    await openApproval(page, number);
    await page.keyboard.press(key);
    return page.getByRole('dialog', { name: title });
  };
  const told = (words: string) => page.getByRole('dialog').getByRole('alert').getByText(words).waitFor();
  const returning = await open(first, 'KeyB', /^Вернуть/u);
  const why = returning.getByRole('textbox', { name: 'Что исправить' });
  await why.fill(reason);
  await page.route('**/decision', (route) => failWith(route, 'network'), { times: 1 });
  await page.keyboard.press('Control+Enter');
  await told('Введённое на месте');
  expect(await why.inputValue()).toBe(reason);
  const { id, version } = await readCard(town.server, first, operator);
  await town.server.call(changeCase, { params: { id }, body: { version, importance: 'high' } }, operator);
  await page.keyboard.press('Control+Enter');
  await told('Ваше пока не записано.');
  expect(await why.inputValue()).toBe(reason);
  await keepShot(page, 'approval-return-stale-1440');
  await page.setViewportSize({ width: 390, height: 844 });
  await keepShot(page, 'approval-return-stale-390');
  await page.setViewportSize({ width: 1440, height: 900 });
  await checkAxe(page);
  await page.keyboard.press('Control+Enter');
  await page.getByText('Возвращено на доработку').first().waitFor();
  await returning.waitFor({ state: 'detached' });

  const editing = await open(second, 'KeyE', /^Правка/u);
  const text = editing.getByRole('textbox', { name: 'Текст ответа' });
  await text.fill(`${letter} Приняли с мастером.`);
  await returnAnswer(await seat(1440), second, reason);
  await page.keyboard.press('Control+Enter');
  await editing.getByRole('alert').first().waitFor();
  expect(await text.inputValue()).toBe(`${letter} Приняли с мастером.`);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog', { name: 'Закрыть без сохранения?' }).waitFor();
});

test('paper gets the letter alone, and a matrix across the sheet with its filter in words', async () => {
  const approver = await seat(1440);
  await approver.goto('/staff/approval?list=approved');
  await approver.getByRole('article').waitFor();
  await approver.emulateMedia({ media: 'print' });
  expect(await approver.getByRole('article').isVisible()).toBe(true);
  expect(await approver.getByRole('navigation', { name: 'Очередь' }).isVisible()).toBe(false);
  expect(await approver.getByRole('heading', { name: 'Согласование' }).isVisible()).toBe(false);

  const chair = await seat(1440, 'chair');
  await chair.goto('/staff/heatmap?measure=received');
  await chair.getByRole('grid').waitFor();
  expect(await chair.getByText(/^поступило, /u).isVisible()).toBe(false);
  const sheet = (await chair.pdf({ preferCSSPageSize: true })).toString('latin1');
  const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/u.exec(sheet) ?? [];
  expect(Number(width)).toBeGreaterThan(Number(height));
  await chair.emulateMedia({ media: 'print' });
  expect(await chair.getByText(/^поступило, /u).isVisible()).toBe(true);
  expect(await chair.getByRole('heading', { name: 'Тепловая карта', level: 1 }).isVisible()).toBe(true);
}, 240_000);
