import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { createPublication, submitPublication } from '../../../shared/contract/pages/publications-acts.ts';
import { createPage } from '../../../shared/contract/pages/register-acts.ts';
import { addDays, weekOf } from '../../../shared/text/periods.ts';
import { checkAxe } from '../../support/site/browser.ts';
import { makeUnit } from '../../support/site/cases.ts';
import { dayIn, patience } from '../../support/site/journey.ts';
import { signInAs } from '../../support/site/sign-in.ts';
import { openTown } from '../../support/site/town.ts';
import type { CalendarLook } from './7-calendar.ts';

/** Within this process: set by `7-calendar.ts`. */
const { PLAYED = '', PLAYED_ROUNDS = '4' } = process.env;

const BODIES = 30;
const WEEKS = 5;
/** A piece a day of five, on every page. */
const A_WEEK = 5;

let editor = '';

const town = openTown(async ({ server }) => {
  editor = await signInAs(server, 'editor');
  const pageIds: string[] = [];
  for (let at = 0; at < BODIES; at += 1) {
    const unitId = await makeUnit(server, `Учреждение культуры и спорта № ${at + 1}`, 'institution');
    for (const [network, host] of [
      ['vk', 'vk.com'],
      ['ok', 'ok.ru'],
    ] as const) {
      const page = { title: `Страница ${at}`, network, url: `https://${host}/page-${at}` };
      const { id } = await server.call(
        createPage,
        { body: { unitId, grade: 'active', ...page } as never },
        editor,
      );
      pageIds.push(id);
    }
  }
  const monday = weekOf(dayIn(0)).from;
  for (let day = 0; day < WEEKS * 7; day += 1) {
    if (day % 7 >= A_WEEK) continue;
    const dueAt = `${addDays(monday, day)}T12:00:00+05:00`;
    const card = await server.call(
      createPublication,
      {
        body: {
          text: `Дворы, дороги и праздники, день ${day}`,
          risk: 'usual',
          variants: pageIds.map((pageId) => ({ pageId, dueAt })),
        },
      },
      editor,
    );
    if (day % 3 === 0 && Date.parse(dueAt) > Date.now())
      await server.call(
        submitPublication,
        { params: { id: card.id }, body: { version: card.version } },
        editor,
      );
  }
});

/** The browser tells how long each interaction took, from the press to what was drawn after it. */
async function listen(at: Page): Promise<void> {
  await at.evaluate(() => {
    const told: { id: number; name: string; duration: number }[] = [];
    Object.assign(globalThis, { told });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as PerformanceEventTiming[])
        if (entry.interactionId)
          told.push({ id: entry.interactionId, name: entry.name, duration: entry.duration });
    }).observe({ type: 'event', durationThreshold: 16, buffered: false } as PerformanceObserverInit);
  });
}

const takeTold = (at: Page): Promise<{ id: number; name: string; duration: number }[]> =>
  at.evaluate(() => (globalThis as unknown as { told: never[] }).told.splice(0));

interface Act {
  name: string;
  run: (at: Page) => Promise<unknown>;
  /** What is on the screen after it, or no more; looked for by its class, as roles would be counted over every cell. */
  shows?: string;
  hides?: string;
}

const press = (name: string, key = name): Act => ({ name, run: (at) => at.keyboard.press(key) });

const walk = ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowDown', 'ArrowUp', 'ArrowLeft'].map((key) =>
  press(key),
);

/** What an editor does, each by its name. */
const acts: readonly Act[] = [
  ...walk,
  { ...press('N', 'KeyN'), shows: '.piece-pane textarea' },
  press('буква', 'a'),
  press('всё', 'Control+KeyA'),
  press('стереть', 'Delete'),
  { ...press('Escape'), hides: '.piece-pane' },
  ...walk,
  {
    name: 'открыть',
    run: (at) => at.locator('[data-piece][data-movable]').nth(40).click(),
    shows: '.piece-pane',
  },
  { name: 'закрыть', run: (at) => at.locator('.piece-pane__bar button').click(), hides: '.piece-pane' },
];

async function look(view: 'week' | 'month'): Promise<CalendarLook> {
  const at = await town.seat(editor);
  await at.goto(`/staff/publications?view=${view}`);
  const grid = at.getByRole('grid', { name: /^Публикации страниц по дням/u });
  await grid.waitFor({ timeout: patience });
  await checkAxe(at);
  const items = await grid.locator('[data-piece]').count();
  const pages = await grid.locator('[data-page]').count();
  await listen(at);
  await grid.locator('[data-spot]').nth(30).focus();
  const taken: { name: string; duration: number }[] = [];
  let presses = 0;
  for (let round = 0; round < Number(PLAYED_ROUNDS); round += 1)
    for (const { name, run, shows, hides } of acts) {
      await run(at);
      presses += 1;
      // What was pressed is drawn, and told, before the next press; nothing else is asked of the browser meanwhile.
      await at.waitForTimeout(500);
      if (shows) await at.waitForSelector(shows, { timeout: patience });
      if (hides) await at.waitForSelector(hides, { state: 'detached', timeout: patience });
      const byId = Map.groupBy(await takeTold(at), ({ id }) => id);
      for (const [, entries] of byId)
        taken.push({ name, duration: Math.max(...entries.map(({ duration }) => duration)) });
    }
  const moved = await moveByKeys(at);
  const sorted = taken.toSorted((a, b) => b.duration - a.duration);
  const played: CalendarLook = {
    view: view === 'week' ? 'неделя' : 'месяц',
    pages,
    items,
    presses,
    inp: Math.round(sorted[Math.floor(presses / 50)]?.duration ?? 0),
    slowest: sorted.slice(0, 6).map(({ name, duration }) => `${name} ${Math.round(duration)}`),
    moved,
  };
  await at.context().close();
  return played;
}

/** A piece is a day later after Shift and an arrow, and after the screen is opened anew. */
async function moveByKeys(at: Page): Promise<boolean> {
  const piece = at.locator('[data-movable]').last();
  const variant = await piece.getAttribute('data-variant');
  const before = await piece.getAttribute('data-at');
  await piece.focus();
  const written = at.waitForResponse((reply) => reply.request().method() !== 'GET', { timeout: patience });
  await at.keyboard.press('Shift+ArrowRight');
  await written;
  const moved = at.locator(`[data-variant="${variant}"]`);
  await expect.poll(() => moved.getAttribute('data-at'), { timeout: patience }).not.toBe(before);
  const after = await moved.getAttribute('data-at');
  await at.reload();
  await moved.waitFor({ timeout: patience });
  return (await moved.getAttribute('data-at')) === after;
}

test('the calendar answers', { timeout: 1_200_000 }, async () => {
  const looks = [await look('week'), await look('month')];
  if (PLAYED) writeFileSync(PLAYED, JSON.stringify(looks));
  console.log(JSON.stringify(looks, null, 1));
  for (const { moved } of looks) expect(moved).toBe(true);
});
