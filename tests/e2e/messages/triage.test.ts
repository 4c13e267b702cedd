import type { Page } from 'playwright-core';
import { expect, test, vi } from 'vitest';
import { openPage } from '../../support/site/browser.ts';
import { submitCase } from '../../support/site/cases.ts';
import { makeExecutors, patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';

/** Messages whose topic is sure by their words, and one that nobody can tell. */
const texts = [
  'Огромная яма на дороге, машины объезжают по встречной, пробили колесо.',
  'Мусор не вывозят третий день, контейнеры переполнены.',
  'В квартире нет отопления, батареи холодные.',
  'Не горят фонари вдоль всей улицы, темно.',
  'Автобус по расписанию не пришёл два раза подряд.',
  'На дороге яма, асфальт разбит у остановки.',
  'Контейнеры переполнены, мусор не вывезли.',
  'Батареи холодные, нет отопления во всём доме.',
  'Фонари не горят у школы, освещение нужно включить.',
];
const unclear = 'Помогите разобраться, куда обратиться по этому поводу.';

let page: Page;
let errors: string[];

const town = openTown(async () => {
  await makeExecutors(town.server);
  for (const text of [...texts, unclear]) await submitCase(town.server, { text });
  const cookie = await signInAs(town.server, 'operator');
  ({ page, errors } = await openPage(town.browser, town.site, { cookie }));
  await page.goto('/staff/inbox');
  await preview().getByRole('region', { name: 'Предложено' }).waitFor();
});

const preview = () => page.getByRole('region', { name: 'Просмотр' });
const toast = (words: string) => page.locator('.toast', { hasText: words }).last();
const currentNumber = async () =>
  /\d{4}-\d{2}-\d{4,}/u.exec((await preview().textContent()) ?? '')?.[0] ?? '';
const nextAfter = (former: string) =>
  vi.waitFor(
    async () => {
      const number = await currentNumber();
      if (!number || number === former) throw new Error(`Следующее не открылось после ${former}`);
      return number;
    },
    { timeout: patience, interval: 20 },
  );

/** A key of the Russian layout: the place of the key is what counts, not its letter. */
const pressRussian = (key: string, code: string) =>
  page.evaluate(
    ([letter, place]) => {
      const target = document.activeElement ?? document.body;
      target.dispatchEvent(
        new KeyboardEvent('keydown', { key: letter, code: place, bubbles: true, cancelable: true }),
      );
    },
    [key, code] as const,
  );

async function readCase(number: string) {
  const { rows } = await town.site.app.pool.query<{
    status: string;
    block: string;
    importance: string;
    version: number;
    factId: string | null;
  }>(
    'SELECT status, block, importance, version, fact_id AS "factId" FROM cases.case_file WHERE number = $1',
    [number],
  );
  return rows[0]!;
}
const statusOf = async (number: string) => (await readCase(number)).status;

test('walks the list and accepts by keys of the Russian layout', async () => {
  const first = await currentNumber();
  await pressRussian('о', 'KeyJ');
  const second = await nextAfter(first);
  await pressRussian('л', 'KeyK');
  expect(await nextAfter(second)).toBe(first);
  await page.keyboard.press('Enter');
  await nextAfter(first);
  await expect.poll(() => statusOf(first), { timeout: patience }).toBe('assigned');
});

test('takes the last decision back by Z: the message is current again, as it was', async () => {
  const number = await currentNumber();
  await page.keyboard.press('Digit9');
  await page.keyboard.press('Enter');
  // The notice, and Z with it, stays while it is looked at.
  await page.locator('.toast').last().hover();
  await nextAfter(number);
  await expect
    .poll(() => readCase(number), { timeout: patience })
    .toMatchObject({ status: 'assigned', block: 'improvement' });
  await pressRussian('я', 'KeyZ');
  await expect.poll(currentNumber, { timeout: patience }).toBe(number);
  expect(await statusOf(number)).toBe('moderation');
});

test('does not wait for the server: the next message is there before the reply', async () => {
  const number = await currentNumber();
  // The server hears of the decision only when the next message is on the screen.
  const shown = Promise.withResolvers<void>();
  await page.route('**/triage', async (route) => {
    await shown.promise;
    await route.continue();
  });
  const took = await page.evaluate(async () => {
    const shown = () => document.querySelector('#inbox-preview .number')?.textContent;
    const former = shown();
    const begun = performance.now();
    document.body.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true }),
    );
    while (shown() === former) await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now() - begun;
  });
  expect(await statusOf(number)).toBe('moderation');
  shown.resolve();
  console.log(`следующее сообщение открылось за ${Math.round(took)} мс`);
  await expect.poll(() => statusOf(number), { timeout: patience }).toBe('assigned');
  await page.unroute('**/triage');
});

