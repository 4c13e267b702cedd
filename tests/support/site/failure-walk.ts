import type { FileChooser, Route as Intercepted, Locator, Page } from 'playwright-core';
import { changedBy, type FailureKind, failWith, putAwayNotices, type Sent } from './failure-answers.ts';
import { fillFields, listRefused, refillRefused, sampleFile } from './fill-fields.ts';
import { openScreen } from './screen-look.ts';

/**
 * A walk over the buttons and forms of a screen in which no changing request gets through: each is answered with a failure, and the
 * person must be told. What is found is a command that failed in silence.
 */

export interface Walk {
  sent: Sent[];
  silent: string[];
  /** Dialogs whose button sent nothing: their own check stopped it. */
  unsent: string[];
}

/** Buttons that leave the page, take a file out of it or change only how it looks. */
const passedBy =
  /^(?:Выйти|Напечатать|Печать|Скачать|Выгрузить|Другой файл|PDF|Word|Excel|CSV|Закрыть|Убрать уведомление|Справка|Найти|Версия для)/u;

/** Buttons that would end the visit itself, or take from the visitor what they act by. */
const neverDone = /сеанс|парол|роль|ключ|Отозвать|Заблокировать|Удалить/iu;

export interface Round {
  page: Page;
  address: string;
  walk: Walk;
  turn: () => FailureKind;
  /** Buttons of this kind of screen that earlier visits have tried; those of this one are added. */
  pressed: Set<string>;
}

/**
 * Goes over one screen; failures take turns, so that each command meets another one on another screen. Returns the buttons that
 * sent something.
 */
export const walkScreen = (round: Round): Promise<string[]> =>
  onScreen(round, async (tour) => tryButtons(tour, await buttonNames(tour.page), new Set()));

/**
 * Does in truth what the buttons of a screen do, one after another; what has come in sight meets its failures then. It changes
 * what is there, so everybody has walked before.
 */
export const goOn = (round: Round, sending: readonly string[]): Promise<void> =>
  onScreen(round, async (tour) => {
    const known = new Set(await buttonNames(tour.page));
    const queue = sending.filter((name) => !neverDone.test(name));
    for (let done = 0; done < MOST_DONE && queue.length > 0; done += 1) {
      tour.isLetThrough = true;
      await tryButton(tour, queue.shift()!, known);
      tour.isLetThrough = false;
      await openScreen(tour.page, tour.address);
      const shown = (await buttonNames(tour.page)).filter((name) => !known.has(name) || tour.menus.has(name));
      const sent = await tryButtons(tour, shown, known);
      queue.push(...sent.filter((name) => !neverDone.test(name)));
    }
  });

/** Buttons done in truth at one visit. */
const MOST_DONE = 30;

/** Buttons of rows differ by their numbers alone. */
const kindOf = (label: string): string => label.replaceAll(/\d+/gu, '0');

/** Whether no visit has tried it. */
function isFirst({ pressed }: Tour, label: string): boolean {
  const kind = kindOf(label);
  if (pressed.has(kind)) return false;
  pressed.add(kind);
  return true;
}

async function onScreen<T>(
  { page, address, walk, turn, pressed }: Round,
  work: (tour: Tour) => Promise<T>,
): Promise<T> {
  const tour: Tour = { page, address, walk, pressed, caught: [], menus: new Set(), isLetThrough: false };
  const handOver = (chooser: FileChooser) => void giveFile(chooser).catch(() => {});
  const intercept = (request: Intercepted) => answer(request, turn, tour);
  page.on('filechooser', handOver);
  await page.route('**/api/**', intercept);
  try {
    await openScreen(page, address);
    return await work(tour);
  } finally {
    page.off('filechooser', handOver);
    await page.unroute('**/api/**', intercept);
    walk.sent.push(...tour.caught);
  }
}

async function giveFile(chooser: FileChooser): Promise<void> {
  const accept = await chooser.element().getAttribute('accept');
  await chooser.setFiles(await sampleFile(accept ?? ''));
}

/** Tries each that no earlier visit has; returns those that sent something. */
async function tryButtons(tour: Tour, names: readonly string[], known: Set<string>): Promise<string[]> {
  const sending: string[] = [];
  for (const name of names) known.add(name);
  for (const name of names) {
    if (!isFirst(tour, name)) continue;
    const before = tour.caught.length;
    await tryButton(tour, name, known);
    if (tour.caught.length > before) sending.push(name);
  }
  return sending;
}

async function answer(request: Intercepted, turn: () => FailureKind, tour: Tour): Promise<void> {
  const route = changedBy(request.request());
  if (!route || tour.isLetThrough) return request.fallback();
  const kind = turn();
  tour.caught.push({ route, kind });
  return failWith(request, kind);
}

interface Tour {
  page: Page;
  address: string;
  walk: Walk;
  pressed: Set<string>;
  caught: Sent[];
  /** Buttons that open a list of acts: it is another one in another state. */
  menus: Set<string>;
  /** Nothing is failed now. */
  isLetThrough: boolean;
}

/** The acts of a screen at work stand in the bar above it. */
const BUTTONS = 'main button, .topbar button';

/** Buttons of the page by what they are called; one of each name. */
async function buttonNames(page: Page): Promise<string[]> {
  const names = await page.evaluate(
    (buttons) =>
      [...document.querySelectorAll(buttons)]
        .filter((node) => node.checkVisibility() && !node.matches('[disabled], [aria-disabled=true]'))
        .map((node) => (node.getAttribute('aria-label') ?? node.textContent ?? '').trim()),
    BUTTONS,
  );
  return [...new Set(names)].filter((name) => name && !passedBy.test(name)).slice(0, 40);
}

