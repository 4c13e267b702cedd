import { useSyncExternalStore } from 'react';

/** A value outside the component tree that components can watch. */
export interface Store<T> {
  get: () => T;
  /** What the server draws, and the browser in its first render of the server's page. */
  first: T;
  set: (next: T | ((current: T) => T)) => void;
  watch: (listener: () => void) => () => void;
}

/** Makes a store; listeners run only when the value is another one. `first` differs where the device knows more. */
export function createStore<T>(initial: T, first = initial): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    first,
    set: (next) => {
      const changed = typeof next === 'function' ? (next as (current: T) => T)(value) : next;
      if (Object.is(changed, value)) return;
      value = changed;
      for (const listener of listeners) listener();
    },
    watch: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

export function useStore<T>(store: Store<T>): T {
  return useSyncExternalStore(store.watch, store.get, () => store.first);
}
