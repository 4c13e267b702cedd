import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createAssignment } from '../../../shared/contract/group/assignments-moves.ts';
import { type Group, makeGroup } from '../../support/group/group.ts';
import { toast } from '../../support/group/group-steps.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { dayIn, patience, typedDayIn } from '../../support/site/journey.ts';
import { openTown } from '../../support/site/town.ts';

/** What waits for a number of the city's document system: one written by hand, the rest by the table that came back. */

let group: Group;
let page: Page;
let assignmentId: string;

const town = openTown(async () => {
  group = await makeGroup(town.server);
  const made = await town.server.call(
    createAssignment,
    {
      body: {
        source: 'resolution',
        basis: 'Резолюция главы № 5',
        basisOn: dayIn(-1),
        text: 'Закрыть ямы у остановок',
        expectedResult: 'Фото каждого места',
        responsibleId: group.ids.member,
        dueOn: dayIn(10),
      },
    },
    group.cookies.secretary,
  );
  assignmentId = made.id;
  page = await town.seat(group.cookies.secretary);
});

const shown = (words: string) => page.getByText(words).first().waitFor({ timeout: patience });

test('a number is written on the card of the paper, with its day, and stands on the board', async () => {
  await page.goto(`/staff/assignments/${assignmentId}`);
  await page.getByRole('button', { name: 'Записать номер СЭД' }).click({ timeout: patience });
  const dialog = page.getByRole('dialog', { name: /номер СЭД/u });
  await dialog.getByLabel('Номер в системе документооборота').fill('б/н');
  await page.keyboard.press('Control+Enter');
  await dialog.getByText('Это не номер').first().waitFor({ timeout: patience });
  await checkAxe(page);
  await dialog.getByLabel('Номер в системе документооборота').fill('П-700');
  await page.keyboard.press('Control+Enter');
  await toast(page, 'Номер СЭД записан');
  await shown(`рег. № П-700 от ${typedDayIn(0)}`);
  await checkAxe(page);
  await page.goto('/staff/assignments?q=%D0%BF-700');
  await shown('СЭД П-700');
});

test('what waits goes out as a table; the one that came back is shown before it is written, and what does not fit is named', async () => {
  await page.goto('/staff/city-numbers');
  await page.getByRole('link', { name: 'О создании рабочей группы' }).waitFor({ timeout: patience });
  await checkAxe(page);
  const download = page.waitForEvent('download');
  await page.keyboard.press('KeyE');
  expect((await download).suggestedFilename()).toMatch(/^Регистрация в СЭД .*\.xlsx$/u);
  const table = [
    'Вид документа;Номер в «Отклике»;Номер СЭД;Дата регистрации в СЭД',
    `Акт о составе;398;398-ПА;${typedDayIn(-1)}`,
    `Протокол;99/2026;5;${typedDayIn(-1)}`,
    `Поручение;П-1/2026;П-701;${typedDayIn(0)}`,
  ].join('\r\n');
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('KeyU');
  await (await chooser).setFiles({ name: 'номера.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  const dialog = page.getByRole('dialog', { name: 'Номера из таблицы' });
  await dialog.getByText('Протокол № 99/2026').waitFor({ timeout: patience });
  await dialog.getByText(/Уже записан № П-700/u).waitFor();
  await checkAxe(page);
  await dialog.getByRole('button', { name: 'Записать 1 номер' }).click();
  await toast(page, 'Записано: 1 номер');
  await page.getByRole('heading', { name: 'Номера ничего не ждёт' }).waitFor({ timeout: patience });
  await page.getByRole('link', { name: /^С номером/u }).click();
  await shown('398-ПА');
  await checkAxe(page);
});

test('a phone shows the same', async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('/staff/city-numbers?state=all');
  await shown('398-ПА');
  expect(await scrollsSideways(page)).toBe(false);
  await checkAxe(page);
});
