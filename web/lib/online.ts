import { useSyncExternalStore } from 'react';

/** Milliseconds between looks at whether the server can be reached again. */
const LOOK = 3000;

/** A device may believe in a network that leads nowhere: what the last call met counts too. */
const reach = { isLost: false };
const listeners = new Set<() => void>();

const tell = (): void => {
  for (const listener of listeners) listener();
};

/** A call found no network: until one gets through, the page is offline, and looks for itself whether that is over. */
export function noteUnreached(): void {
  if (reach.isLost) return;
  reach.isLost = true;
  setTimeout(look, LOOK);
  tell();
}

/** A call was answered, by whatever status. */
export function noteReached(): void {
  if (!reach.isLost) return;
  reach.isLost = false;
  tell();
}

function look(): void {
  if (!reach.isLost) return;
  fetch('/healthz', { cache: 'no-store' }).then(noteReached, () => setTimeout(look, LOOK));
}

/** Calls back whenever the network has gone or come. Returns how to stop. */
export function watchOnline(listener: () => void): () => void {
  listeners.add(listener);
  addEventListener('online', listener);
  addEventListener('offline', listener);
  return () => {
    listeners.delete(listener);
    removeEventListener('online', listener);
    removeEventListener('offline', listener);
  };
}

export const isOnline = (): boolean => navigator.onLine && !reach.isLost;

/** Whether anything gets through, as far as the device and the last call know. */
export function useOnline(): boolean {
  return useSyncExternalStore(watchOnline, isOnline, () => true);
}
