import type { Route as Intercepted, Locator, Page } from 'playwright-core';
import { modules } from '../../../server/modules.ts';
import { fillFields, listRefused, refillRefused } from './fill-fields.ts';
import { openScreen } from './screen-look.ts';

/**
 * A walk over the buttons and forms of a screen in which no changing request gets through: each is answered with a failure, and the
 * person must be told. What is found is a command that failed in silence.
 */

export type FailureKind = 'conflict' | 'too-many' | 'network' | 'field' | 'fault';
export const failureKinds: readonly FailureKind[] = ['conflict', 'too-many', 'network', 'field', 'fault'];

const problems: Readonly<Record<Exclude<FailureKind, 'network'>, { status: number; body: object }>> = {
  conflict: {
    status: 409,
    body: {
      code: 'lib.changed-meanwhile',
      detail: 'Запись успели изменить, пока вы смотрели.',
      details: {
        version: 99_999,
        changes: [{ at: '2026-11-20T05:00:00Z', by: 'Пробный П. П.', what: 'Исправлены данные дела' }],
      },
    },
  },
  'too-many': { status: 429, body: { code: 'lib.too-many-requests', detail: 'Слишком много запросов.' } },
  field: {
    status: 400,
    body: {
      code: 'lib.bad-input',
      detail: 'Часть полей заполнена неверно.',
      fields: { 'body.unheardOf': 'Поле, которого нет в форме' },
    },
  },
  fault: { status: 500, body: { code: 'lib.internal', detail: 'На нашей стороне сбой.' } },
};

interface Sent {
  /** `module.verb-noun` */
  route: string;
  kind: FailureKind;
}

const routes = modules
  .flatMap((module) => module.routes ?? [])
  .map(({ route }) => ({
    ...route,
    pattern: new RegExp(`^${route.path.replaceAll(/:[a-zA-Z]+/gu, '[^/]+')}$`, 'u'),
  }));

const routeOf = (method: string, path: string) =>
  routes.find((route) => route.method === method && route.pattern.test(path));

/** Every route that changes something: what a walk could meet. */
export const changingRoutes: readonly string[] = routes
  .filter(({ method, readOnly, raw }) => method !== 'GET' && !readOnly && !raw)
  .map(({ id }) => id);

export interface Walk {
  sent: Sent[];
  silent: string[];
  /** Dialogs whose button sent nothing: their own check stopped it. */
  unsent: string[];
}

/** Buttons that leave the page, take a file out of it or change only how it looks. */
const passedBy =
  /^(?:Выйти|Напечатать|Печать|Скачать|Выгрузить|Другой файл|PDF|Word|Excel|CSV|Закрыть|Убрать уведомление|Найти|Версия для)/u;

/** Goes over one screen; failures take turns, so that each command meets another one on another screen. */
export async function walkScreen(page: Page, address: string, walk: Walk, turn: () => FailureKind) {
  const caught: Sent[] = [];
  const intercept = (request: Intercepted) => answer(request, turn, caught);
  await page.route('**/api/**', intercept);
  try {
    await openScreen(page, address);
    const names = await buttonNames(page);
    const known = new Set(names);
    for (const name of names) await tryButton({ page, address, walk, caught }, name, known);
  } finally {
    await page.unroute('**/api/**', intercept);
    walk.sent.push(...caught);
  }
}

async function answer(request: Intercepted, turn: () => FailureKind, caught: Sent[]): Promise<void> {
  const { pathname } = new URL(request.request().url());
  const route = routeOf(request.request().method(), pathname);
  if (!route || route.method === 'GET' || route.readOnly) return request.fallback();
  const kind = turn();
  caught.push({ route: route.id, kind });
  if (kind === 'network') return request.abort('connectionfailed');
  const { status, body } = problems[kind];
  return request.fulfill({
    status,
    headers: { 'content-type': 'application/problem+json', 'retry-after': '30' },
    body: JSON.stringify({ type: '', title: '', status, requestId: 'walk', ...body }),
  });
}

interface Tour {
  page: Page;
  address: string;
  walk: Walk;
  caught: Sent[];
}

/** Buttons of the page by what they are called; one of each name. */
async function buttonNames(page: Page): Promise<string[]> {
  const names = await page.evaluate(() =>
    [...document.querySelectorAll('main button:not([disabled]):not([aria-disabled=true])')]
      .filter((node) => node.checkVisibility())
      .map((node) => (node.getAttribute('aria-label') ?? node.textContent ?? '').trim()),
  );
  return [...new Set(names)].filter((name) => name && !passedBy.test(name)).slice(0, 40);
}

/** The button of that name, marked for the hand that presses it. */
async function findButton(page: Page, name: string): Promise<Locator | null> {
  const isThere = await page.evaluate((wanted) => {
    for (const node of document.querySelectorAll('[data-walk]')) node.removeAttribute('data-walk');
    const found = [...document.querySelectorAll('main button')].find(
      (node) =>
        node.checkVisibility() &&
        (node.getAttribute('aria-label') ?? node.textContent ?? '').trim() === wanted,
    );
    found?.setAttribute('data-walk', '');
    return found !== undefined;
  }, name);
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
  if (!isHome(tour)) return;
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
  for (const line of lines) {
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
    if (await isHeld()) {
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
  if (sent.length > 0) await dismiss(page);
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

/** What was said is put away, so that the next failure has to be said anew. */
async function dismiss(page: Page): Promise<void> {
  for (const button of await page.getByRole('button', { name: 'Убрать уведомление' }).all())
    await button.click({ timeout: 1000 }).catch(() => {});
}
