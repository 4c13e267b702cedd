import { writeFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { reloadModel } from '../../../server/base/understanding/teaching/current.ts';
import type { LabelledMessage } from '../../../server/base/understanding/teaching/labelled.ts';
import { hashOfModel } from '../../../server/base/understanding/teaching/versions.ts';
import { newId } from '../../../server/lib/ids.ts';
import { type Block, type Fact, getTaxonomy } from '../../../shared/contract/base/taxonomy.ts';
import { factKeys, generalKey } from '../../../web/staff/messages/inbox/fact-offer.ts';
import { importTable } from '../../support/imports.ts';
import { keyOf, trainWithoutHeld } from '../../support/labelled.ts';
import { openBrowser, openPage, startSite } from '../../support/site/browser.ts';
import { makeExecutors, patience, speakToSite } from '../../support/site/journey.ts';
import type { Speaker } from '../../support/site/server.ts';
import { lacksShared } from '../../support/site/shared.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import type { TestSite } from '../../support/site/test-site.ts';

/** How one message was sorted. */
interface Sorted {
  keys: number;
  /** From the last key to the next message with its facts on the screen, ms: a second pair of eyes is not in it. */
  machineMs: number;
  /** Whether the label covers a fact of the taxonomy, a fact it covers was among the first five, and could be given by keys. */
  isMapped: boolean;
  isAmongFive: boolean;
  isGiven: boolean;
  /** What the program was sure of without a key was right. */
  wasSure: boolean;
  wasRight: boolean;
}

interface Wanted {
  block: Block;
  facts: readonly Fact[];
}

describe.skipIf(lacksShared)('300 messages set aside, sorted by keys', () => {
  let site: TestSite;
  let server: Speaker;
  let browser: Browser;
  let page: Page;
  let errors: string[];
  let blocks: readonly Block[];
  const wanted = new Map<string, Wanted>();
  let count = 0;

  beforeAll(async () => {
    const { held, model } = trainWithoutHeld();
    count = held.length;
    site = await startSite();
    server = speakToSite(site);
    await putInForce(site, model);
    await makeExecutors(server);
    const cookie = await signInAs(server, 'operator');
    await importHeld(held, cookie);
    browser = await openBrowser();
    ({ page, errors } = await openPage(browser, site, { cookie }));
  }, 900_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
  });

  async function importHeld(held: readonly LabelledMessage[], cookie: string): Promise<void> {
    const table = held.map((row) => JSON.stringify({ id: keyOf(row), text: row.text })).join('\n');
    const file = { filename: 'held.jsonl', source: 'held', isOwnCity: false };
    expect(await importTable(server, cookie, table, file)).toMatchObject({ state: 'done', accepted: count });
    await server.drain();
    const taxonomy = await server.call(getTaxonomy, {});
    blocks = taxonomy.blocks;
    for (const { number, id } of await readCases()) {
      const row = held.find((one) => keyOf(one) === id)!;
      const facts = row.facts.map((factId) => taxonomy.facts.find((fact) => fact.id === factId)!);
      // A message whose theme is wider than any fact goes to its block alone.
      const code = facts[0]?.block ?? row.code;
      wanted.set(number, { block: blocks.find((block) => block.code === code)!, facts });
    }
  }

  async function readCases() {
    const { rows } = await site.app.pool.query<{
      number: string;
      id: string;
      factId: string;
      status: string;
    }>(
      `SELECT number, external_id AS id, fact_id AS "factId", status FROM cases.case_file
       JOIN cases.contact ON contact.case_id = case_file.id`,
    );
    return rows;
  }

  const preview = () => page.getByRole('region', { name: 'Просмотр' });
  const box = () => preview().getByRole('region', { name: 'Предложено' });

  /** The message in view with all its facts, once it is another than `former`. */
  const readNext = (former: string): Promise<string> =>
    vi.waitFor(
      async () => {
        const [number] = /\d{4}-\d{2}-\d{4,}/u.exec((await preview().textContent()) ?? '') ?? [];
        if (!number || number === former) throw new Error(`Следующее не открылось после ${former}`);
        if ((await readChips()).length < factKeys.length) throw new Error(`Фактов ещё нет: ${number}`);
        return number;
      },
      { timeout: patience, interval: 5 },
    );

  /** Titles of the facts a key away, and which of them Enter would take. */
  const readChips = (): Promise<{ title: string; isChosen: boolean }[]> =>
    box()
      .getByRole('group', { name: 'Факт' })
      .getByRole('button')
      .evaluateAll((buttons) =>
        buttons.map((button) => ({
          title: button.querySelector('span')?.textContent ?? '',
          isChosen: button.getAttribute('aria-pressed') === 'true',
        })),
      );

  const isSure = async () =>
    (await box().getByRole('button', { name: 'Принять' }).getAttribute('aria-disabled')) === null;

  const titleIn = (fact: Fact, isWithin: boolean): string =>
    isWithin
      ? fact.shortTitle
      : `${blocks.find(({ code }) => code === fact.block)!.shortTitle} · ${fact.shortTitle}`;

  /** Gives the message in view a fact its label covers, by as few keys as the screen allows. */
  async function sort({ block, facts }: Wanted): Promise<Omit<Sorted, 'machineMs'>> {
    let keys = 0;
    const press = async (key: string) => {
      keys += 1;
      await page.keyboard.press(key);
    };
    const find = async (isWithin: boolean) => {
      const chips = await readChips();
      const titles = facts.map((fact) => titleIn(fact, isWithin));
      const at = chips.slice(0, factKeys.length).findIndex(({ title }) => titles.includes(title));
      return { at, isChosen: chips[at]?.isChosen === true };
    };
    const isMapped = facts.length > 0;
    const wasSure = await isSure();
    const first = await find(false);
    const said = { isMapped, isAmongFive: first.at >= 0, wasSure, wasRight: first.isChosen };
    if (isMapped && first.at >= 0) {
      if (!first.isChosen || !wasSure) await press(factKeys[first.at]!);
      await press('Enter');
      return { ...said, keys, isGiven: true };
    }
    await press(`Digit${block.digit}`);
    if (block.digit === 0) await press(`Digit${await findOther(block.title)}`);
    if (!isMapped) {
      await press('Enter');
      return { ...said, keys, isGiven: true };
    }
    const within = await find(true);
    if (within.at < 0) await press(generalKey);
    else if (!within.isChosen) await press(factKeys[within.at]!);
    await press('Enter');
    return { ...said, keys, isGiven: within.at >= 0 };
  }

  /** Place of a block among those under 0, as the dialog numbers them. */
  async function findOther(title: string): Promise<number> {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: title }).waitFor();
    const choices = await dialog.getByRole('listitem').allTextContents();
    return choices.findIndex((words) => words.includes(title)) + 1;
  }

  test('each ends with a fact its label covers, where the keys lead to one', async () => {
    await page.goto('/staff/inbox');
    await preview().waitFor();
    const sorted = new Map<string, Sorted>();
    for (let number = await readNext(''); ; ) {
      const one = await sort(wanted.get(number)!);
      const began = performance.now();
      sorted.set(number, { ...one, machineMs: 0 });
      if (sorted.size === count) break;
      number = await readNext(number);
      const machineMs = performance.now() - began;
      for (const [key, value] of [...sorted].slice(-1)) sorted.set(key, { ...value, machineMs });
    }
    await page.getByRole('heading', { name: 'Разобрано всё' }).waitFor();
    const misplaced = async () =>
      (await readCases()).filter(({ number, factId, status }) => {
        const { facts, block } = wanted.get(number)!;
        const { isMapped, isGiven } = sorted.get(number)!;
        const isRight =
          isMapped && isGiven ? facts.some(({ id }) => id === factId) : factId.startsWith(block.code);
        return status !== 'assigned' || !isRight;
      });
    await expect.poll(misplaced, { timeout: patience, interval: 100 }).toEqual([]);
    expect(errors).toEqual([]);
    const path = process.env.SORTING_FIGURES;
    if (path) writeFileSync(path, JSON.stringify([...sorted.values()]));
  }, 1_800_000);
});

/** The model trained for this measure takes the place of the shipped one, as a version taught in a place does. */
async function putInForce({ app }: TestSite, file: Buffer): Promise<void> {
  await app.pool.query(
    `WITH former AS (
       UPDATE understanding.model_version SET is_champion = false WHERE is_champion
       RETURNING taxonomy, figures, thresholds
     ), added AS (
       INSERT INTO understanding.model_version
         (id, kind, made_at, made_by, file, file_hash, taxonomy, examples, held_out, figures, thresholds, verdict, is_champion)
       SELECT $1, 'taught', now(), 'accept', $2, $3, taxonomy, 0, 0, figures, thresholds, 'Без отложенных сообщений.', false
       FROM former
     )
     UPDATE understanding.setting SET revision = revision + 1`,
    [newId(), file, hashOfModel(file)],
  );
  await app.pool.query(`UPDATE understanding.model_version SET is_champion = true WHERE made_by = 'accept'`);
  await reloadModel(app.services.database);
}
