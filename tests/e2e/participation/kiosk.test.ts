import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { comePoll, runPoll } from '../../support/participation/town-polls.ts';
import { runVote } from '../../support/participation/town-votes.ts';
import { openPage } from '../../support/site/browser.ts';
import { patience } from '../../support/site/journey.ts';
import { lookOver } from '../../support/site/look-over.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** A kiosk by roles: opened by the commission, people one after another by a code, nothing of one left for the next. */

const town = openTown();
const PLACE = 'Школа № 5, ул. Ленина, 10';

/** The commission at its table. */
async function sitAtTable(id: string) {
  const cookie = await signInAs(town.server, 'editor');
  const page = await town.seat(cookie, 390);
  await page.goto(`/staff/polls/${id}`);
  const dialog = page.getByRole('dialog');
  return {
    page,
    dialog,
    /** Opens a kiosk and gives the path of its page. */
    openKiosk: async (): Promise<string> => {
      await page.getByRole('button', { name: /^(Открыть киоск|Ещё киоск)/u }).click({ timeout: patience });
      await dialog.getByRole('button', { name: 'Открыть', exact: true }).click();
      const link = await dialog.getByLabel('Адрес', { exact: true }).inputValue();
      await lookOver(page, 'kiosk-link-390');
      await dialog.getByRole('button', { name: 'Закрыть' }).first().click();
      return new URL(link).pathname;
    },
    giveCode: async (basis: string): Promise<string> => {
      await page.getByRole('button', { name: 'Дать код киоска' }).click({ timeout: patience });
      await dialog.getByLabel(/^Или номер документа/u).fill(basis);
      await dialog.getByRole('button', { name: 'Отметить и дать код' }).click();
      await page.getByRole('dialog', { name: 'Код киоска' }).waitFor({ timeout: patience });
      const code = await dialog.getByText(/^\d{4} \d{4}$/u).textContent();
      await lookOver(page, 'kiosk-code-390');
      await page.keyboard.press('Escape');
      return code ?? '';
    },
  };
}

const openKioskPage = (width: number): Promise<{ page: Page; context: BrowserContext }> =>
  openPage(town.browser, town.site, { width });

async function enter(page: Page, code: string): Promise<void> {
  await page.getByLabel('Код, который вам дали').fill(code);
  await page.getByRole('button', { name: 'Начать' }).click();
}

async function choose(page: Page, choice: string): Promise<void> {
  await page.getByRole('radio', { name: new RegExp(choice, 'u') }).check({ timeout: patience });
  await page.getByRole('button', { name: new RegExp(`^Выбрать: ${choice}`, 'u') }).click();
}

/** What the device keeps of whoever voted. */
const keptOf = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) =>
      /poll|ballot|draft/u.test(key),
    ),
  );

test('people vote one after another, and nothing of one is left for the next', { retry: 1 }, async () => {
  const id = await runPoll(town.server, { audience: { minAge: null, districtIds: [], level: 'phone' } }, [
    PLACE,
  ]);
  const table = await sitAtTable(id);
  const path = await table.openKiosk();

  // Not where somebody is signed in.
  const signedIn = await town.seat(await signInAs(town.server, 'editor'));
  await signedIn.goto(path);
  await signedIn.getByRole('heading', { name: /^В этом браузере вошли как/u }).waitFor({ timeout: patience });
  await lookOver(signedIn, 'kiosk-signed-in');

  const { page, context } = await openKioskPage(1440);
  await page.clock.install();
  await page.goto(path);
  await page.getByText(PLACE).waitFor({ timeout: patience });
  await enter(page, '0000 0000');
  await page.getByText('Код не подходит').first().waitFor({ timeout: patience });
  await lookOver(page, 'kiosk-wrong');

  const code = await table.giveCode('6514 000001');
  await enter(page, code);
  await page.getByRole('radio', { name: /Двор на Титова/u }).waitFor({ timeout: patience });
  await lookOver(page, 'kiosk-questions');
  await choose(page, 'Двор на Титова');
  await page.getByRole('heading', { name: 'Ответ принят, спасибо' }).waitFor({ timeout: patience });
  await lookOver(page, 'kiosk-thanks');
  await page.getByRole('button', { name: 'Готово' }).click();
  await expect.poll(() => page.getByLabel('Код, который вам дали').inputValue()).toBe('');
  await enter(page, code);
  await page.getByText('По этому коду уже проголосовали').first().waitFor({ timeout: patience });

  // Whoever goes away leaves nothing, and the code is still theirs.
  const second = await table.giveCode('6514 000002');
  await enter(page, second);
  await page.getByRole('radio', { name: /Двор на Суворова/u }).check({ timeout: patience });
  await page.clock.fastForward(61_000);
  await page.getByText('Вы ещё здесь?').waitFor({ timeout: patience });
  await lookOver(page, 'kiosk-idle');
  await page.getByRole('button', { name: 'Я ещё здесь' }).click();
  await page.getByText('Вы ещё здесь?').waitFor({ state: 'detached', timeout: patience });
  await page.clock.fastForward(81_000);
  await page.getByLabel('Код, который вам дали').waitFor({ timeout: patience });
  await enter(page, second);
  await page.getByRole('radio', { name: /Двор на Суворова/u }).waitFor({ timeout: patience });
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  await choose(page, 'Двор на Суворова');
  await page.getByRole('heading', { name: 'Ответ принят, спасибо' }).waitFor({ timeout: patience });
  // By itself the screen is the next person's.
  await page.clock.fastForward(21_000);
  await page.getByLabel('Код, который вам дали').waitFor({ timeout: patience });
  expect(await keptOf(page)).toEqual([]);

  await table.page.getByRole('button', { name: /^Закрыть киоск/u }).click({ timeout: patience });
  await lookOver(table.page, 'kiosk-close-390');
  await table.dialog.getByRole('button', { name: 'Закрыть киоск', exact: true }).click();
  await table.page.getByText('Киоск закрыт').waitFor({ timeout: patience });
  await enter(page, second);
  await page.getByText('Этот киоск закрыт').first().waitFor({ timeout: patience });
  await page.reload();
  await page.getByRole('heading', { name: 'Этот киоск не работает' }).waitFor({ timeout: patience });
  await lookOver(page, 'kiosk-closed');
  await context.close();
  const { rows } = await town.server.app.pool.query(
    "SELECT answers->'yard'->>0 AS said FROM polls.sheet WHERE poll_id = $1 ORDER BY 1",
    [id],
  );
  expect(rows.map(({ said }) => said)).toEqual(['suvorova', 'titova']);
});

