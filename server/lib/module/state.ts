/** Stands for one running server: two in one process (tests, web beside worker) keep their memory apart. */
export type StateKey = object;

/**
 * Memory of a module that lives as long as the server it belongs to. `make` builds it at the first use; without one `set` in the
 * manifest's `start` gives it, and `of` before that is an error of the start.
 */
export function defineState<T>(name: string, make?: () => T) {
  const kept = new WeakMap<StateKey, { value: T }>();
  const find = (key: StateKey): T | undefined => {
    if (make && !kept.has(key)) kept.set(key, { value: make() });
    return kept.get(key)?.value;
  };
  return {
    /** Throws where it has not been set and cannot be made. */
    of({ stateKey }: { stateKey: StateKey }): T {
      const value = find(stateKey);
      if (value === undefined) throw new Error(`${name} has not started`);
      return value;
    },
    find: ({ stateKey }: { stateKey: StateKey }): T | undefined => find(stateKey),
    set({ stateKey }: { stateKey: StateKey }, value: T): void {
      kept.set(stateKey, { value });
    },
  };
}
