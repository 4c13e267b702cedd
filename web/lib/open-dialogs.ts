import { createStore } from './store.ts';

/** Modal dialogs on the screen, the topmost last: what is to be noticed now has to be inside of it. */
export const openDialogs = createStore<readonly HTMLDialogElement[]>([]);

/**
 * Shows again, in their order, those the browser has closed by itself: a second Esc before anything was pressed closes a dialog, and
 * the question over it, without asking. The program would think them open: what was typed would be out of sight, and so would every
 * notice after it.
 */
export function reopenClosed(): void {
  const all = openDialogs.get();
  const lowest = all.findIndex(({ open }) => !open);
  if (lowest === -1) return;
  for (const one of all.slice(lowest)) {
    if (one.open) one.close();
    one.showModal();
  }
}
