import { NetworkFailure, type NetworkReading, type NetworkTrouble } from '../../base/networks/index.ts';
import { makeReading } from './look.ts';

/** Questions of one pull: at three a second it lasts a few seconds. */
const MOST_QUESTIONS = 8;

/** A reading round by round: what one pull cannot ask the next one does. */
interface Round {
  pageId: string;
  /** What was read so far; `ask` adds to it. */
  readings: NetworkReading[];
  /** Asks for one entry of the queue; gives what it showed is still to be asked. */
  ask: (entry: string) => Promise<readonly string[]>;
  /** Entries that stay in the queue after such a trouble, besides those after which all do. */
  isKept?: (entry: string, trouble: NetworkTrouble) => boolean;
}

/**
 * Takes entries of the queue while there are questions left and gives what is left of it. What was read already is not lost to a failure
 * that passes; what is closed to us costs the rest nothing, and stands among the readings once. Throws `NetworkFailure`.
 */
export async function askRound(
  entries: readonly string[],
  { pageId, readings, ask, isKept = () => false }: Round,
): Promise<string[]> {
  const queue = [...entries];
  for (let asked = 0; asked < MOST_QUESTIONS; asked += 1) {
    const [entry] = queue;
    if (entry === undefined) break;
    try {
      queue.push(...(await ask(entry)));
    } catch (error) {
      if (!(error instanceof NetworkFailure)) throw error;
      const { trouble, message } = error;
      if (trouble === 'later' || trouble === 'key' || isKept(entry, trouble)) {
        if (readings.length === 0) throw error;
        break;
      }
      // An entry names the place in its list behind a plus.
      const key = `unread:${pageId}:${entry.replace(/\+.*$/u, '')}:${trouble}`;
      readings.push(makeReading(key, { entry, trouble }, [], message));
    }
    queue.shift();
  }
  return queue;
}
