import { createStore, useStore } from '../../../lib/store.ts';

const isOpen = createStore(false);
/** Where the hand was when help opened: there it returns. */
let before: Element | null = null;

export const useHelpOpen = (): boolean => useStore(isOpen);

export function openHelp(): void {
  if (isOpen.get()) return;
  before = document.activeElement;
  isOpen.set(true);
}

export function closeHelp(): void {
  if (!isOpen.get()) return;
  isOpen.set(false);
  const place = before instanceof HTMLElement && before.isConnected ? before : document.querySelector('h1');
  if (place instanceof HTMLElement) place.focus({ preventScroll: true });
  before = null;
}

export const toggleHelp = (): void => (isOpen.get() ? closeHelp() : openHelp());
