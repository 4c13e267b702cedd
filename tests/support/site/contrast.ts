import type axe from 'axe-core';
import type { Page } from 'playwright-core';

/**
 * Contrast as axe judges it, each pair of text and ground once: half the time of axe goes to it, and a page shows a few dozen
 * pairs hundreds of times. What a pair is, is read from computed styles, so another theme, width or state of the same element
 * is another pair; text that lies on something else than its ancestors is judged on each page at each width. A link that
 * stands in a text is told from it by the same styles, and may be judged in the same way.
 */

/** Pairs that axe has passed in this process. */
const passed = new Set<string>();
/** How often axe could not tell of a pair: scrolled out of sight, or over a picture. */
const untold = new Map<string, number>();
/** Looks after which such a pair is let be. */
const PATIENCE = 5;

interface Judged {
  faults: string[];
  passed: string[];
  untold: string[];
}

/** Runs in the page, where axe is. */
async function judge(known: readonly string[]): Promise<Judged> {
  const seen = new Set(known);
  const grounds = new Map<Element, string>();
  const place = `${location.pathname} ${innerWidth}`;
  /** Backgrounds under an element down to the first that hides what is below; with the place where others lie there too. */
  const groundOf = (node: Element | null): string => {
    if (!node) return '';
    const found = grounds.get(node);
    if (found !== undefined) return found;
    const { backgroundColor, backgroundImage, position, transform } = getComputedStyle(node);
    const own = [backgroundColor, backgroundImage].join();
    const isWhole = backgroundImage === 'none' && /^rgb\(/u.test(backgroundColor);
    const isLoose = /absolute|fixed|sticky/u.test(position) || transform !== 'none';
    const ground = isWhole ? own : `${own};${isLoose ? place : ''}${groundOf(node.parentElement)}`;
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
  const pairOf = (node: Element): string => {
    const { color, fontSize, fontWeight, textShadow } = getComputedStyle(node);
    return [color, fontSize, fontWeight, textShadow, isOff(node), veilOf(node), groundOf(node)].join('|');
  };
  /** Words for screen readers alone are drawn in a point. */
  const isDrawn = (node: Element) => {
    const { width, height } = node.getBoundingClientRect();
    return width > 1 && height > 1 && node.checkVisibility({ visibilityProperty: true });
  };
  const isInline = (node: Element) => getComputedStyle(node).display === 'inline';
  /** The words a link stands among; none where it stands alone. */
  const wordsAround = (link: Element): Element | undefined => {
    if (!link.matches('a[href]') || !isInline(link)) return undefined;
    let block = link.parentElement;
    while (block && isInline(block)) block = block.parentElement;
    const lengthOf = (node: Element) => node.textContent?.trim().length ?? 0;
    return block && lengthOf(block) > lengthOf(link) ? block : undefined;
  };
  /** A link among words is told from them by its colour or by its marks. */
  const linkOf = (...linkAndWords: Element[]): string =>
    linkAndWords
      .map((node) => {
        const { textDecorationLine, borderBottomStyle, fontStyle } = getComputedStyle(node);
        return [pairOf(node), textDecorationLine, borderBottomStyle, fontStyle].join('|');
      })
      .join(' among ');
  const pairs = new Map<Element, string>();
  const counts = new Map<string, number>();
  for (const node of document.querySelectorAll('body *')) {
    const words = wordsAround(node);
    if (!(words || hasText(node) || node.matches('input, textarea, select')) || !isDrawn(node)) continue;
    const pair = words ? linkOf(node, words) : pairOf(node);
    // Of a pair some may be scrolled out of sight, of which axe says nothing.
    const count = (counts.get(pair) ?? 0) + 1;
    counts.set(pair, count);
    if (!seen.has(pair) && count <= 8) pairs.set(node, pair);
  }
  if (pairs.size === 0) return { faults: [], passed: [], untold: [] };
  const { run } = (window as unknown as { axe: typeof axe }).axe;
  const { violations, passes } = await run(
    { include: [...pairs.keys()] },
    {
      runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
      resultTypes: ['violations', 'passes'],
      elementRef: true,
    },
  );
  const good = new Set(
    passes.flatMap(({ nodes }) => nodes.map(({ element }) => pairs.get(element as Element))),
  );
  return {
    faults: violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`),
    ),
    passed: [...good].filter((pair) => pair !== undefined),
    untold: [...new Set(pairs.values())].filter((pair) => !good.has(pair)),
  };
}

/** Text of a page that stands out too little from its ground, links from their text, one line each; axe has been put into the page. */
export async function findFaint(page: Page): Promise<string[]> {
  const known = [...untold].filter(([, looks]) => looks >= PATIENCE).map(([pair]) => pair);
  const judged = await page.evaluate(judge, [...passed, ...known]);
  // Where one pair failed the rest are judged again.
  if (judged.faults.length > 0) return judged.faults;
  for (const pair of judged.passed) passed.add(pair);
  for (const pair of judged.untold) untold.set(pair, (untold.get(pair) ?? 0) + 1);
  return [];
}
