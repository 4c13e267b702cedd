import { expect, test } from 'vitest';
import { NetworkFailure } from '../../../server/base/networks/index.ts';
import {
  feedOf,
  isSaid,
  openIncident,
  openSocialTown,
  sortByDigits,
} from '../../support/networks/social-feed.ts';
import { checkAxe } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/** A page answers: one writes, another lets it out, and what became of it is told without a reload. */

const { town, network, operator, write, openFeed } = openSocialTown();

test('an answer is written under a count, agreed to by another, and stands on the page', {
  retry: 1,
}, async () => {
  const words = `На Каменской, 27 прорвало трубу, заливает подвал ${Date.now() % 1000}`;
  await write(words);
  const at = await openFeed(operator());
  await openIncident(at, /Каменской, 27/u);
  await sortByDigits(at);
  await openIncident(at, /Каменской, 27/u);

  const box = at.getByRole('textbox', { name: /^Ответ под словами/u });
  await box.waitFor({ timeout: patience });
  await feedOf(at).focus();
  await at.keyboard.press('KeyR');
  // A ready answer by «/»: its fields are filled, its blanks are not sent.
  await box.press('/');
  const ready = at.getByRole('dialog', { name: 'Готовый ответ' });
  await ready.getByRole('button', { name: /Будет сделано к дате/u }).waitFor({ timeout: patience });
  await checkAxe(at);
  await ready.getByRole('button', { name: /Будет сделано к дате/u }).click();
  await expect
    .poll(() => box.inputValue())
    .toMatch(/^Здравствуйте! Осмотрели место по адресу: .*Каменск.*, 27/u);
  await at.keyboard.press('Control+Enter');
  await isSaid(at, /Заполните пропуски/u);
  await box.fill('я'.repeat(1001));
  await isSaid(at, 'лишних 1');
  await at.keyboard.press('Control+Enter');
  await isSaid(at, 'Длиннее, чем принимает сеть, на 1');
  await box.fill('Здравствуйте! Бригада на месте, воду откачают к вечеру.');
  await at.getByRole('region', { name: 'Как увидят' }).getByText('Бригада на месте').waitFor();
  await at.getByLabel('Промежуточный').check();
  await at.keyboard.press('Control+Enter');
  await isSaid(at, 'Напишите, когда ответите окончательно');
  await at.getByLabel('Промежуточный').uncheck();
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await isSaid(at, 'Ответ отдан на согласование');
  // Nobody lets out their own words.
  const replies = at.getByRole('region', { name: 'Ответы' });
  await replies.getByText('на согласовании').waitFor({ timeout: patience });
  expect(await replies.getByRole('button', { name: 'Согласовать' }).count()).toBe(0);

  const id = new URL(at.url()).searchParams.get('id')!;
  const chair = await openFeed(await signInAs(town.server, 'chair'), { query: `?id=${id}` });
  await chair.getByRole('button', { name: 'Согласовать', exact: true }).click();
  await isSaid(chair, 'Ответ согласован: страница публикует его');
  await chair.getByRole('link', { name: 'Открыть на странице' }).waitFor({ timeout: patience });
  expect(network.said.map(({ text }) => text)).toContain(
    'Здравствуйте! Бригада на месте, воду откачают к вечеру.',
  );
  // The one who wrote it learns without a reload.
  await replies.getByText('опубликован').waitFor({ timeout: patience });
});

test('of an answer nobody knows the fate of it is said loudly, and a person ends it', {
  retry: 1,
}, async () => {
  await write(`На Алюминиевой, 5 нет света с утра ${Date.now() % 1000}`);
  const chairCookie = await signInAs(town.server, 'chair');
  const at = await openFeed(operator());
  await openIncident(at, /Алюминиевой, 5/u);
  await sortByDigits(at);
  await openIncident(at, /Алюминиевой, 5/u);
  await at.getByRole('textbox', { name: /^Ответ под словами/u }).fill('Здравствуйте! Свет дадут к полудню.');
  await at.getByRole('button', { name: 'На согласование' }).click();
  await isSaid(at, 'Ответ отдан на согласование');
  network.isBlind = true;
  network.fail.next = { when: 'after', failure: new NetworkFailure('unknown', 'Сеть не ответила') };
  const id = new URL(at.url()).searchParams.get('id')!;
  const chair = await openFeed(chairCookie, { query: `?id=${id}` });
  await chair.getByRole('button', { name: 'Согласовать', exact: true }).click();
  await at.getByText('неизвестно, вышел ли', { exact: true }).waitFor({ timeout: patience });
  await at.getByText('отправленный второй раз, он выйдет дважды').waitFor();
  await at.getByRole('button', { name: 'Отправить снова' }).waitFor();
  await checkAxe(at);
  await at.getByRole('button', { name: 'Стоит на странице' }).press('Enter');
  await at.getByRole('button', { name: 'Записать' }).click();
  await isSaid(at, 'Вставьте адрес: https://…');
  await at.getByLabel('Адрес ответа').fill('https://network.example/answer');
  await at.keyboard.press('Enter');
  await isSaid(at, 'Записано: ответ стоит на странице');
  await at.getByRole('link', { name: 'Открыть на странице' }).waitFor({ timeout: patience });
  network.isBlind = false;
});
