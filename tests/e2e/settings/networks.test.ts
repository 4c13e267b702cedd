import { expect, test } from 'vitest';
import { listNetworkPages } from '../../../shared/contract/base/networks.ts';
import { joinNetwork, tellNetwork } from '../../support/networks/told-network.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** Whoever keeps the keys connects a page, tries what they open, changes them; no key is ever shown again. */

let admin: string;
const town = openTown(async () => {
  joinNetwork(town.server, tellNetwork());
  admin = await signInAs(town.server, 'admin');
});

test('a page is connected, its keys are tried, and never shown again', async () => {
  const at = await town.seat(admin);
  await at.goto('/staff/networks');
  await at.getByRole('heading', { name: 'Страниц пока нет' }).waitFor({ timeout: patience });
  // A network closed by law is there with its law, and cannot be chosen.
  await at.getByText(/41-ФЗ от 01\.04\.2025/u).waitFor();
  await checkAxe(at);

  await at.keyboard.press('KeyA');
  const dialog = at.getByRole('dialog', { name: 'Подключить страницу' });
  await dialog.waitFor();
  const offered = await dialog.getByLabel('Сеть', { exact: true }).locator('option').allTextContents();
  expect(offered).toContain('ВКонтакте');
  expect(offered.join()).not.toContain('Telegram');
  await dialog.getByLabel('Сеть', { exact: true }).selectOption({ label: 'ВКонтакте' });
  await dialog.getByRole('button', { name: 'Подключить' }).click();
  await dialog.getByText('Назовите страницу').waitFor();
  await dialog.getByLabel('Номер или адрес страницы в сети').fill('-77');
  await dialog.getByLabel('Как называть').fill('Администрация города');
  await dialog.getByLabel(/^Ключ/u).fill('very-secret-token');
  await checkAxe(at);
  await dialog.getByRole('button', { name: 'Подключить' }).click();
  await at.getByText('Страница подключена').waitFor({ timeout: patience });

  const sheet = at.getByRole('listitem').filter({ hasText: 'Администрация города' }).first();
  await sheet.getByText('введён', { exact: true }).waitFor({ timeout: patience });
  await sheet.getByText('не введён').waitFor();
  const address = await sheet.getByLabel('Адрес для событий: Администрация города').inputValue();
  expect(address).toMatch(/^http:\/\/.+\/api\/networks\/[^/]+\/events$/u);
  await sheet.getByRole('button', { name: 'Проверить ключи' }).click();
  await at
    .getByRole('list', { name: 'Что открывают ключи' })
    .getByText('можно')
    .waitFor({ timeout: patience });

  await sheet.getByRole('button', { name: 'Изменить' }).click();
  const change = at.getByRole('dialog', { name: 'Изменить: Администрация города' });
  expect(await change.getByLabel(/^Ключ/u).inputValue()).toBe('');
  await change.getByText(/^Введён: впишите новый/u).waitFor();
  await change.getByLabel('Как называть').fill('Город Каменск');
  await change.getByLabel('Это наша страница').uncheck();
  await change.getByLabel('Что это за страница').selectOption({ label: 'СМИ' });
  await change.getByLabel('Пишет только о нашем городе').uncheck();
  await checkAxe(at);
  await change.getByRole('button', { name: 'Сохранить' }).click();
  await at.getByText('Страница исправлена').waitFor({ timeout: patience });
  expect(await at.content()).not.toContain('very-secret-token');
  const { pages } = await town.server.call(listNetworkPages, {}, admin);
  expect(pages).toMatchObject([{ title: 'Город Каменск', keys: ['token'], isActive: true }]);

  await at.getByRole('button', { name: /^Выключить/u }).click();
  await at.getByText('Страница выключена').waitFor({ timeout: patience });
  const others = { isOwn: false, kind: 'media', isLocal: false, isActive: false };
  expect((await town.server.call(listNetworkPages, {}, admin)).pages).toMatchObject([others]);
});

test('on a phone nothing scrolls sideways, and nobody else gets in', async () => {
  const phone = await town.seat(admin, 390);
  await phone.goto('/staff/networks');
  await phone.getByRole('heading', { name: 'Какие сети есть' }).waitFor({ timeout: patience });
  await checkAxe(phone);
  expect(await scrollsSideways(phone)).toBe(false);
  const other = await town.seat(await signInAs(town.server, 'operator'));
  await other.goto('/staff/networks');
  await other.getByRole('heading', { name: 'Этот раздел вам не открыт' }).waitFor({ timeout: patience });
});
