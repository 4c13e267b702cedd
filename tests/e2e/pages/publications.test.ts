import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPublicationTown } from '../../support/pages/publication-town.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { failWith, putAwayNotices } from '../../support/site/failure-answers.ts';
import { expectFocus, expectValue, patience, typedDayIn } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';

/**
 * The editor writes a piece for two pages from a cell, by keys; another agrees; it comes out, is put right and taken off, and
 * everybody reads why. The network is one in memory.
 */

const stage = openPublicationTown();
const { town, waitFor } = stage;

const pathOf = (at: Page): string => at.url().replace(/^https?:\/\/[^/]+/u, '');

test('a piece is written from a cell by keys, agreed to, comes out, is put right and taken off', async () => {
  const name = `Тёплая остановка ${Date.now() % 100_000}`;
  const at = await town.seat(stage.editor());
  await at.goto('/staff/publications');
  const grid = at.getByRole('grid', { name: /^Публикации страниц по дням/u });
  const row = (network: string) =>
    grid.getByRole('row', { name: new RegExp(`Администрация ?${network}`, 'u') });
  await row('ВКонтакте').waitFor({ timeout: patience });
  await checkAxe(at);

  // One stop of Tab, walked by arrows; Enter begins on the day under it.
  const today = row('ВКонтакте')
    .getByRole('button', { name: /^Написать, / })
    .first();
  await today.focus();
  await at.keyboard.press('ArrowDown');
  await expectFocus(
    row('Одноклассники')
      .getByRole('button', { name: /^Написать, / })
      .first(),
  );
  await at.keyboard.press('ArrowUp');
  await expectFocus(today);
  await at.keyboard.press('Enter');
  const form = at.getByRole('form', { name: 'Новая публикация' });
  await expectFocus(form.getByLabel('Общий текст'));
  await at.keyboard.press('Control+Enter');
  await at.getByText('нет ни текста, ни картинки').first().waitFor();
  await at.keyboard.type(`${name}: обогрев и табло.`);

  await form.getByText(/^Где: 1.страница/u).click();
  await form.getByRole('checkbox', { name: /^Одноклассники/u }).check();
  await form.getByRole('button', { name: 'Одноклассники: свой текст' }).click();
  await form.getByLabel('Текст для сети Одноклассники').fill(`${name} открыта.`);
  await form.getByLabel('Когда').selectOption('Другой день и час…');
  await form.getByLabel('День', { exact: true }).fill(typedDayIn(0));
  await form.getByLabel('Время').fill('00:01');
  await form
    .getByRole('list', { name: 'Проверка перед выпуском' })
    .getByText(/время прошло/u)
    .first()
    .waitFor();
  await checkAxe(at);
  await at.keyboard.press('Control+Enter');
  await at.getByRole('form', { name: 'Новая публикация' }).waitFor({ state: 'detached', timeout: patience });
  const cell = row('ВКонтакте').getByRole('button', { name: new RegExp(name, 'u') });
  await cell.waitFor({ timeout: patience });
  await expect.poll(() => cell.getAttribute('title'), { timeout: patience }).toMatch(/^на согласовании/u);

  // The head of an institution is asked by a link, and agrees without sign-in.
  await cell.click();
  await at.getByRole('button', { name: 'Спросить по ссылке…' }).click({ timeout: patience });
  const asking = at.getByRole('dialog', { name: 'Спросить по ссылке' });
  await asking.getByLabel('Кого спрашиваем').fill('Директор школы № 3 Орлова');
  await checkAxe(at);
  await asking.getByRole('button', { name: 'Сделать ссылку' }).click();
  const made = at.getByRole('dialog', { name: 'Ссылка готова' });
  const address = await made.getByLabel(/^Адрес, действует до/u).inputValue();
  await made.getByRole('button', { name: 'Закрыть' }).last().click();
  await at.getByRole('list', { name: 'Спрошены по ссылке' }).getByText('ждём ответа').waitFor();
  const outsider = await town.seat(undefined, 390);
  await outsider.goto(new URL(address).pathname);
  const looks = outsider.getByRole('region', { name: 'Что выйдет и где' });
  await looks
    .getByRole('region', { name: /^Одноклассники/u })
    .getByText(`${name} открыта.`)
    .waitFor();
  await checkAxe(outsider);
  expect(await scrollsSideways(outsider)).toBe(false);
  await outsider.getByRole('button', { name: 'Согласовано' }).click();
  await outsider.getByText('Вы согласовали.').waitFor({ timeout: patience });
  await checkAxe(outsider);

  const other = await town.seat(stage.approver());
  await other.goto('/staff/publications?view=list&shelf=approval');
  await other.getByRole('button', { name: new RegExp(name, 'u') }).click({ timeout: patience });
  await other.getByRole('button', { name: 'Согласовать' }).waitFor({ timeout: patience });
  await checkAxe(other);
  await other.keyboard.press('KeyA');
  await other.getByText('Согласовано', { exact: true }).waitFor({ timeout: patience });

  await cell.click();
  await waitFor(at, /ВКонтакте\s*вышло/u);
  const places = at.getByRole('region', { name: 'Страницы', exact: true });
  expect(stage.told().log.map(({ text }) => text)).toEqual([`${name}: обогрев и табло.`]);
  expect(await places.getByRole('link', { name: /^Открыть запись/u }).getAttribute('href')).toMatch(
    /^https:\/\/network\.example\//u,
  );
  await places.getByRole('button', { name: 'Вышло: адрес…' }).click();
  const proof = at.getByRole('dialog', { name: 'Вышло на странице' });
  await proof.getByLabel('Адрес записи').fill('https://ok.ru/city/topic/1');
  await at.keyboard.press('Control+Enter');
  await expect.poll(() => places.getByText('вышло', { exact: true }).count(), { timeout: patience }).toBe(2);
  // A draft like it is begun by a press: the same words and pages, a week later.
  const whole = pathOf(at);
  await at.getByRole('button', { name: 'Начать похожую' }).click();
  const alike = at.getByRole('region', { name: 'Открытая публикация' });
  await expectValue(alike.getByLabel('Общий текст'), `${name}: обогрев и табло.`);
  expect(pathOf(at)).not.toBe(whole);
  await at.goto(whole);
  // Neither page is read here: nobody knows how many saw it, and no number stands for that.
  const meeting = at.getByRole('region', { name: 'Как приняли' });
  await expect
    .poll(() => meeting.getByText('Этой записи мы не прочитали').count(), { timeout: patience })
    .toBe(2);
  await checkAxe(at);

  await places.getByRole('button', { name: /^Исправить.*ВКонтакте/u }).click();
  const mending = at.getByRole('dialog', { name: 'Исправить вышедшее' });
  await mending.getByLabel('Новый текст').fill(`${name}: обогрев, табло и пандус.`);
  await mending.getByLabel('Что исправлено').fill('Забыли про пандус');
  await at.keyboard.press('Control+Enter');
  await places.getByText('ждёт согласования').waitFor({ timeout: patience });
  await other.goto(pathOf(at));
  await other.getByRole('button', { name: 'Согласовать исправление' }).click({ timeout: patience });
  await other.getByText('Исправление согласовано', { exact: true }).waitFor({ timeout: patience });
  await waitFor(at, /Исправление\s*сделано/u);
  expect(stage.told().log.map(({ text }) => text)).toEqual([`${name}: обогрев, табло и пандус.`]);

  await places.getByRole('button', { name: /^Снять.*ВКонтакте/u }).click();
  await at
    .getByRole('dialog', { name: 'Снять со страницы' })
    .getByLabel('Почему снято')
    .fill('Остановку переносят');
  await at.keyboard.press('Control+Enter');
  await waitFor(at, /ВКонтакте\s*снято/u);

  const everyone = await town.seat();
  await everyone.goto('/pages');
  const corrections = everyone.getByRole('region', { name: 'Исправлено и снято' });
  await corrections.getByText(/Город: запись снята\. Остановку переносят/u).waitFor({ timeout: patience });
  await corrections.getByText(/Город: запись исправлена\. Забыли про пандус/u).waitFor();
  await checkAxe(everyone);

  const phone = await town.seat(await signInAs(town.server, 'head'), 390);
  await phone.goto('/staff/publications');
  await phone.getByRole('list', { name: /^Публикации страниц по дням/u }).waitFor({ timeout: patience });
  expect(await phone.getByRole('button', { name: /^Написать/u }).count()).toBe(0);
  expect(await scrollsSideways(phone)).toBe(false);
  await checkAxe(phone);
  await phone.goto(pathOf(at));
  await phone.getByText('На страницах').waitFor({ timeout: patience });
  expect(await phone.getByRole('button', { name: /^(?:Исправить|Снять|Вернуть|Согласовать)/u }).count()).toBe(
    0,
  );
  expect(await scrollsSideways(phone)).toBe(false);
  await checkAxe(phone);
});

