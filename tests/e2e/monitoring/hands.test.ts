import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import {
  feedOf,
  isSaid,
  openIncident,
  openSocialTown,
  rowOfFeed,
  sortByDigits,
  titleOfTalk,
} from '../../support/networks/social-feed.ts';
import { checkAxe } from '../../support/site/browser.ts';
import { makeUnit } from '../../support/site/cases.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs, signInStaff } from '../../support/site/sign-in.ts';

/** An incident goes from hand to hand and back, and none of them needs a mouse. */

const { town, network, operator, write, openFeed } = openSocialTown();

const editorOf = (at: Page): Locator =>
  at.getByRole('region', { name: /^(?:Ответ страницы|Исправить ответ)$/u });
const wordsOf = (at: Page): Locator => at.getByRole('textbox', { name: /^Ответ под словами/u });
/** By the keyboard alone: what cannot be focused cannot be pressed. */
const press = (at: Page | Locator, name: string): Promise<void> =>
  at.getByRole('button', { name, exact: true }).press('Enter');
const idOf = (at: Page): string => new URL(at.url()).searchParams.get('id')!;

/** Somebody wrote it, the operator sorted it and looks at it. */
async function openSorted(words: string): Promise<Page> {
  await write(`${words} ${Date.now() % 1000}`);
  const at = await openFeed(operator());
  await openIncident(at, new RegExp(words, 'u'));
  await sortByDigits(at);
  await openIncident(at, new RegExp(words, 'u'));
  return at;
}

test('an answer that was returned is mended by R, and until it ends no other is begun', {
  retry: 1,
}, async () => {
  const at = await openSorted('На Тевосяна, 8 не работает лифт');
  await at.keyboard.press('KeyR');
  await wordsOf(at).fill('Здравствуйте! Лифт починят.');
  await press(at, 'Черновик');
  await isSaid(at, 'Черновик сохранён');
  await editorOf(at).waitFor({ state: 'detached', timeout: patience });

  await at.keyboard.press('KeyR');
  await editorOf(at).getByText('Исправить ответ').waitFor();
  expect(await wordsOf(at).evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await wordsOf(at).inputValue()).toBe('Здравствуйте! Лифт починят.');
  await at.keyboard.press('Control+Enter');
  await isSaid(at, 'Ответ отдан на согласование');

  const chair = await openFeed(await signInAs(town.server, 'chair'), { query: `?id=${idOf(at)}` });
  await press(chair, 'Вернуть');
  const dialog = chair.getByRole('dialog', { name: 'Вернуть ответ' });
  await dialog.getByLabel('Что исправить').fill('Назовите час');
  await checkAxe(chair);
  await press(dialog, 'Вернуть');
  await isSaid(chair, 'Ответ вернули на доработку');
  await isSaid(at, 'Вернули: Назовите час');
  await editorOf(at).waitFor({ state: 'detached', timeout: patience });

  await feedOf(at).focus();
  await at.keyboard.press('KeyR');
  await wordsOf(at).fill('Здравствуйте! Лифт починят к 18:00.');
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await at.getByText('на согласовании', { exact: true }).waitFor({ timeout: patience });
  await press(chair, 'Согласовать');
  await chair.getByRole('link', { name: 'Открыть на странице' }).waitFor({ timeout: patience });
  expect(network.said.map(({ text }) => text)).toContain('Здравствуйте! Лифт починят к 18:00.');
  expect(network.said.map(({ text }) => text)).not.toContain('Здравствуйте! Лифт починят.');
});

test('an urgent answer comes out at once, and another person looks at it afterwards', {
  retry: 1,
}, async () => {
  const at = await openSorted('На Добролюбова, 12 оборван провод');
  await at.keyboard.press('KeyR');
  await wordsOf(at).fill('Не подходите: бригада будет через 10 минут.');
  await at.getByLabel('Срочно, без согласования').press('Space');
  await at.keyboard.press('Control+Enter');
  await isSaid(at, 'Напишите, почему без согласования');
  await at.getByLabel('Почему без согласования').fill('Опасно для людей');
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await isSaid(at, 'срочный, не проверен');
  const chair = await openFeed(await signInAs(town.server, 'chair'), { query: `?id=${idOf(at)}` });
  await press(chair, 'Проверено');
  await isSaid(chair, 'Отмечено: ответ проверен');
  await isSaid(at, 'срочный, проверен');
});

test('one that was joined by mistake is parted by L', { retry: 1 }, async () => {
  const nonce = Date.now() % 1000;
  await write(`На Исетской, 30 нет отопления третий день ${nonce}`);
  await write(`Исетская, 30: отопления нет уже третий день, мёрзнем ${nonce}`);
  const at = await openFeed(operator());
  await openIncident(at, /Исетская, 30/u);
  await at.getByRole('region', { name: 'Похожие' }).waitFor({ timeout: patience });
  await at.keyboard.press('KeyU');
  await at.getByRole('heading', { name: /^Слиты: 2/u }).waitFor({ timeout: patience });
  await feedOf(at).focus();
  await at.keyboard.press('KeyL');
  const dialog = at.getByRole('dialog', { name: 'Разделить записи' });
  await dialog.getByRole('checkbox', { name: /мёрзнем/u }).press('Space');
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await isSaid(at, /^Отделено: И-/u);
  await at.getByRole('heading', { name: /^Слиты/u }).waitFor({ state: 'detached', timeout: patience });
  await at.getByRole('button', { name: 'Показать 1 новый' }).press('Enter');
  await rowOfFeed(at, /Исетская, 30/u).waitFor({ timeout: patience });
});

test('what was sent is taken by T, given back with a reason, and sorted anew', { retry: 1 }, async () => {
  const unitId = await makeUnit(town.server, 'Лифтовая служба', `lifts-${Date.now() % 1000}`);
  const { cookie } = await signInStaff(town.server, 'executor', {
    unitId,
    slug: `lifts-${Date.now() % 1000}`,
  });
  const at = await openSorted('На Лермонтова, 4 застрял лифт');
  await at.keyboard.press('Enter');
  await isSaid(at, 'Уже разобрано: измените что-нибудь, и можно записать');
  await at.keyboard.press('KeyA');
  const units = at.getByRole('dialog', { name: 'Кому отвечать?' });
  await units.getByRole('button', { name: /Лифтовая служба/u }).press('Enter');
  await feedOf(at).focus();
  await at.keyboard.press('Enter');
  await isSaid(at, /^Принято: .*Лифтовая служба/u);

  const executor = await openFeed(cookie);
  await openIncident(executor, /Лермонтова, 4/u);
  await executor.keyboard.press('KeyT');
  await isSaid(executor, 'Принято в работу');
  await executor.getByText('в работе', { exact: true }).waitFor({ timeout: patience });
  await press(executor, 'вернуть: не наше');
  const dialog = executor.getByRole('dialog', { name: 'Вернуть: не наше' });
  await dialog.getByLabel('Почему и чьё это').fill('Это дом управляющей компании');
  await checkAxe(executor);
  await press(dialog, 'Вернуть');
  await isSaid(executor, 'Возвращено тем, кто разбирает');
  await executor.getByRole('heading', { name: 'В ленте ничего не ждёт' }).waitFor({ timeout: patience });

  await openIncident(at, /Лермонтова, 4/u);
  await isSaid(at, 'Вернули, не наше: Это дом управляющей компании');
  await feedOf(at).focus();
  await at.keyboard.press('Enter');
  await isSaid(at, /^Принято:/u);
  // The next one may have replies, with a heading of their own.
  await titleOfTalk(at, /./u).first().waitFor();
});
