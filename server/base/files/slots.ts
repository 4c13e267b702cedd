/** Lets `limit` pieces of work run at once; the rest wait in order of arrival. */
export function createSlots(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let free = limit;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((resolve) => queue.push(resolve));
    try {
      return await work();
    } finally {
      // The slot passes to the next in line without becoming free: nobody can overtake.
      const next = queue.shift();
      if (next) next();
      else free += 1;
    }
  };
}
