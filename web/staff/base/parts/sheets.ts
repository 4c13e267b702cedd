import { createStore, useStore } from '../../../lib/store.ts';

type Sheet = 'palette' | 'keys' | null;

const sheet = createStore<Sheet>(null);

/** Opens the palette or the key sheet from anywhere in the workplace. */
export function openSheet(next: Sheet): void {
  sheet.set(next);
}

export function useSheet(): Sheet {
  return useStore(sheet);
}
