import { useSyncExternalStore } from 'react';

const query = '(prefers-reduced-motion: reduce)';

/** The reader asked for no motion: nothing plays and nothing glides by itself. */
export const isStill = (): boolean => matchMedia(query).matches;

export function useIsStill(): boolean {
  return useSyncExternalStore((changed) => {
    const media = matchMedia(query);
    media.addEventListener('change', changed);
    return () => media.removeEventListener('change', changed);
  }, isStill);
}
