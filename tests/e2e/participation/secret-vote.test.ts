import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import * as acts from '../../../shared/contract/participation/polls-acts.ts';
import { signInKnown } from '../../support/participation/poll-desk.ts';
import { announcePoll, approvePoll, comePoll } from '../../support/participation/town-polls.ts';
import { runVote, secretVote } from '../../support/participation/town-votes.ts';
import { checkAxe, scrollsSideways } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { keepShot } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A secret vote by roles: its key, two ballots and their receipts, the opening, and a recount without a network. */

const town = openTown();
const folder = mkdtempSync(join(tmpdir(), 'otklik-vote-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const PASSPHRASE = 'четыре слова хранителя ключа';

const sit = async (width: 390 | 1440): Promise<Page> =>
  town.seat(await signInKnown(town.server, `+7900${String(Date.now()).slice(-7)}`), width);

async function vote(id: string, choice: string, width: 390 | 1440): Promise<{ page: Page; code: string }> {
  const page = await sit(width);
  await page.goto(`/polls/${id}`);
  await page.getByRole('radio', { name: new RegExp(choice, 'u') }).check();
  await page.getByText('Бюллетень запечатается на этом устройстве').waitFor();
  await checkAxe(page);
  await page.getByRole('button', { name: new RegExp(`^Выбрать: ${choice}`, 'u') }).click();
  await page.getByRole('heading', { name: 'Бюллетень в ящике, спасибо' }).waitFor({ timeout: patience });
  await checkAxe(page);
  expect(await scrollsSideways(page)).toBe(false);
  await keepShot(page, `receipt-${width}`);
  const code = await page.locator('code').first().textContent();
  expect(code).toMatch(/^[0-9a-f]{32}$/u);
  return { page, code: code ?? '' };
}

test('a secret vote: the key of its keeper, receipts, the opening, and a recount anybody makes', {
  retry: 1,
}, async () => {
  const { id, version } = await approvePoll(town.server, secretVote);
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
  await keepShot(keeper, 'key');
  await making.locator('input[type=file]').setInputFiles(keyFile);
  await keeper.getByText('Получили бюллетень').waitFor({ timeout: patience });
  await announcePoll(town.server, { id, version });
  await comePoll(town.server, id, 'opens_at');

  const first = await vote(id, 'Двор на Титова', 390);
  await vote(id, 'Двор на Суворова', 1440);
  await first.page.reload();
  await first.page
    .getByRole('heading', { name: 'Бюллетень в ящике, спасибо' })
    .waitFor({ timeout: patience });

  await comePoll(town.server, id, 'closes_at');
  await keeper.reload();
  await keeper.getByRole('button', { name: /^Вскрыть 2.конверта/u }).click({ timeout: patience });
  const opening = keeper.getByRole('dialog', { name: 'Вскрыть конверты' });
  await opening.getByLabel('Фраза, которой закрыт файл').fill('не та фраза');
  await opening.locator('input[type=file]').setInputFiles(keyFile);
  await opening.getByRole('button', { name: 'Вскрыть', exact: true }).click();
  await opening.getByText('Файл не открывается этой фразой').waitFor({ timeout: patience });
  await checkAxe(keeper);
  await keepShot(keeper, 'opening');
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
  await keepShot(first.page, 'result-secret');
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
  await keepShot(recount, 'recount');
  await offline.close();
});

const choose = async (page: Page, choice: string): Promise<void> => {
  await page.getByRole('radio', { name: new RegExp(choice, 'u') }).check();
  await page.getByRole('button', { name: new RegExp(`^Выбрать: ${choice}`, 'u') }).click();
};
const heading = (page: Page, name: string): Promise<void> =>
  page.getByRole('heading', { name }).waitFor({ timeout: patience });

test('a ballot whose way was cut off: brought once, of the choice of now, or told that it came late', {
  retry: 1,
}, async () => {
  const { id, readBox } = await runVote(town.server);
  const open = async (width: 390 | 1440): Promise<Page> => {
    const page = await sit(width);
    await page.goto(`/polls/${id}`);
    return page;
  };
  const isInBox = (page: Page): Promise<void> => heading(page, 'Бюллетень в ящике, спасибо');

  // The box took it, and its reply was lost.
  const lost = await open(390);
  await lost.route('**/envelopes', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await choose(lost, 'Двор на Титова');
  await heading(lost, 'Неизвестно, дошёл ли бюллетень');
  await checkAxe(lost);
  await keepShot(lost, 'doubtful');
  await lost.unroute('**/envelopes');
  await lost.reload();
  await lost.getByRole('button', { name: 'Проверить, дошёл ли бюллетень' }).click({ timeout: patience });
  await isInBox(lost);

  // The taking was refused, and the person chose another.
  const changed = await open(1440);
  await changed.route('**/papers', (route) =>
    route.fulfill({
      status: 409,
      contentType: 'application/problem+json',
      body: JSON.stringify({ code: 'lib.conflict', detail: 'Голосование приостановлено: проверка.' }),
    }),
  );
  await choose(changed, 'Двор на Титова');
  await changed.getByText('Голосование приостановлено: проверка.').waitFor({ timeout: patience });
  await keepShot(changed, 'refused');
  await changed.unroute('**/papers');
  // Then a press that nothing came of, and another change.
  await changed.route('**/papers', (route) => route.abort());
  await choose(changed, 'Двор на Титова');
  await changed.getByText('выбор пока можно изменить').waitFor({ timeout: patience });
  await checkAxe(changed);
  await keepShot(changed, 'cut-off');
  await changed.unroute('**/papers');
  await choose(changed, 'Двор на Суворова');
  await isInBox(changed);

  // The city signed it, and its reply was lost: the choice stands.
  const signed = await open(390);
  await signed.route('**/papers', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await choose(signed, 'Двор на Суворова');
  await heading(signed, 'Бюллетень ещё не в ящике');
  await checkAxe(signed);
  await keepShot(signed, 'signed');
  await signed.unroute('**/papers');
  await signed.getByRole('button', { name: 'Опустить бюллетень' }).click();
  await isInBox(signed);

  // Neither the envelope nor its reply: the vote is over meanwhile.
  const late = await open(390);
  await late.route('**/envelopes', (route) => route.abort());
  await choose(late, 'Двор на Титова');
  await heading(late, 'Неизвестно, дошёл ли бюллетень');
  await late.unroute('**/envelopes');
  await comePoll(town.server, id, 'closes_at');
  await late.reload();
  await late.getByRole('button', { name: 'Проверить, дошёл ли бюллетень' }).click({ timeout: patience });
  await heading(late, 'Ваш бюллетень не успел в ящик');
  await checkAxe(late);
  await keepShot(late, 'late');

  expect(await readBox()).toEqual(['suvorova', 'suvorova', 'titova']);

  // The receipt stands while it is counted, and can be taken off a device.
  await changed.reload();
  await heading(changed, 'Ваш бюллетень в ящике');
  await keepShot(changed, 'counting');
  await changed.getByRole('button', { name: 'Убрать с этого устройства' }).click();
  await changed.getByRole('heading', { name: 'Ваш бюллетень в ящике' }).waitFor({ state: 'detached' });
  expect(await changed.evaluate(() => JSON.stringify(localStorage))).not.toMatch(/ballot|titova|suvorova/u);
  await changed.getByRole('button', { name: 'Отменить' }).click();
  await heading(changed, 'Ваш бюллетень в ящике');
});