test('brings a message back with the reason when somebody else was quicker', async () => {
  const number = await currentNumber();
  await preview().getByText('в работе').first().waitFor();
  // Somebody's change comes while the decision is on its way, so that no list has brought it before.
  await page.route('**/triage', async (route) => {
    await town.site.app.pool.query('UPDATE cases.case_file SET version = version + 1 WHERE number = $1', [
      number,
    ]);
    await route.continue();
  });
  await page.keyboard.press('Enter');
  await nextAfter(number);
  const row = page.locator(`[data-number="${number}"]`);
  await row.getByText('Не принято: Дело успели изменить').waitFor();
  await page.unroute('**/triage');
  expect(await statusOf(number)).toBe('moderation');
});

test('an unclear message waits for a digit', async () => {
  const row = page.getByRole('option', { name: /куда обратиться/u });
  await row.click();
  const number = await currentNumber();
  await page.keyboard.press('Enter');
  await toast('Не уверен в теме').waitFor();
  expect(await statusOf(number)).toBe('moderation');
  await page.keyboard.press('Digit0');
  await page.getByRole('dialog').getByRole('button', { name: 'Прочее' }).waitFor();
  await page.keyboard.press('Digit2');
  await page.keyboard.press('Enter');
  await nextAfter(number);
  await expect
    .poll(() => readCase(number), { timeout: patience })
    .toMatchObject({ status: 'assigned', block: 'other' });
});

test('a ranked fact is one key away, and a term that a topic changes is told before it counts', async () => {
  await submitCase(town.server, {
    text: 'Открыт люк колодца на тротуаре, крышки нет, туда провалился ребёнок.',
  });
  await town.server.drain();
  await page.reload();
  await page.getByRole('option', { name: /Открыт люк/u }).click();
  const box = preview().getByRole('region', { name: 'Предложено' });
  await box.getByText('Открыт люк').or(preview().getByText('Открыт люк')).first().waitFor();
  const number = await currentNumber();
  const facts = box.getByRole('group', { name: 'Факт' }).getByRole('button');
  await expect.poll(() => facts.count(), { timeout: patience }).toBe(5);
  await page.keyboard.press('Digit9');
  await page.keyboard.press('KeyY');
  await box.getByText('срок станет длиннее: было 4 часа дежурства').waitFor();
  await box.getByText('возможна опасность: «открытый люк» — срок короче').waitFor();
  expect(await statusOf(number)).toBe('moderation');
  const manhole = facts.filter({ hasText: 'открытый люк' });
  const titles = await facts.allTextContents();
  const at = titles.findIndex((title) => title.includes('открытый люк'));
  await page.keyboard.press(['KeyQ', 'KeyE', 'KeyR', 'KeyC', 'KeyV'][at]!);
  await expect.poll(() => manhole.getAttribute('aria-pressed'), { timeout: patience }).toBe('true');
  expect(await box.getByText('срок станет').count()).toBe(0);
  await page.keyboard.press('Enter');
  await nextAfter(number);
  await expect
    .poll(() => readCase(number), { timeout: patience })
    .toMatchObject({ status: 'assigned', factId: 'improvement.wells.open-manhole' });
});

test('rejects, puts aside and marks urgent by one key and a digit', async () => {
  const rejected = await currentNumber();
  await page.keyboard.press('KeyB');
  await page.getByRole('dialog').getByRole('button', { name: 'Спам' }).waitFor();
  await page.keyboard.press('Digit1');
  const snoozed = await nextAfter(rejected);
  await expect.poll(() => statusOf(rejected), { timeout: patience }).toBe('rejected');
  await page.keyboard.press('KeyP');
  await page.getByRole('dialog').getByRole('button', { name: 'На час' }).waitFor();
  await page.keyboard.press('Digit1');
  const urgent = await nextAfter(snoozed);
  await page.keyboard.press('Shift+Digit1');
  // The decision does not wait for «Срочно» to be written, and names the version it leaves.
  await page.keyboard.press('KeyQ');
  await page.keyboard.press('Enter');
  await nextAfter(urgent);
  await expect
    .poll(() => readCase(urgent), { timeout: patience })
    .toMatchObject({ status: 'assigned', importance: 'high' });
});

test('new messages are offered and move nothing', async () => {
  // A clock that can be put forward: the list looks for new messages every twenty seconds.
  await page.clock.install();
  await page.reload();
  await preview().getByRole('heading').first().waitFor();
  const before = await page.getByRole('option').allTextContents();
  await submitCase(town.server, { text: 'Ещё одна яма на дороге у дома 5, пробил колесо.' });
  const offer = page.getByRole('button', { name: /Показать 1 новое/u });
  expect(await offer.count()).toBe(0);
  await page.clock.runFor(21_000);
  await offer.waitFor({ timeout: patience });
  expect(await page.getByRole('option').count()).toBe(before.length);
  await offer.click();
  await expect.poll(() => page.getByRole('option').count(), { timeout: patience }).toBe(before.length + 1);
  expect(errors).toEqual([]);
});
