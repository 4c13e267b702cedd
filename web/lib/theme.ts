import { readStored, writeStored } from './storage.ts';
import { createStore, useStore } from './store.ts';

export type Theme = 'light' | 'dark' | 'system';

const stored = readStored('otklik.theme');
const theme = createStore<Theme>(stored === 'light' || stored === 'dark' ? stored : 'system');

/** Puts the chosen theme on <html> and follows the system; called by the staff entry before the first render. */
export function startTheme(): void {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = () => {
    const chosen = theme.get();
    document.documentElement.dataset.theme = chosen === 'system' ? (dark.matches ? 'dark' : 'light') : chosen;
  };
  dark.addEventListener('change', apply);
  theme.watch(apply);
  apply();
}

export function setTheme(chosen: Theme): void {
  writeStored('otklik.theme', chosen === 'system' ? null : chosen);
  theme.set(chosen);
}

export function useTheme(): Theme {
  return useStore(theme);
}