test('a secret ballot goes from a kiosk to the box, its lost reply too', { retry: 1 }, async () => {
  const { id, readBox } = await runVote(town.server, [PLACE]);
  const table = await sitAtTable(id);
  const path = await table.openKiosk();
  const { page, context } = await openKioskPage(390);
  await page.goto(path);
  await enter(page, await table.giveCode('6514 000001'));
  await choose(page, 'Двор на Титова');
  await page.getByRole('heading', { name: 'Бюллетень в ящике, спасибо' }).waitFor({ timeout: patience });
  await lookOver(page, 'kiosk-receipt-390');
  expect((await page.locator('code').textContent())?.replaceAll(' ', '')).toMatch(/^[0-9a-f]{32}$/u);
  await page.getByRole('button', { name: 'Готово, очистить экран' }).click();

  // The city signed it and the reply was lost; then the box is out of reach; then all goes by itself.
  await page.route('**/papers', async (route) => {
    await route.fetch();
    await route.abort();
  });
  await page.route('**/envelopes', (route) => route.abort());
  await enter(page, await table.giveCode('6514 000002'));
  await choose(page, 'Двор на Суворова');
  await page.getByRole('heading', { name: 'Бюллетень ещё не в ящике' }).waitFor({ timeout: patience });
  await lookOver(page, 'kiosk-waits-390');
  await page.unroute('**/papers');
  await page.unroute('**/envelopes');
  await page.getByRole('heading', { name: 'Бюллетень в ящике, спасибо' }).waitFor({ timeout: patience });
  await page.getByRole('button', { name: 'Готово, очистить экран' }).click();

  // The vote ends while the city is out of reach: the person is told what became of theirs.
  await enter(page, await table.giveCode('6514 000003'));
  await page.getByRole('radio', { name: /Двор на Титова/u }).waitFor({ timeout: patience });
  await page.route('**/papers', (route) => route.abort());
  await choose(page, 'Двор на Титова');
  await page.getByRole('heading', { name: 'Бюллетень ещё не в ящике' }).waitFor({ timeout: patience });
  await comePoll(town.server, id, 'closes_at');
  // The page learns that the poll is over, and keeps the ballot.
  await page.clock.setSystemTime(Date.now() + 20_000);
  const reread = page.waitForResponse((reply) => reply.url().endsWith(`/api/open/polls/${id}`));
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange', { bubbles: true })));
  await reread;
  await page.waitForTimeout(300);
  await page.getByRole('heading', { name: 'Бюллетень ещё не в ящике' }).waitFor({ timeout: 1000 });
  await page.unroute('**/papers');
  await page.getByText('Голосование закончилось раньше').waitFor({ timeout: patience });
  await lookOver(page, 'kiosk-late-390');
  expect(await keptOf(page)).toEqual([]);
  await context.close();
  const { rows } = await town.server.app.pool.query(
    'SELECT count(*)::int AS n FROM ballots.envelope WHERE poll_id = $1',
    [id],
  );
  expect(rows[0].n).toBe(2);
  expect(await readBox()).toEqual(['suvorova', 'titova']);
});
