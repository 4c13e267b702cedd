import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { NetworkPage } from '../../../shared/contract/base/networks.ts';
import { feedOf, isSaid, openIncident } from '../../support/networks/social-feed.ts';
import {
  addPage,
  deliverEvent,
  joinNetwork,
  makePost,
  readingOf,
  tellNetwork,
} from '../../support/networks/told-network.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** Two official answers quarrel and people grow angry: whoever keeps the feed sees it by itself and leads it to its end by keys. */

const kept: { page?: NetworkPage; operator: string; told: number } = { operator: '', told: 0 };
const town = openTown(async ({ server }) => {
  const network = tellNetwork();
  joinNetwork(server, network);
  kept.page = await addPage(server, await signInAs(server, 'admin'));
  kept.operator = await signInAs(server, 'operator');
});

async function tell(given: Parameters<typeof makePost>[0]): Promise<void> {
  kept.told += 1;
  const reading = readingOf(`event-${kept.told}`, { fact: 'seen', post: makePost(given) });
  expect(await deliverEvent(town.server, kept.page!, reading)).toBe(200);
  await town.server.drain();
}

const own = (id: string, text: string) =>
  tell({
    id,
    kind: 'post',
    threadId: id,
    parentId: null,
    isOwn: true,
    authorId: '-1',
    text,
    postedAt: new Date(),
  });

const angry = (at: number) =>
  tell({
    id: `angry-${at}`,
    authorId: `author-${at}`,
    threadId: 'heat-2',
    parentId: 'heat-2',
    text: `Позор! Так когда тепло на Победы, 9? Уже ${at} раз спрашиваем`,
    postedAt: new Date(),
  });

const register = (at: Page) => at.getByRole('region', { name: 'Реестр' });
const middle = (at: Page) => at.getByRole('region', { name: 'Конфликт' });
const rowOf = (at: Page, words: RegExp) => register(at).getByRole('button', { name: words });

test('a contradiction becomes a conflict, is played, reviewed and closed by keys', async () => {
  const at = await town.seat(kept.operator);
  await at.goto('/staff/conflicts');
  await isSaid(at, 'Конфликтов и сигналов нет');
  await checkAxe(at);
  await own('heat-1', 'На проспекте Победы, 9 нет отопления, меняют насос. Тепло дадим завтра.');
  await own('heat-2', 'Отопление, проспект Победы, 9: подача тепла планируется послезавтра.');
  for (const number of [1, 2, 3]) await angry(number);

  // It comes by itself; J opens it, the two texts stand side by side.
  await rowOf(at, /Два срока/u).waitFor({ timeout: patience });
  await rowOf(at, /Недовольство/u).waitFor({ timeout: patience });
  await rowOf(at, /Два срока/u).click();
  await at.getByRole('region', { name: 'Сигнал' }).getByText('≠').waitFor({ timeout: patience });
  await checkAxe(at);
  await at.keyboard.press('KeyY');
  await isSaid(at, 'Заведён конфликт');
  await middle(at)
    .getByText(/^К-\d{4}-\d\d-\d\d$/u)
    .waitFor({ timeout: patience });

  // A playbook by P: its steps have clocks and are marked; the burst of anger is joined in one tap.
  await at.keyboard.press('KeyP');
  await isSaid(at, 'Сценарий начат');
  await at.getByRole('checkbox', { name: 'Выяснить у обоих органов, что верно' }).click();
  await isSaid(at, /Сделано 1 из 4/u);
  await rowOf(at, /Недовольство/u).click();
  await at.getByRole('button', { name: /^Сюда/u }).click();
  await isSaid(at, 'Сигнал присоединён');
  await middle(at).getByRole('heading', { name: 'Как шёл разговор' }).waitFor({ timeout: patience });
  await checkAxe(at);
  expect(await scrollsSideways(at)).toBe(false);

  // Led, what was wrong by digits, closed.
  await at.keyboard.press('KeyT');
  await isSaid(at, 'Теперь ведёте вы');
  await at.keyboard.press('Digit1');
  await middle(at)
    .getByRole('button', { name: 'Ответ опоздал', pressed: true })
    .waitFor({ timeout: patience });
  await at.keyboard.press('KeyX');
  const dialog = at.getByRole('dialog', { name: 'Закрыть конфликт' });
  await dialog.getByRole('button', { name: 'Закрыть конфликт' }).click();
  await dialog.getByText('Выберите, чем кончилось').first().waitFor();
  await dialog.getByRole('radio', { name: 'Исправили ответ' }).check();
  await dialog.getByRole('textbox', { name: 'Что вышло' }).fill('Назвали один срок на обеих страницах');
  await checkAxe(at);
  await dialog.getByRole('button', { name: 'Закрыть конфликт' }).click();
  await isSaid(at, 'Конфликт закрыт');
  await at.getByRole('link', { name: 'Закрытые' }).click();
  await rowOf(at, /Два срока/u).waitFor({ timeout: patience });
  await at.getByRole('link', { name: 'Ошибки ответов' }).click();
  await at.getByRole('rowheader', { name: 'орган не указан' }).waitFor({ timeout: patience });
  await checkAxe(at);
});

