import type axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * Contrast as axe judges it, each pair of text and ground once: half the time of axe goes to it, and a page shows a few dozen
 * pairs hundreds of times. What a pair is, is read from computed styles, so another theme, width or state of the same element
 * is another pair; text that lies on something else than its ancestors is judged every time.
 */

/** Pairs that axe has passed in this process. */
const passed = new Set<string>();

interface Judged {
  faults: string[];
  passed: string[];
}

/** Runs in the page, where axe is. */
async function judge(known: readonly string[]): Promise<Judged> {
  const seen = new Set(known);
  const grounds = new Map<Element, string | null>();
  /** Backgrounds under an element down to the first that hides what is below; null when they are not its ancestors' alone. */
  const groundOf = (node: Element | null): string | null => {
    if (!node) return '';
    const found = grounds.get(node);
    if (found !== undefined) return found;
    const { backgroundColor, backgroundImage, position, transform } = getComputedStyle(node);
    const own = [backgroundColor, backgroundImage].join();
    const isWhole = backgroundImage === 'none' && /^rgb\(/u.test(backgroundColor);
    const isLoose = /absolute|fixed|sticky/u.test(position) || transform !== 'none';
    const below = groundOf(node.parentElement);
    const ground = !isWhole && (isLoose || below === null) ? null : `${own};${isWhole ? '' : below}`;
    grounds.set(node, ground);
    return ground;
  };
  const veils = new Map<Element, string>();
  /** What makes a part of the page pale, ground and all, wherever above it that stands. */
  const veilOf = (node: Element | null): string => {
    if (!node) return '';
    const found = veils.get(node);
    if (found !== undefined) return found;
    const { opacity, filter, mixBlendMode } = getComputedStyle(node);
    const own = [opacity, filter, mixBlendMode].join();
    const veil = `${own === '1,none,normal' ? '' : own}${veilOf(node.parentElement)}`;
    veils.set(node, veil);
    return veil;
  };
  const hasText = (node: Element) =>
    [...node.childNodes].some(({ nodeType, textContent }) => nodeType === 3 && textContent?.trim());
  const isOff = (node: Element) =>
    node.closest('[disabled], [aria-disabled="true"], [inert]') !== null ||
    (node.closest('label')?.control as HTMLInputElement | undefined)?.disabled === true;
  const pairOf = (node: Element): string | null => {
    const ground = groundOf(node);
    if (ground === null) return null;
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(node);
    return [color, fontSize, fontWeight, textShadow, isOff(node), veilOf(node), ground].join('|');
  };
  const pairs = new Map<Element, string | null>();
  const counts = new Map<string, number>();
  for (const node of document.querySelectorAll('body *')) {
    if (!(hasText(node) || node.matches('input, textarea, select'))) continue;
    if (!node.checkVisibility({ visibilityProperty: true })) continue;
    const pair = pairOf(node);
    if (pair !== null && seen.has(pair)) continue;
    // Of a pair some may be scrolled out of sight, of which axe says nothing.
    const count = (counts.get(pair ?? '') ?? 0) + 1;
    counts.set(pair ?? '', count);
    if (pair === null || count <= 8) pairs.set(node, pair);
  }
  if (pairs.size === 0) return { faults: [], passed: [] };
  const { run } = (window as unknown as { axe: typeof axe }).axe;
  const { violations, passes } = await run(
    { include: [...pairs.keys()] },
    {
      runOnly: { type: 'rule', values: ['color-contrast'] },
      resultTypes: ['violations', 'passes'],
      elementRef: true,
    },
  );
  const good = passes.flatMap(({ nodes }) => nodes.map(({ element }) => pairs.get(element as Element)));
  return {
    faults: violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
    ),
    passed: good.filter((pair) => typeof pair === 'string'),
  };
}

/** Text of a page that stands out too little from its ground, one line each; axe has been put into the page. */
export async function findFaint(page: Page): Promise<string[]> {
  const { faults, passed: good } = await page.evaluate(judge, [...passed]);
  // A pair that failed somewhere is judged again wherever it stands.
  if (faults.length === 0) for (const pair of good) passed.add(pair);
  return faults;
}
