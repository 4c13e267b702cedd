/** Runs at most `most` tasks at once; the others wait in their order. What fails lets the next one in. */
export function createTurns(most: number) {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async <T>(task: () => Promise<T>): Promise<T> => {
    if (running >= most) await new Promise<void>((go) => waiting.push(go));
    else running += 1;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Workbooks stand whole in memory while they are written, tens of megabytes each: one after another. */
export const writeBookInTurn = createTurns(1);
