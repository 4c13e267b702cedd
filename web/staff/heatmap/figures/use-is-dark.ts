import { useSyncExternalStore } from 'react';
import { useTheme } from '../../../lib/theme.ts';

const query = '(prefers-color-scheme: dark)';

function watch(listener: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', listener);
  return () => media.removeEventListener('change', listener);
}

/** Whether the dark theme is on, chosen or the system's: what is drawn on a canvas has to be told. */
export function useIsDark(): boolean {
  const theme = useTheme();
  const isSystemDark = useSyncExternalStore(watch, () => matchMedia(query).matches);
  return theme === 'system' ? isSystemDark : theme === 'dark';
}
