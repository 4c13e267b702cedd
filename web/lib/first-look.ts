import { createContext, useContext, useSyncExternalStore } from 'react';
import type { PageForm } from '../../shared/contract/pages.ts';

/**
 * What the server knew when it drew the page. The browser's first render repeats exactly that, whatever the device
 * knows meanwhile (its clock, its storage, its network); the next one is the device's own.
 */
export interface FirstLook {
  /** The server's moment, epoch ms: «5 минут назад» is counted from it. */
  at: number;
  /** Cookie of «версия для слабовидящих». */
  vi: string | null;
  /** `https://city.example`, for links that are printed. */
  origin: string;
  /** What a form sent without scripts holds. */
  form: PageForm | null;
  /** On the server alone: the page says how its document is called. */
  onTitle?: (title: string) => void;
}

export const FirstLookContext = createContext<FirstLook>({ at: 0, vi: null, origin: '', form: null });

export function useFirstLook(): FirstLook {
  return useContext(FirstLookContext);
}

const never = () => () => {};

/** False on the server and in the render that takes its page over; true wherever the device may be asked. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
