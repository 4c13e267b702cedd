import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { readRequest } from '../../../shared/contract/pages/gospubliki.ts';
import { readPublication } from '../../../shared/contract/pages/publications.ts';
import { approvePublication, submitPublication } from '../../../shared/contract/pages/publications-acts.ts';
import { proveVariant } from '../../../shared/contract/pages/publications-variants.ts';
import { createPage } from '../../../shared/contract/pages/register-acts.ts';
import { joinNetwork, tellNetwork } from '../../support/networks/told-network.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { makeUnit } from '../../support/site/cases.ts';
import { patience, typedDayIn } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A request of ЦУР is entered, its load seen, accepted, published, reported; another one is objected to. The head reads it on a phone. */

let editor: string;
const town = openTown(async ({ server }) => {
  joinNetwork(server, tellNetwork());
  const unitId = await makeUnit(server, 'Администрация', 'administration');
  editor = await signInAs(server, 'editor');
  for (const network of ['vk', 'ok'])
    await server.call(
      createPage,
      { body: { unitId, network, title: 'Город', url: `https://${network}.com/city`, grade: 'active' } },
      editor,
    );
});

async function enter(at: Page, title: string, pages: readonly RegExp[]): Promise<void> {
  await at.goto('/staff/gospubliki');
  await at.getByRole('button', { name: 'Записать заявку' }).waitFor({ timeout: patience });
  await at.keyboard.press('KeyN');
  const dialog = at.getByRole('dialog', { name: 'Записать заявку' });
  await dialog.getByLabel('Кто просит').selectOption({ label: 'ЦУР Свердловской области' });
  await dialog.getByLabel('Номер письма').fill(`01-12/${Date.now() % 1_000_000}`);
  await at.keyboard.press('Control+Enter');
  await dialog.getByText('Напишите, о чём').waitFor();
  await dialog.getByLabel('О чём').fill(title);
  await dialog.getByLabel('Текст публикации').fill('В городе считают дворы: расскажите о своём.');
  await dialog.getByLabel('Разместить с').fill(typedDayIn(1));
  await dialog.getByLabel('По какой день').fill(typedDayIn(5));
  for (const page of pages) await dialog.getByRole('checkbox', { name: page }).check();
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await at.getByRole('heading', { name: title }).waitFor({ timeout: patience });
}

/** The publication of the request is agreed to by another, and a person publishes it on its page. */
async function publish(requestId: string): Promise<void> {
  const { server } = town;
  const { publication } = await server.call(readRequest, { params: { id: requestId } }, editor);
  const params = { id: publication?.id ?? '' };
  const { version } = await server.call(readPublication, { params }, editor);
  const sent = await server.call(submitPublication, { params, body: { version } }, editor);
  const approver = await signInAs(server, 'approver');
  const agreed = await server.call(approvePublication, { params, body: { version: sent.version } }, approver);
  const [variant] = agreed.variants;
  const body = {
    version: agreed.version,
    url: 'https://vk.com/wall-7_42',
    publishedAt: new Date(Date.now() - 60_000).toISOString(),
  };
  await server.call(proveVariant, { params: { id: variant?.id ?? '' }, body }, editor);
  await server.drain();
}

