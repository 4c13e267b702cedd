import { createStore } from './store.ts';

/** Modal dialogs on the screen, the topmost last: what is to be noticed now has to be inside of it. */
export const openDialogs = createStore<readonly HTMLDialogElement[]>([]);

/**
 * Shows again, in their order, the dialogs the browser has closed by itself; returns the topmost. A second Esc before anything was
 * pressed closes a dialog, and the question over it, without asking: what was typed would be out of sight, and so would every notice
 * after it, for the program thinks them open.
 */
export function reopenClosed(): HTMLDialogElement | undefined {
  const all = openDialogs.get();
  const lowest = all.findIndex(({ open }) => !open);
  for (const one of lowest < 0 ? [] : all.slice(lowest)) {
    one.close();
    one.showModal();
  }
  return all.at(-1);
}
