import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Block, getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import { importTable } from '../../support/imports.ts';
import { openBrowser, openPage, startSite } from '../../support/site/browser.ts';
import { makeExecutors, patience, speakToSite } from '../../support/site/journey.ts';
import type { Speaker } from '../../support/site/server.ts';
import { lacksShared, sharedData } from '../../support/site/shared.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import type { TestSite } from '../../support/site/test-site.ts';

const SIZE = 60;
const MOST_KEYS = 3;

interface Labelled {
  source: string;
  id: string;
  text: string;
  block: string;
}

/** Numbers of a linear congruential generator, 0 to 1: the same sample on every machine. */
function* generate(seed: number): Generator<number, never> {
  for (let state = seed; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state / 2 ** 32;
  }
}

/** Different rows of the file, chosen by chance that repeats itself. */
async function drawRows(): Promise<Labelled[]> {
  const lines = (await readFile(sharedData('appeals/labelled.jsonl'), 'utf8')).trim().split('\n');
  const chance = generate(398);
  return Array.from({ length: SIZE }, () => {
    const at = Math.floor(chance.next().value * lines.length);
    return JSON.parse(lines.splice(at, 1)[0]!) as Labelled;
  });
}

describe.skipIf(lacksShared)('60 real messages sorted by keys alone', () => {
  let site: TestSite;
  let server: Speaker;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  /** Block of the label by the number of the case. */
  const wanted = new Map<string, Block>();

  beforeAll(async () => {
    site = await startSite();
    server = speakToSite(site);
    await makeExecutors(server);
    const cookie = await signInAs(server, 'operator');
    await importRows(await drawRows(), cookie);
    browser = await openBrowser();
    ({ page, errors } = await openPage(browser, site, { cookie }));
  });
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  /** Words and number only: the topic is left to the suggester, the place to another region. */
  async function importRows(rows: Labelled[], cookie: string): Promise<void> {
    const table = rows
      .map(({ source, id, text }) => JSON.stringify({ id: `${source}-${id}`, text }))
      .join('\n');
    const done = await importTable(server, cookie, table, {
      filename: 'sample.jsonl',
      source: 'sample',
      isOwnCity: false,
    });
    expect(done).toMatchObject({ state: 'done', accepted: SIZE });
    await server.drain();
    const { blocks } = await server.call(getTaxonomy, {});
    for (const { number, id } of await readCases()) {
      const label = rows.find((row) => `${row.source}-${row.id}` === id)?.block;
      const block = blocks.find(({ shortTitle, title }) => label === shortTitle || label === title);
      if (!block) throw new Error(`Нет блока «${label}»`);
      wanted.set(number, block);
    }
  }

  async function readCases() {
    const { rows } = await site.app.pool.query<{ number: string; id: string; block: string; status: string }>(
      `SELECT number, external_id AS id, block, status FROM cases.case_file
       JOIN cases.contact ON contact.case_id = case_file.id`,
    );
    return rows;
  }

  const preview = () => page.getByRole('region', { name: 'Просмотр' });
  /** Number of the message in view, once it is another than `former`. */
  const readNext = (former: string): Promise<string> =>
    vi.waitFor(
      async () => {
        const [number] = /\d{4}-\d{2}-\d{4,}/u.exec((await preview().textContent()) ?? '') ?? [];
        if (!number || number === former) throw new Error(`Следующее не открылось после ${former}`);
        return number;
      },
      { timeout: patience, interval: 20 },
    );

  /** What the operator sees to be proposed, and whether Enter would take it. */
  async function readProposal(): Promise<{ words: string; isSure: boolean }> {
    const box = preview().getByRole('region', { name: 'Предложено' });
    const words = (await box.getByRole('definition').first().textContent()) ?? '';
    const accept = box.getByRole('button', { name: 'Принять' });
    return { words, isSure: (await accept.getAttribute('aria-disabled')) === null };
  }

  /** Presses what it takes to give the current message to its block; returns how many keys. */
  async function sort({ digit, shortTitle, title }: Block): Promise<number> {
    const { words, isSure } = await readProposal();
    const keys: string[] = [];
    const press = async (key: string) => {
      keys.push(key);
      await page.keyboard.press(key);
    };
    if (!isSure || !words.startsWith(`${digit} ${shortTitle}`)) {
      await press(`Digit${digit}`);
      if (digit === 0) await press(`Digit${await findOther(title)}`);
    }
    await press('Enter');
    return keys.length;
  }

  /** Place of a block among those under 0, as the dialog numbers them. */
  async function findOther(title: string): Promise<number> {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: title }).waitFor();
    const choices = await dialog.getByRole('listitem').allTextContents();
    return choices.findIndex((words) => words.includes(title)) + 1;
  }

  test('each ends in its labelled block with three keys at most', async () => {
    await page.goto('/staff/inbox');
    await preview().waitFor();
    const counts: number[] = [];
    for (let number = ''; counts.length < SIZE; ) {
      number = await readNext(number);
      const block = wanted.get(number);
      if (!block) throw new Error(`Во входящих не наше дело: ${number}`);
      counts.push(await sort(block));
    }
    await page.getByRole('heading', { name: 'Разобрано всё' }).waitFor();
    const sum = counts.reduce((total, count) => total + count, 0);
    const most = Math.max(...counts);
    const byCount = [1, 2, 3].map((keys) => `${keys} — ${counts.filter((count) => count === keys).length}`);
    console.log(
      `клавиш на сообщение: среднее ${(sum / SIZE).toFixed(2)}, наибольшее ${most}; ${byCount.join(', ')}`,
    );
    expect(most).toBeLessThanOrEqual(MOST_KEYS);
    const misplaced = async () =>
      (await readCases()).filter(
        ({ number, block, status }) => status !== 'assigned' || block !== wanted.get(number)?.code,
      );
    await expect.poll(misplaced, { timeout: patience, interval: 100 }).toEqual([]);
    expect(errors).toEqual([]);
  });
});
