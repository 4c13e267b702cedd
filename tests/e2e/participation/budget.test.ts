import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { clockJob } from '../../../server/participation/polls/clock.ts';
import * as acts from '../../../shared/contract/participation/polls-acts.ts';
import { answerPoll } from '../../../shared/contract/participation/polls-open.ts';
import { DAY } from '../../../shared/time.ts';
import { pollBody, signInKnown } from '../../support/participation/poll-desk.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A sum among projects: a resident fills a purse by what fits, everybody reads who gets the money, an editor writes one. */

const town = openTown(async () => {}, { OTKLIK_DEMO: '1' });

const running = 'На что потратить 12 млн ₽ инициативного бюджета?';
const over = 'Какие скверы привести в порядок на 10 млн ₽?';
test.each([390, 1440])('a purse is filled by what fits, at %i', { retry: 1 }, async (width) => {
  const page = await town.seat(await signInKnown(town.server, `+7901${String(Date.now()).slice(-7)}`), width);
  await page.goto('/polls');
  await page.getByRole('link', { name: running }).click();
  const purse = page.getByRole('status').filter({ hasText: /млн/u });
  await purse.getByText(/^Осталось 12/u).waitFor({ timeout: patience });
  const project = (name: RegExp) => page.getByRole('checkbox', { name });
  await project(/Каток с прокатом/u).check();
  await project(/Сцена в сквере/u).check();
  await purse.getByText('Распределено всё: 12 млн ₽').waitFor();
  await project(/Площадка для собак/u).check();
  await purse.getByText('Не хватает 1,8 млн ₽').waitFor();
  await page.getByRole('combobox', { name: 'Где вы живёте' }).selectOption({ index: 1 });
  await page.getByRole('checkbox', { name: 'Мне есть 16 лет' }).check();
  await page.getByRole('button', { name: 'Отправить ответ' }).click();
  // The phone refuses what the server would refuse, in the same words.
  await page.locator('.error').filter({ hasText: 'Не хватает 1,8 млн ₽' }).waitFor();
  await checkAxe(page);
  await keepShot(page, `budget-over-${width}`);
  await project(/Сцена в сквере/u).uncheck();
  await purse.getByText('Осталось 3,8 млн ₽ из 12 млн ₽').waitFor();
  await checkAxe(page);
  expect(await scrollsSideways(page)).toBe(false);
  await keepShot(page, `budget-${width}`);
  await page.getByRole('button', { name: 'Отправить ответ' }).click();
  await page.getByRole('heading', { name: 'Ответ принят, спасибо' }).waitFor({ timeout: patience });

  await page.goto('/polls');
  await page.getByRole('link', { name: over }).click();
  await page
    .getByRole('heading', { name: /^Деньги получают 3 проекта из 5/u })
    .waitFor({ timeout: patience });
  await page.getByText('протокол № 3').waitFor();
  await checkAxe(page);
  expect(await scrollsSideways(page)).toBe(false);
  await keepShot(page, `budget-result-${width}`);
});

test('an editor writes a budget and is warned', { retry: 1 }, async () => {
  const editor = await town.seat(await signInAs(town.server, 'editor'));
  await editor.goto('/staff/polls');
  await editor.getByRole('link', { name: running }).waitFor({ timeout: patience });
  await editor.keyboard.press('KeyN');
  const dialog = editor.getByRole('dialog', { name: 'Новый опрос' });
  await dialog.getByLabel('О чём спросим').fill('На что потратить миллион?');
  await dialog.getByRole('radio', { name: /^Распределение бюджета/u }).check();
  await editor.keyboard.press('Control+Enter');
  await editor.getByText('Здесь нужен вопрос с проектами').waitFor({ timeout: patience });
  await editor.getByRole('button', { name: 'распределить бюджет' }).click();
  const question = editor.getByRole('group', { name: 'Вопрос 1' });
  await question.getByText('Назовите, сколько всего денег').waitFor();
  await question.getByLabel('Сколько всего денег, ₽').fill('1000000');
  await question.getByRole('textbox', { name: 'Проект 1' }).fill('Скамьи');
  await question.getByRole('textbox', { name: 'Проект 2' }).fill('Урны');
  const costs = question.getByRole('textbox', { name: 'Цена, ₽' });
  await costs.nth(0).fill('1200000');
  await costs.nth(1).fill('300000');
  await question.getByText('Проект «Скамьи» дороже всей суммы').waitFor();
  await costs.nth(0).fill('700000');
  await question.getByText('Денег хватает на все проекты').waitFor();
  await checkAxe(editor);
  await keepShot(editor, 'budget-writing');
});

