import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { prepareInbound, registerDrafts } from '../../../server/messages/cases/index.ts';
import { checkAxe, openPage, scrollsSideways } from '../../support/site/browser.ts';
import { asSystem } from '../../support/site/cases.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** The desk of ПОС: a table is brought, compared, each difference decided; then ours go out. */

let page: Page;
let cookie: string;
const day = new Intl.DateTimeFormat('ru', { timeZone: 'Asia/Yekaterinburg' }).format(new Date());

const town = openTown(async () => {
  cookie = await signInAs(town.server, 'operator');
  for (const id of ['3001', '3002']) {
    await asSystem(town.server, async (ctx) => {
      const draft = prepareInbound(
        ctx,
        { text: `Яма на дороге, сообщение ${id}.`, block: 'roads' },
        { channel: 'pos', source: 'pos', id },
      );
      await registerDrafts(ctx, [{ draft, ctx }]);
    });
  }
  await town.server.drain();
  ({ page } = await openPage(town.browser, town.site, { cookie }));
});

const table = (): Buffer =>
  Buffer.from(
    [
      'Номер сообщения;Дата поступления;Статус;Текст сообщения;Текст ответа',
      `3001;${day};Закрыто;Яма;`,
      `3003;${day};Новое;Не горит фонарь у школы.;`,
    ].join('\r\n'),
  );

test('a table is compared and every difference is decided by a person', async () => {
  await page.goto('/staff/reconcile');
  await page.getByText('Сверок ещё не было').waitFor({ timeout: patience });
  await page.getByText('не подтверждено').waitFor();
  await checkAxe(page);
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('KeyU');
  await (await chooser).setFiles({ name: 'ПОС за ноябрь.csv', mimeType: 'text/csv', buffer: table() });
  await page.getByRole('heading', { name: 'ПОС за ноябрь.csv' }).waitFor({ timeout: patience });
  expect(await page.getByRole('combobox', { name: 'Номер сообщения' }).inputValue()).toBe('Номер сообщения');
  await checkAxe(page);
  await page.getByRole('button', { name: 'Сверить' }).click();
  await page
    .getByText('В ПОС 2 сообщения, здесь 2: здесь не хватает 1, в ПОС не хватает 1.')
    .waitFor({ timeout: patience });
  await checkAxe(page);

  await page.getByRole('button', { name: /^Взять из ПОС.*3003/u }).click();
  await page
    .getByRole('listitem', { name: '№ 3003 в ПОС' })
    .getByText(/^Взято из ПОС ·/u)
    .waitFor({ timeout: patience });
  await page.getByRole('tab', { name: 'Состояние 1' }).click();
  await page.getByText('Состояние меняется ходом дела').waitFor();
  await page.getByRole('button', { name: /^Оставить наше.*3001/u }).click();
  await page.getByRole('tab', { name: 'Состояние 0' }).waitFor({ timeout: patience });
  await checkAxe(page);

  await page.getByRole('link', { name: 'Все сверки' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Таблица Excel' }).click();
  expect((await download).suggestedFilename()).toMatch(/^Сообщения ПОС .+\.xlsx$/u);
});

test('on a phone nothing lies sideways', async () => {
  const { page: phone } = await openPage(town.browser, town.site, { width: 390, cookie });
  await phone.goto('/staff/reconcile');
  await phone.getByRole('link', { name: 'ПОС за ноябрь.csv' }).click();
  await phone.getByRole('tab', { name: /^Нет у нас/u }).waitFor({ timeout: patience });
  expect(await scrollsSideways(phone)).toBe(false);
  await checkAxe(phone);
});
