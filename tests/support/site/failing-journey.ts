import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import type { BrowserContext, Locator, Page } from 'playwright-core';
import { changedBy, type FailureKind, failureKinds, failWith, putAwayNotices } from './failure-answers.ts';

/**
 * Journeys in which each command fails before it is done: at its first sending from a screen it meets every failure there is, one
 * after another; the person must be told each time, does the same again, and the journey must still come to its end.
 */

/** One failure a command has met, as a line of the log. */
export interface Met {
  route: string;
  kind: FailureKind | 'outside';
  /** Path of the screen, numbers and ids left out. */
  screen: string;
  isTold: boolean;
}

/** What is sent for the sake of others, unasked: where it fails nothing of one's own is lost, and nothing is said. */
const courtesies: ReadonlySet<string> = new Set(['cases.say-writing', 'working-group.keep-draft']);

/** How many failures a command has met, by command and screen. */
const metBy = new Map<string, number>();

interface Act {
  met: Met[];
  /** The first command it has sent fails; what follows once that is through would need another act. */
  route?: string;
}

/** Acts under way: what a page sends beside them is let through, for nobody would do it again. */
const acting = new Map<Page, Act>();

const screenOf = (page: Page): string =>
  new URL(page.url()).pathname.replaceAll(/[\da-f]{8}-[\da-f-]{27}|[\w-]{30,}|\d+/gu, '0');

/** What a log holds; nothing before its first failure. */
export const readMet = (log: string): Met[] =>
  existsSync(log)
    ? readFileSync(log, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Met)
    : [];

/** What earlier plays of the journeys have met is not met again: each goes further than the one before. */
function rememberMet(log: string): void {
  if (metBy.size > 0) return;
  for (const { route, kind, screen } of readMet(log)) {
    const key = `${route} ${screen}`;
    if (kind !== 'outside') metBy.set(key, Math.max(metBy.get(key) ?? 0, failureKinds.indexOf(kind) + 1));
  }
}

/** Fails the commands of a fresh person's pages and has each act done again until it is through; `log` gets a line for each. */
export async function failCommands(context: BrowserContext, page: Page, log: string): Promise<void> {
  const write = (met: Met) => appendFileSync(log, `${JSON.stringify(met)}\n`);
  rememberMet(log);
  await context.route('**/api/**', async (intercepted) => {
    const request = intercepted.request();
    const route = changedBy(request);
    if (!route || route === 'files.upload-file' || courtesies.has(route)) return intercepted.fallback();
    const sender = request.frame().page();
    const screen = screenOf(sender);
    const act = acting.get(sender);
    const key = `${route} ${screen}`;
    const times = metBy.get(key) ?? 0;
    const kind = failureKinds[times];
    if (!kind) return intercepted.fallback();
    if (!act) {
      write({ route, kind: 'outside', screen, isTold: false });
      return intercepted.fallback();
    }
    act.route ??= route;
    if (act.route !== route) return intercepted.fallback();
    metBy.set(key, times + 1);
    await markHeard(sender);
    act.met.push({ route, kind, screen, isTold: false });
    return failWith(intercepted, kind, 1);
  });
  repeatActs(Object.getPrototypeOf(page.locator('body')) as Record<string, unknown>, write);
  const { keyboard } = page;
  const press = keyboard.press.bind(keyboard);
  keyboard.press = (...given) => repeat(page, () => press(...given), write);
}

const acts = [
  'click',
  'dblclick',
  'tap',
  'press',
  'check',
  'uncheck',
  'setChecked',
  'selectOption',
  'setInputFiles',
];
let isPatched = false;

function repeatActs(locators: Record<string, unknown>, write: (met: Met) => void): void {
  if (isPatched) return;
  isPatched = true;
  for (const name of acts) {
    const act = locators[name] as (this: Locator, ...given: unknown[]) => Promise<unknown>;
    locators[name] = function again(this: Locator, ...given: unknown[]) {
      // What a note of the failure offers may be called alike: the act itself is done again, not the offer taken.
      const apart = this.and(this.page().locator(':not([role=alert] *)'));
      return repeat(this.page(), (isAgain) => act.apply(isAgain ? apart : this, given), write);
    };
  }
}

/** Does an act over while what it sent fails. */
async function repeat<T>(
  page: Page,
  act: (isAgain: boolean) => Promise<T>,
  write: (met: Met) => void,
): Promise<T> {
  if (acting.has(page)) return act(false);
  let route: string | undefined;
  for (let times = 0; ; times += 1) {
    const under: Act = { met: [], ...(route && { route }) };
    acting.set(page, under);
    const [outcome] = await Promise.allSettled([act(times > 0)]);
    if (!page.isClosed()) await page.waitForTimeout(150).catch(() => {});
    acting.delete(page);
    const { met } = under;
    route = under.route;
    if (met.length === 0) {
      if (outcome.status === 'rejected') throw outcome.reason;
      return outcome.value;
    }
    const isTold = await isToldAnew(page);
    for (const one of met) write({ ...one, isTold });
    // They may lie over what is pressed again.
    await putAwayNotices(page);
    // The wait a server asks for after too many requests.
    if (met.some(({ kind }) => kind === 'too-many')) await page.waitForTimeout(1500);
  }
}

/** Where a failure is said: an alert, words at a field, the note of a form that goes by itself once there is a network. */
const TOLD = '[role=alert], .error, .note [role=status]';

/** What is said already is not taken for what will be. */
const markHeard = (page: Page): Promise<void> =>
  page
    .evaluate((told) => {
      for (const node of document.querySelectorAll<HTMLElement>(told))
        node.dataset.heard = node.textContent ?? '';
    }, TOLD)
    .catch(() => {});

const isToldAnew = (page: Page): Promise<boolean> =>
  page
    .waitForFunction(
      (told) =>
        [...document.querySelectorAll<HTMLElement>(told)].some(
          (node) =>
            node.checkVisibility() &&
            /\p{L}/u.test(node.textContent ?? '') &&
            node.textContent !== node.dataset.heard,
        ),
      TOLD,
      { timeout: 10_000 },
    )
    .then(
      () => true,
      () => false,
    );
