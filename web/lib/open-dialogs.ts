import { createStore } from './store.ts';

/** Modal dialogs on the screen, the topmost last: what is to be noticed now has to be inside of it. */
export const openDialogs = createStore<readonly HTMLDialogElement[]>([]);