test('a false signal is dismissed with a reason; a telephone shows one thing at a time', {
  retry: 1,
}, async () => {
  await tell({
    id: 'asked',
    authorId: 'ann',
    threadId: 'heat-1',
    parentId: 'heat-1',
    text: 'А почему удаляете вопросы?',
    postedAt: new Date(),
  });
  const gone = { fact: 'gone' as const, id: 'asked', at: new Date(), by: 'page' as const };
  await deliverEvent(town.server, kept.page!, readingOf('gone', gone));
  await town.server.drain();
  const at = await town.seat(kept.operator, 390);
  await at.goto('/staff/conflicts');
  await rowOf(at, /Удалён комментарий/u).waitFor({ timeout: patience });
  await checkAxe(at);
  await rowOf(at, /Удалён комментарий/u).click();
  await at.getByRole('button', { name: 'К реестру' }).waitFor();
  expect(await register(at).isVisible()).toBe(false);
  expect(await scrollsSideways(at)).toBe(false);
  await checkAxe(at);
  await at.getByRole('button', { name: 'Ложный сигнал' }).click();
  const dialog = at.getByRole('dialog', { name: 'Ложный сигнал' });
  await dialog.getByRole('button', { name: 'Снять сигнал' }).click();
  await dialog.getByText('Напишите, в чём дело').first().waitFor();
  await dialog.getByRole('textbox', { name: 'Почему' }).fill('Удалил сам автор по нашей просьбе');
  await dialog.getByRole('button', { name: 'Снять сигнал' }).click();
  await isSaid(at, 'Сигнал снят');
  await at.getByRole('button', { name: 'К реестру' }).click();
  await expect.poll(() => rowOf(at, /Удалён комментарий/u).count(), { timeout: patience }).toBe(0);
});

test('from the feed a playbook starts by W, and a conflict no rule has found opens by Y with the incident as its evidence', {
  retry: 1,
}, async () => {
  const text = `На Суворова, 21 ответили грубо про лифт ${Date.now() % 1000}`;
  await tell({ id: `rude-${kept.told}`, authorId: 'bob', threadId: 'rude', parentId: 'rude', text });
  const at = await town.seat(kept.operator);
  await at.goto('/staff/social');
  await openIncident(at, /Суворова, 21/u);
  // A playbook by W runs on the incident itself, before there is any conflict.
  await at.getByRole('button', { name: 'Начать сценарий' }).waitFor({ timeout: patience });
  await at.keyboard.press('KeyW');
  const choice = at.getByRole('dialog', { name: 'Какой сценарий начать?' });
  await checkAxe(at);
  await choice.getByRole('button', { name: /Опоздавший ответ/u }).click();
  await isSaid(at, 'Сценарий начат');
  const steps = at.getByRole('region', { name: 'Сценарий «Опоздавший ответ»' });
  await steps.getByRole('checkbox', { name: 'Извиниться за задержку и ответить по существу' }).click();
  await steps.getByText(/Сделано 1 из 2/u).waitFor({ timeout: patience });
  await at.getByText('Начат сценарий «Опоздавший ответ»').first().waitFor({ timeout: patience });

  const part = at.getByRole('region', { name: 'Конфликт' });
  await part.getByRole('button', { name: 'Открыть конфликт' }).waitFor({ timeout: patience });
  await feedOf(at).focus();
  await at.keyboard.press('KeyY');
  const dialog = at.getByRole('dialog', { name: 'Завести конфликт' });
  await checkAxe(at);
  await dialog.getByRole('button', { name: 'Завести' }).click();
  await dialog.getByText('Выберите, что за повод').first().waitFor();
  await dialog.getByRole('combobox', { name: 'Повод' }).selectOption('Другое');
  await dialog.getByRole('radio', { name: 'Риск высокий' }).check();
  await dialog.getByRole('textbox', { name: 'О чём спор' }).fill('Грубый ответ про лифт');
  await dialog.getByRole('button', { name: 'Завести' }).click();
  await isSaid(at, 'Конфликт заведён');

  // The card says so, and the same key leads there.
  await part.getByText('Этот инцидент — улика открытого конфликта').waitFor({ timeout: patience });
  expect(await part.getByRole('button', { name: 'Открыть конфликт' }).count()).toBe(0);
  expect(await at.getByRole('button', { name: 'Начать сценарий' }).count()).toBe(0);
  await checkAxe(at);
  expect(await scrollsSideways(at)).toBe(false);
  await feedOf(at).focus();
  await at.keyboard.press('KeyY');
  await middle(at).getByRole('heading', { name: 'Грубый ответ про лифт' }).waitFor({ timeout: patience });
  await middle(at).getByText(text).first().waitFor();
  await middle(at).getByText('риск высокий').waitFor();
  await checkAxe(at);
});
