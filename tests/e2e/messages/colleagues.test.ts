import { expect, test } from 'vitest';
import { takeToWork } from '../../../shared/contract/messages/cases-answers.ts';
import { readNotices } from '../../../shared/contract/messages/notices.ts';
import { makeCrew, sortMessage } from '../../support/loop.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { patience } from '../../support/site/journey.ts';
import { openCard, openTown } from '../../support/site/town.ts';

/** Two on one case: the answer that is being written is seen beforehand, a colleague is called to a note by @. */

let crew: Awaited<ReturnType<typeof makeCrew>>;
const town = openTown(async () => {
  crew = await makeCrew(town.server);
});

test('who writes the answer is seen on the card; @ in a note finds a colleague without a mouse, who is told', async () => {
  const { number } = await submitCase(town.server);
  const { id, version } = await sortMessage(town.server, crew, number);
  await town.server.call(takeToWork, { params: { id }, body: { version } }, crew.executor);
  const executor = await town.seat(crew.executor);
  await openCard(executor, number);
  await executor.keyboard.press('KeyR');
  const said = executor.waitForResponse((reply) => reply.url().endsWith('/writing'));
  await executor.getByRole('textbox', { name: 'Ответ жителю' }).pressSequentially('Заделаем');
  expect((await said).status()).toBe(200);

  const operator = await town.seat(crew.operator, 390);
  await openCard(operator, number);
  await operator
    .getByRole('status')
    .getByText(/пишет ответ с \d\d:\d\d/u)
    .waitFor({ timeout: patience });
  const note = operator.getByRole('textbox', { name: 'Заметка для сотрудников' });
  await note.pressSequentially('Посмотрите @');
  const found = operator.getByRole('combobox', { name: 'Кого позвать' });
  await found.waitFor({ timeout: patience });
  expect(await found.evaluate((field) => field === document.activeElement)).toBe(true);
  await operator.getByRole('option').first().waitFor({ timeout: patience });
  await checkAxe(operator);
  expect(await scrollsSideways(operator)).toBe(false);
  await operator.keyboard.press('ArrowDown');
  await operator.keyboard.press('Enter');
  expect(await note.inputValue()).toMatch(/^Посмотрите @\S/u);
  expect(await note.evaluate((field) => field === document.activeElement)).toBe(true);
  await operator.keyboard.press('Control+Enter');
  await operator.getByText('Заметка добавлена').waitFor({ timeout: patience });
  const told = await Promise.all(
    [crew.executor, crew.approver].map((cookie) => town.server.call(readNotices, {}, cookie)),
  );
  expect(told.flatMap(({ notices }) => notices).filter(({ kind }) => kind === 'mentions')).toHaveLength(1);
});