/** A moment of the poll has come: what is due by the clock is done. */
async function come(id: string, column: 'opens_at' | 'closes_at'): Promise<void> {
  const { app } = town.server;
  await app.services.database
    .updateTable('polls.poll')
    .set({ [column]: new Date(Date.now() - 1000) })
    .where('id', '=', id)
    .execute();
  await runMutation(
    app.services,
    { actor: { kind: 'system', name: 'test' }, requestId: 'budget', ip: '' },
    async (ctx) => ctx.enqueue(clockJob, {}),
  );
  await town.server.drain();
}

/** Ten voices for each of two projects, and money for one. */
async function tie(): Promise<string> {
  const { server } = town;
  const [editor, approver] = [await signInAs(server, 'editor'), await signInAs(server, 'approver')];
  const ahead = (days: number) => new Date(Date.now() + days * DAY).toISOString();
  const body = pollBody({
    kind: 'budget-vote',
    title: 'На что потратить миллион?',
    opensAt: ahead(1),
    closesAt: ahead(9),
    resultBy: ahead(20).slice(0, 10),
    audience: { minAge: null, districtIds: [], level: 'social' },
    questions: [
      {
        id: 'money',
        kind: 'budget',
        title: 'Какие проекты выбрать?',
        total: 1_000_000,
        options: [
          { id: 'bench', title: 'Скамьи', place: 'Парк', cost: 700_000 },
          { id: 'light', title: 'Фонари', place: 'Сквер', cost: 800_000 },
        ],
      },
    ],
  });
  const { id, version } = await server.call(acts.createPoll, { body }, editor);
  const params = { id };
  const move = (at: number, act: 'submit' | 'announce') =>
    server.call(acts.movePoll, { params, body: { version: at, act, reason: '' } }, editor);
  const sent = await move(version, 'submit');
  const approved = await server.call(
    acts.judgePoll,
    { params, body: { version: sent.version, act: 'approve', reason: '' } },
    approver,
  );
  await move(approved.version, 'announce');
  await come(id, 'opens_at');
  for (let at = 0; at < 20; at += 1)
    await server.call(
      answerPoll,
      {
        params,
        body: {
          clientKey: randomUUID(),
          edition: 1,
          answers: { money: [at % 2 === 0 ? 'bench' : 'light'] },
        },
      } as never,
      await signInKnown(server, `+7903${String(3_000_000 + at)}`),
    );
  await come(id, 'closes_at');
  return id;
}

test('equals are put in an order by a person with a reason, and then the result may go out', {
  retry: 1,
}, async () => {
  const id = await tie();
  const editor = await town.seat(await signInAs(town.server, 'editor'));
  await editor.goto(`/staff/polls/${id}`);
  await editor.getByRole('heading', { name: /^Поровну голосов у 2/u }).waitFor({ timeout: patience });
  await editor.getByText('Решите, кто за кем и почему').waitFor();
  expect(await editor.getByRole('button', { name: 'Обнародовать итог' }).count()).toBe(0);
  await editor.keyboard.press('KeyR');
  const dialog = editor.getByRole('dialog', { name: 'Решить, кто за кем' });
  await dialog.getByRole('button', { name: 'Выше: Фонари' }).click();
  await dialog.getByText('1. Фонари, 800 000 ₽').waitFor();
  await dialog.getByRole('button', { name: 'Записать' }).click();
  await dialog.getByText('Напишите, почему так: это прочтут все').waitFor();
  await checkAxe(editor);
  await keepShot(editor, 'budget-tie');
  await dialog.getByLabel('Почему так: это прочтут все').fill('Жребий при свидетелях, протокол № 3');
  await dialog.getByRole('button', { name: 'Записать' }).click();
  await editor.getByRole('heading', { name: /^Деньги получает 1/u }).waitFor({ timeout: patience });
  await editor.getByText('Голосов поровну: «Фонари», затем «Скамьи»').waitFor();
  await checkAxe(editor);
  const approver = await town.seat(await signInAs(town.server, 'approver'));
  await approver.goto(`/staff/polls/${id}`);
  await approver.getByRole('button', { name: 'Обнародовать итог' }).waitFor({ timeout: patience });
});
