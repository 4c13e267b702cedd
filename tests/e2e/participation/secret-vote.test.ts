import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { runMutation } from '../../../server/lib/module/unit-of-work.ts';
import { clockJob } from '../../../server/participation/polls/clock.ts';
import * as acts from '../../../shared/contract/participation/polls-acts.ts';
import { DAY } from '../../../shared/time.ts';
import { pollBody, signInKnown } from '../../support/participation/poll-desk.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A secret vote by roles: its key, two ballots and their receipts, the opening, and a recount without a network. */

const town = openTown();
const folder = mkdtempSync(join(tmpdir(), 'otklik-vote-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const PASSPHRASE = 'четыре слова хранителя ключа';

const shot = async (page: Page, name: string): Promise<void> => {
  if (process.env.POLL_SHOTS)
    await page.screenshot({ path: `${process.env.POLL_SHOTS}/${name}.png`, fullPage: true });
};

/** A moment of the vote has come: what is due by the clock is done. */
async function come(id: string, column: 'opens_at' | 'closes_at'): Promise<void> {
  const { app } = town.server;
  await app.services.database
    .updateTable('polls.poll')
    .set({ [column]: new Date(Date.now() - 1000) })
    .where('id', '=', id)
    .execute();
  await runMutation(
    app.services,
    { actor: { kind: 'system', name: 'test' }, requestId: 'secret-vote', ip: '' },
    async (ctx) => ctx.enqueue(clockJob, {}),
  );
  await town.server.drain();
}

async function approve(): Promise<{ id: string; version: number }> {
  const { server } = town;
  const [editor, approver] = [await signInAs(server, 'editor'), await signInAs(server, 'approver')];
  const body = pollBody({
    kind: 'vote',
    title: 'Какой двор обновить?',
    opensAt: new Date(Date.now() + DAY).toISOString(),
    closesAt: new Date(Date.now() + 9 * DAY).toISOString(),
    resultBy: new Date(Date.now() + 20 * DAY).toISOString().slice(0, 10),
    audience: { minAge: null, districtIds: [], level: 'social' },
  });
  const { id, version } = await server.call(acts.createPoll, { body }, editor);
  const sent = await server.call(
    acts.movePoll,
    { params: { id }, body: { version, act: 'submit', reason: '' } },
    editor,
  );
  return server.call(
    acts.judgePoll,
    { params: { id }, body: { version: sent.version, act: 'approve', reason: '' } },
    approver,
  );
}

async function vote(id: string, choice: string, width: 390 | 1440): Promise<{ page: Page; code: string }> {
  const page = await town.seat(await signInKnown(town.server, `+7900${String(Date.now()).slice(-7)}`), width);
  await page.goto(`/polls/${id}`);
  await page.getByRole('radio', { name: new RegExp(choice, 'u') }).check();
  await page.getByText('Бюллетень запечатается на этом устройстве').waitFor();
  await checkAxe(page);
  await page.getByRole('button', { name: new RegExp(`^Выбрать: ${choice}`, 'u') }).click();
  await page.getByRole('heading', { name: 'Бюллетень в ящике, спасибо' }).waitFor({ timeout: patience });
  await checkAxe(page);
  expect(await scrollsSideways(page)).toBe(false);
  await shot(page, `receipt-${width}`);
  const code = await page.locator('code').first().textContent();
  expect(code).toMatch(/^[0-9a-f]{32}$/u);
  return { page, code: code ?? '' };
}

test('a secret vote: the key of its keeper, receipts, the opening, and a recount anybody makes', {
  retry: 1,
}, async () => {
  const { id, version } = await approve();
  const keeper = await town.seat(await signInAs(town.server, 'secretary'));
  await keeper.goto(`/staff/polls/${id}`);
  await keeper.getByRole('button', { name: 'Сделать ключ подсчёта' }).click({ timeout: patience });
  const making = keeper.getByRole('dialog', { name: 'Ключ подсчёта' });
  await making.getByLabel('Фраза, которой закрыт файл').fill(PASSPHRASE);
  await making.getByLabel('Фраза ещё раз').fill(PASSPHRASE);
  const saving = keeper.waitForEvent('download');
  await making.getByRole('button', { name: 'Сделать и сохранить файл' }).click();
  const keyFile = join(folder, 'key.txt');
  await (await saving).saveAs(keyFile);
  await making.getByText('Осталось проверить').waitFor({ timeout: patience });
  await checkAxe(keeper);
  await shot(keeper, 'key');
  await making.locator('input[type=file]').setInputFiles(keyFile);
  await keeper.getByText('Получили бюллетень').waitFor({ timeout: patience });
  await town.server.call(
    acts.movePoll,
    { params: { id }, body: { version, act: 'announce', reason: '' } },
    await signInAs(town.server, 'editor'),
  );
  await come(id, 'opens_at');

  const first = await vote(id, 'Двор на Титова', 390);
  await vote(id, 'Двор на Суворова', 1440);
  await first.page.reload();
  await first.page
    .getByRole('heading', { name: 'Бюллетень в ящике, спасибо' })
    .waitFor({ timeout: patience });

  await come(id, 'closes_at');
  await keeper.reload();
  await keeper.getByRole('button', { name: /^Вскрыть 2.конверта/u }).click({ timeout: patience });
  const opening = keeper.getByRole('dialog', { name: 'Вскрыть конверты' });
  await opening.getByLabel('Фраза, которой закрыт файл').fill('не та фраза');
  await opening.locator('input[type=file]').setInputFiles(keyFile);
  await opening.getByRole('button', { name: 'Вскрыть', exact: true }).click();
  await opening.getByText('Файл не открывается этой фразой').waitFor({ timeout: patience });
  await checkAxe(keeper);
  await shot(keeper, 'opening');
  await opening.getByLabel('Фраза, которой закрыт файл').fill(PASSPHRASE);
  await opening.getByRole('button', { name: 'Вскрыть', exact: true }).click();
  await keeper.getByText('Бюллетеней в них').waitFor({ timeout: patience });
  await town.server.drain();
  const approver = await signInAs(town.server, 'approver');
  const { rows } = await town.server.app.pool.query('SELECT version, state FROM polls.poll WHERE id = $1', [
    id,
  ]);
  expect(rows[0].state).toBe('counted');
  await town.server.call(
    acts.judgePoll,
    { params: { id }, body: { version: rows[0].version, act: 'publish', reason: '' } },
    approver,
  );

  await first.page.reload();
  await first.page.getByRole('heading', { name: 'Пересчитайте сами' }).waitFor({ timeout: patience });
  await checkAxe(first.page);
  await shot(first.page, 'result-secret');
  const fetching = first.page.waitForEvent('download');
  await first.page.getByRole('link', { name: 'бюллетени голосования' }).click();
  const ballots = join(folder, 'ballots.json');
  await (await fetching).saveAs(ballots);

  // The page of the recount as a file, with no network at all.
  const offline = await town.browser.newContext({ offline: true });
  const recount = await offline.newPage();
  await recount.goto(pathToFileURL(join(import.meta.dirname, '../../../web/public/recount.html')).href);
  await recount.getByLabel('Файл голосования').setInputFiles(ballots);
  await recount.getByLabel('Код вашего бюллетеня').fill(first.code);
  await recount.getByRole('button', { name: 'Пересчитать' }).click();
  await recount.getByRole('heading', { name: 'Всё сходится' }).waitFor({ timeout: patience });
  await recount.getByText('В вашем бюллетене: Двор на Титова.').waitFor();
  await checkAxe(recount);
  await shot(recount, 'recount');
  await offline.close();
});
