import type { Page } from 'playwright-core';

/** A person without a mouse: walks by Tab, goes to screens by Ctrl+K, and never presses a pointer. */

/** Ctrl+K, the beginning of a screen's name, Enter. */
export async function goByKeys(page: Page, words: string, heading: string): Promise<void> {
  await page.keyboard.press('Control+KeyK');
  await page.keyboard.type(words);
  await page.getByRole('option', { name: heading }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
}

/** Presses Tab until the focus is on what a person would call so; fails where Tab does not lead there. */
export async function tabTo(page: Page, name: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const node = document.activeElement as HTMLInputElement | null;
      return (node?.labels?.[0]?.textContent ?? node?.ariaLabel ?? node?.textContent ?? '').trim();
    });
    if (at.startsWith(name)) return;
  }
  throw new Error(`Клавишей Tab не дойти до «${name}»`);
}

/** Counts presses of a pointer: a run by keys alone has none. Counted anew on each page that is opened. */
export async function watchMouse(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.documentElement.dataset.presses = '0';
    addEventListener(
      'pointerdown',
      () => {
        const { dataset } = document.documentElement;
        dataset.presses = String(Number(dataset.presses) + 1);
      },
      true,
    );
  });
  return () => page.evaluate(() => Number(document.documentElement.dataset.presses));
}

/**
 * Counts what hands do on a page, over its reloads: presses of a pointer, keys that act, steps into a field, two for a list
 * that is opened and chosen from. Typing is not counted, nor the field a dialog puts the cursor into by itself.
 * Call before the page is opened; the answer is what was done since it was asked last.
 */
export async function watchHands(page: Page): Promise<() => Promise<number>> {
  await page.addInitScript(() => {
    const seen = new WeakSet<Element>();
    const count = (more: number) =>
      sessionStorage.setItem('hands', String(Number(sessionStorage.getItem('hands')) + more));
    const isText = (node: EventTarget | null) =>
      node instanceof HTMLTextAreaElement ||
      (node instanceof HTMLInputElement && !['checkbox', 'radio'].includes(node.type));
    addEventListener('pointerdown', () => count(1), true);
    addEventListener(
      'keydown',
      (event) => {
        const isAct = event.ctrlKey || !isText(event.target) || event.key === 'Enter';
        if (isAct && !['Control', 'Shift', 'Alt', 'Meta'].includes(event.key)) count(1);
      },
      true,
    );
    addEventListener('change', (event) => event.target instanceof HTMLSelectElement && count(2), true);
    addEventListener(
      'focusin',
      ({ target }) => {
        const dialog = (target as Element).closest('dialog, [role=dialog]');
        const isOwn = dialog !== null && !seen.has(dialog);
        if (dialog) seen.add(dialog);
        if (isText(target) && !isOwn) count(1);
      },
      true,
    );
  });
  return () =>
    page.evaluate(() => {
      const made = Number(sessionStorage.getItem('hands'));
      sessionStorage.removeItem('hands');
      return made;
    });
}