/** The button of that name, marked for the hand that presses it. */
async function findButton(page: Page, name: string): Promise<Locator | null> {
  const isThere = await page.evaluate(
    ({ wanted, buttons }) => {
      for (const node of document.querySelectorAll('[data-walk]')) node.removeAttribute('data-walk');
      const found = [...document.querySelectorAll(buttons)].find(
        (node) =>
          node.checkVisibility() &&
          (node.getAttribute('aria-label') ?? node.textContent ?? '').trim() === wanted,
      );
      found?.setAttribute('data-walk', '');
      return found !== undefined;
    },
    { wanted: name, buttons: BUTTONS },
  );
  return isThere ? page.locator('[data-walk]') : null;
}

/** Presses a button of the page as found by its name; its form is filled in before. True when a window stands open after it. */
async function pressNamed(tour: Tour, name: string, label = name): Promise<boolean> {
  const button = await findButton(tour.page, name);
  if (!button) return false;
  const form = button.locator('xpath=ancestor::form[1]');
  if (await form.count()) await fillFields(form);
  return act(tour, label, () => button.click({ timeout: 5000 }));
}

const isHome = ({ page, address }: Tour): boolean => page.url().includes(address.split('?')[0]!);

/**
 * Presses a button of the page; a window that opens is gone through, and so are the buttons that came in sight. `known` are those
 * of the page as it was opened and those another button has shown: each is tried once.
 */
async function tryButton(tour: Tour, name: string, known: Set<string>): Promise<void> {
  const { page } = tour;
  const press = async (): Promise<boolean> => {
    if ((await page.locator('dialog[open]').count()) || !isHome(tour)) await openScreen(page, tour.address);
    return pressNamed(tour, name);
  };
  if (await press()) return tryWindow(tour, name, press);
  if (!isHome(tour) || tour.isLetThrough) return;
  const shown = (await buttonNames(page)).filter((one) => !known.has(one)).slice(0, MOST_SHOWN);
  for (const one of shown) {
    known.add(one);
    const label = `${name} → ${one}`;
    const again = async (): Promise<boolean> => {
      if (!(await findButton(page, one)) && (await press())) return false;
      return pressNamed(tour, one, label);
    };
    if (await again()) await tryWindow(tour, label, again);
    if (!isHome(tour)) await openScreen(page, tour.address);
  }
}

/** Buttons tried of those that another has brought in sight. */
const MOST_SHOWN = 12;

/** A window that stands open is filled in and sent, a menu gone through line by line. */
async function tryWindow(tour: Tour, name: string, open: () => Promise<boolean>): Promise<void> {
  const { page } = tour;
  const dialog = page.locator('dialog[open]').last();
  const lines = await dialog.locator('.digits button:not([aria-disabled=true])').allTextContents();
  if (lines.length === 0) return sendDialog(tour, dialog, name);
  tour.menus.add(name);
  tour.pressed.delete(kindOf(name));
  for (const line of lines) {
    if (!tour.isLetThrough && !isFirst(tour, `${name} → ${line}`)) continue;
    if (!(await page.locator('dialog[open]').count()) && !(await open())) return;
    const menu = page.locator('dialog[open]').last();
    await fillFields(menu);
    const choice = menu.locator('.digits button', { hasText: line.replace(/^\d/u, '') }).first();
    const label = `${name} → ${line}`;
    if (await act(tour, label, () => choice.click({ timeout: 5000 })))
      await sendDialog(tour, page.locator('dialog[open]').last(), label);
    await closeDialogs(page);
  }
}

/** Fills a window in and presses its filled button. */
async function sendDialog(tour: Tour, dialog: Locator, label: string): Promise<void> {
  await fillFields(dialog);
  const main = dialog.locator('.button--primary:visible, .button--danger:visible, [type=submit]:visible');
  if (await main.count()) {
    const before = tour.caught.length;
    const send = () => act(tour, `${label}: отправить`, () => main.first().click({ timeout: 5000 }));
    const isHeld = async () => tour.caught.length === before && (await dialog.isVisible());
    await send();
    if (await isHeld()) {
      await refillRefused(dialog);
      await send();
    }
    if (!tour.isLetThrough && (await isHeld())) {
      tour.walk.unsent.push(`${tour.address}: ${label} (${(await listRefused(dialog)).join('; ')})`);
    }
  }
  await closeDialogs(tour.page);
}

async function closeDialogs(page: Page): Promise<void> {
  const leave = page.getByRole('button', { name: 'Не сохранять' });
  for (let left = 3; left > 0 && (await page.locator('dialog[open]').count()); left -= 1) {
    await page.keyboard.press('Escape');
    if (await leave.count()) await leave.first().click();
  }
}

/** Does one thing; where it sent something, the failure must be said. True when a window stands open after it. */
async function act(tour: Tour, label: string, press: () => Promise<void>): Promise<boolean> {
  const { page, caught, walk, address } = tour;
  const before = caught.length;
  await press().catch(() => {});
  await page.waitForTimeout(250);
  const sent = caught.slice(before);
  if (sent.length > 0 && !(await isTold(page))) {
    const what = sent.map(({ route, kind }) => `${route} (${kind})`).join(', ');
    walk.silent.push(`${address}: «${label}» — ${what}`);
  }
  // The next failure has to be said anew.
  if (sent.length > 0) await putAwayNotices(page);
  return (await page.locator('dialog[open]').count()) > 0;
}

const alerts = (page: Page) => page.locator('[role=alert]:visible').filter({ hasText: /\p{L}/u });

const isTold = (page: Page): Promise<boolean> =>
  alerts(page)
    .first()
    .waitFor({ timeout: 4000 })
    .then(
      () => true,
      () => false,
    );
