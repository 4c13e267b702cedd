/**
 * Reference data of a process: read from packs and the database at start, replaced as a whole when a new version comes into force.
 * Rules read them without a context, in hundreds of places; so they are one for the process and never changed in part.
 */
export function createReferenceData<T>(notLoaded: string) {
  const slot: { value: T | undefined } = { value: undefined };
  return {
    /** Throws `notLoaded` before the first `put`. */
    get(): T {
      if (slot.value === undefined) throw new Error(notLoaded);
      return slot.value;
    },
    find: (): T | undefined => slot.value,
    put(value: T): void {
      slot.value = value;
    },
  };
}