test('a request goes from its letter to the report, another is objected to', { retry: 1 }, async () => {
  const at = await town.seat(editor, 1440);
  const title = `О переписи дворов ${Date.now() % 100_000}`;
  await enter(at, title, [/ВКонтакте/u, /Одноклассники/u]);
  const address = at.url().replace(/^https?:\/\/[^/]+/u, '');
  await at.getByText(/Решить по заявке: до/u).waitFor();
  await at
    .getByRole('region', { name: 'Нагрузка страниц' })
    .getByText(/100\s%, предел 40\s%/u)
    .first()
    .waitFor();
  await checkAxe(at);

  await at.keyboard.press('KeyP');
  const accept = at.getByRole('dialog', { name: 'Принять заявку' });
  await accept.getByRole('checkbox', { name: /Одноклассники/u }).uncheck();
  await at.keyboard.press('Control+Enter');
  await accept.getByText('Напишите, почему не на всех страницах').waitFor();
  await accept.getByLabel('Почему не на остальных').fill('Там об этом уже сказано');
  await accept.getByLabel(/сверх предела 40\s%: почему принимаете/u).fill('О переписи должны узнать все');
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await at.getByText('не принята на эту страницу').waitFor({ timeout: patience });
  await at.getByText('О переписи должны узнать все').first().waitFor();

  await publish(address.split('/').at(-1) ?? '');
  await at.goto(address);
  await at.getByRole('link', { name: /wall-7_42/u }).waitFor({ timeout: patience });
  await at.getByText(/Отчитаться по заявке: до/u).waitFor();
  await at.keyboard.press('KeyP');
  const report = at.getByRole('dialog', { name: 'Отчёт отправлен' });
  await report.getByLabel('Номер письма').fill('И-77');
  await at.keyboard.press('Control+Enter');
  await at
    .getByText(/№ И-77 от/u)
    .first()
    .waitFor({ timeout: patience });
  await at.getByRole('button', { name: 'Отчёт в Word' }).waitFor();
  await checkAxe(at);

  await enter(at, 'О чужом событии', [/ВКонтакте/u]);
  await at.keyboard.press('KeyO');
  const object = at.getByRole('dialog', { name: 'Возразить' });
  await object.getByRole('radio', { name: 'Противоречит фактам' }).check();
  await object.getByLabel('Возражение').fill('Перепись кончилась в прошлом месяце.');
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await at.getByText('Перепись кончилась в прошлом месяце.').first().waitFor({ timeout: patience });

  const phone = await town.seat(await signInAs(town.server, 'head'), 390);
  await phone.goto(address);
  await phone.getByRole('heading', { name: title }).waitFor({ timeout: patience });
  expect(await phone.getByRole('button', { name: /Принять|Отчёт отправлен/u }).count()).toBe(0);
  expect(await scrollsSideways(phone)).toBe(false);
  await checkAxe(phone);
});

test('the cabinet is kept by keys and words, its secrets are shown to nobody', { retry: 1 }, async () => {
  const at = await town.seat(editor, 1440);
  await at.goto('/staff/gospubliki?view=cabinet');
  await at
    .getByRole('button', { name: /Записать кабинет|Изменить/u })
    .first()
    .click({ timeout: patience });
  const profile = at.getByRole('dialog', { name: 'Кабинет администрации' });
  await profile.getByLabel('Организация').fill('Администрация города');
  await at.keyboard.press('Control+Enter');
  await at.getByText('Администрация города').first().waitFor({ timeout: patience });
  await at.getByRole('button', { name: /^Ввести.*: Пароль/u }).click();
  const secret = at.getByRole('dialog', { name: 'Пароль' });
  await secret.getByLabel('Пароль', { exact: true }).fill('не для чужих глаз');
  await at.keyboard.press('Control+Enter');
  await at
    .getByText(/запечатано/u)
    .first()
    .waitFor({ timeout: patience });
  expect(await at.getByText('не для чужих глаз').count()).toBe(0);
  await checkAxe(at);

  await at.goto('/staff/gospubliki?view=reposts');
  await at.getByText('Область ни о чём не просили').waitFor({ timeout: patience });
  await at.keyboard.press('KeyN');
  const ask = at.getByRole('dialog', { name: 'Попросить о повторе' });
  await ask.getByLabel('Кого просим').selectOption({ label: 'ЦУР Свердловской области' });
  await ask.getByLabel('Адрес нашей записи').fill('https://vk.com/wall-7_1');
  await ask.getByLabel('О чём она').fill('Новый мост');
  await ask.getByLabel('Зачем повторять').fill('По нему едут из области');
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await at.getByRole('button', { name: /Записать ответ/u }).click({ timeout: patience });
  const answer = at.getByRole('dialog', { name: 'Чем кончилась просьба' });
  await answer.getByLabel('Где повторили').fill('https://vk.com/wall-66_9');
  await at.keyboard.press('Control+Enter');
  await at.getByText(/Ждём ответа 0, повторили 1/u).waitFor({ timeout: patience });
  await checkAxe(at);

  const phone = await town.seat(await signInAs(town.server, 'head'), 390);
  for (const view of ['', '?view=reposts', '?view=cabinet']) {
    await phone.goto(`/staff/gospubliki${view}`);
    await phone.getByRole('heading', { name: 'Госпаблики', level: 1 }).waitFor({ timeout: patience });
    await phone.waitForTimeout(300);
    expect(await scrollsSideways(phone)).toBe(false);
    await checkAxe(phone);
  }
  expect(await phone.getByText('Секреты').count()).toBe(0);
});