test('the norm of a week is closed in six presses a piece, and a piece is put on another day', async () => {
  const name = `Каток у школы ${Date.now() % 100_000}`;
  const at = await town.seat(stage.editor());
  let presses = 0;
  const press = async (role: 'button' | 'checkbox', label: RegExp) => {
    await at.getByRole(role, { name: label }).first().click({ timeout: patience });
    presses += 1;
  };
  await at.goto('/staff/publications');
  await press('button', /не хватает \d/u);
  await expectFocus(at.getByLabel('Общий текст'));
  await at.keyboard.type(`${name} залит.`);
  await at.getByText(/^Где: 1.страница/u).click();
  presses += 1;
  await press('checkbox', /^Одноклассники/u);
  await press('button', /^На согласование/u);
  await at.getByRole('form', { name: 'Новая публикация' }).waitFor({ state: 'detached', timeout: patience });
  expect(presses).toBeLessThanOrEqual(6);

  const item = at
    .getByRole('grid')
    .getByRole('button', { name: new RegExp(name, 'u') })
    .first();
  const dayOf = () => item.evaluate((node) => node.closest('[data-day]')?.getAttribute('data-day'));
  // On a Sunday the next window may be of the next week.
  const isHere = await item.waitFor({ timeout: patience / 6 }).then(
    () => true,
    () => false,
  );
  if (!isHere) await at.getByRole('button', { name: 'Следующая неделя' }).click();
  await item.waitFor({ timeout: patience });
  const before = await dayOf();
  await item.focus();
  const refuse = async (meanwhile: () => Promise<void>) => {
    await at.route(
      '**/move',
      async (asked) => {
        await meanwhile();
        await failWith(asked, 'network');
      },
      { times: 1 },
    );
    await at.keyboard.press('Shift+ArrowRight');
    await at.getByRole('alert').getByText('Нет связи').first().waitFor({ timeout: patience });
    await expect.poll(dayOf, { timeout: patience }).toBe(before);
  };
  // Whoever has gone on meanwhile is not called back by a refusal.
  const spotOf = () => at.evaluate(() => document.activeElement?.getAttribute('data-spot'));
  let goneTo: string | null | undefined;
  await refuse(async () => {
    await at.keyboard.press('Control+End');
    goneTo = await spotOf();
  });
  expect(goneTo).toMatch(/^\d/u);
  expect(await spotOf()).toBe(goneTo);
  await putAwayNotices(at);
  // Refused, it stands where it stood, and the focus with it: the next press moves no other piece.
  await item.focus();
  await refuse(async () => {});
  await expectFocus(item);
  await at.keyboard.press('Shift+ArrowRight');
  await at.getByText(/^Перенесено: /u).waitFor({ timeout: patience });
  expect((await item.count()) === 0 || (await dayOf()) !== before).toBe(true);
  await at.keyboard.press('KeyZ');
  await expect
    .poll(async () => ((await item.count()) > 0 ? dayOf() : null), { timeout: patience })
    .toBe(before);
});

