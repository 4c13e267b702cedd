import type { Ctx } from '../module/context.ts';

/** How long a value serves, ms: a fresh one as it is; an older one while it is made anew behind whoever asks. */
export interface KeptAges {
  fresh: number;
  /** Not less than `fresh`, which it is where nothing else is said: then whoever asks waits for the new one. */
  stale?: number;
}

/**
 * Values that cost the same for one reader as for all, kept in this process by name, each made by one asker at a time; `most` at
 * once. What failed is not kept. `make` runs on beyond the request it began in: for reads, outside a transaction.
 */
export function createKept<T>(most: number) {
  const kept = new Map<string, { at: number; value: T }>();
  const making = new Map<string, Promise<T>>();
  const begin = (key: string, at: number, make: () => Promise<T>): Promise<T> => {
    const running = make()
      .then((value) => {
        if (kept.size >= most) kept.clear();
        kept.set(key, { at, value });
        return value;
      })
      .finally(() => making.delete(key));
    making.set(key, running);
    return running;
  };
  return async (ctx: Ctx, name: string, ages: KeptAges, make: () => Promise<T>): Promise<T> => {
    const key = `${ctx.config.databaseUrl} ${name}`;
    const known = kept.get(key);
    const age = known ? Math.abs(ctx.now.getTime() - known.at) : Number.POSITIVE_INFINITY;
    if (known && age < ages.fresh) return known.value;
    const running = making.get(key) ?? begin(key, ctx.now.getTime(), make);
    if (!known || age >= (ages.stale ?? ages.fresh)) return running;
    // Whoever asks next meets the failure if there still is one.
    running.catch(() => {});
    return known.value;
  };
}
