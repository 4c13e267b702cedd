import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Above this the pause would be seen, and the machine of so large a city has the memory, MB. */
const MOST_MB = 300;

type Collect = (options: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

const isCollect = (value: unknown): value is Collect => typeof value === 'function';

/**
 * Gives back what the start has left. V8 keeps the pages it has emptied for use later, and of a server whose timers go on it never
 * thinks that nothing happens: a third of the memory of a town would stay with it for good. Once, before anybody is let in: a sixth of a second.
 */
export function dropStartGarbage(): void {
  if (process.memoryUsage().heapUsed > MOST_MB * 1e6) return;
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (isCollect(collect)) collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