test('what is written is kept on the device until it is handed over', async () => {
  const at = await town.seat(stage.editor());
  await at.goto('/staff/publications?write=any');
  await at.getByLabel('Общий текст').fill('Недописанное о сквере');
  await at.getByText(/хранится на этом устройстве/u).waitFor({ timeout: patience });
  await at.reload();
  await at.getByText('Здесь недописанное').waitFor({ timeout: patience });
  expect(await at.getByLabel('Общий текст').inputValue()).toBe('Недописанное о сквере');
  await at.getByRole('button', { name: 'Начать заново' }).click();
  await expect.poll(() => at.getByLabel('Общий текст').inputValue()).toBe('');

  // «/» offers beginnings; with what is left blank nothing is handed over.
  await at.getByLabel('Общий текст').press('/');
  await at
    .getByRole('dialog', { name: 'Заготовка' })
    .getByRole('button', { name: /^Событие/u })
    .click();
  await expect.poll(() => at.getByLabel('Общий текст').inputValue()).toMatch(/Что будет: …/u);
  await at.getByText('Заполните пропуски').first().waitFor();
  // One page goes out at a moment of its own.
  for (const network of [/^ВКонтакте/u, /^Одноклассники/u])
    await at.getByRole('checkbox', { name: network }).first().check();
  await at.getByText(/^Где: 2.страницы/u).click();
  await at.getByText('Все в одно время').click();
  await at.getByRole('button', { name: 'Администрация, Одноклассники: своё время' }).click();
  await at.getByLabel('Время: Администрация, Одноклассники').fill('18:45');
  await at.getByText(/^В своё время: 1.страница/u).waitFor();
  await checkAxe(at);
});
