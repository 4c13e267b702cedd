import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Above this the pause would be seen, and the machine of so large a city has the memory, MB. */
const MOST_MB = 300;

/** Who came the moment the doors opened is answered first, ms. */
const AFTER_OPENING_MS = 1000;

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

const isCollect = (value: unknown): value is Collect => typeof value === 'function';

/**
 * Gives back what the start has left. V8 keeps the pages it has emptied for use later, and of a server whose timers go on it never
 * thinks that nothing happens: a third of the memory of a town would stay with it for good. Once: a fifth of a second.
 */
export function dropStartGarbage(): void {
  if (process.memoryUsage().heapUsed > MOST_MB * 1e6) return;
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (isCollect(collect)) collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}

/**
 * From now on V8 collects when what is alive has grown by a half, and soon what the start has left goes back. Left to itself it
 * lets what is alive grow fourfold: it sees a machine with much memory, and not that it is the city's only one. While the server
 * starts nearly all it makes stays, and every collection is waited for. Decision 0074.
 */
export function keepSmall(): void {
  setFlagsFromString('--heap-growing-percent=50');
  setTimeout(dropStartGarbage, AFTER_OPENING_MS).unref();
}
