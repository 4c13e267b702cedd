import { createStore, useStore } from '../../../lib/store.ts';

/** Something found by the palette: a case, a person, an address. */
export interface Finding {
  id: string;
  label: string;
  note?: string;
  run: () => void;
}

export interface Finder {
  /** Heading over its findings: «Дела». */
  title: string;
  find: (text: string, signal: AbortSignal) => Promise<readonly Finding[]>;
}

const finders = createStore<readonly Finder[]>([]);

/** Adds a search to Ctrl+K; called by a screen's module when it loads, or in an effect with the returned undo. */
export function addFinder(finder: Finder): () => void {
  finders.set((all) => [...all.filter(({ title }) => title !== finder.title), finder]);
  return () => finders.set((all) => all.filter((one) => one !== finder));
}

export function useFinders(): readonly Finder[] {
  return useStore(finders);
}
