import {
  NetworkFailure,
  type NetworkReading,
  type NetworkTrouble,
  type Spoken,
  type Utterance,
} from '../../../server/base/networks/index.ts';
import { forgiveHost } from '../../../server/lib/outbound/fetch-outside.ts';
import type { ConnectorWorld } from './world.ts';

/** What became of a call: what it gave, or the network's trouble. Anything else that is thrown is a defect and goes on. */
export type Outcome<T> = { done: T } | { trouble: NetworkTrouble; failure: NetworkFailure };

export async function attempt<T>(world: ConnectorWorld, act: () => Promise<T>): Promise<Outcome<T>> {
  try {
    return { done: await act() };
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error;
    return { trouble: error.trouble, failure: error };
  } finally {
    // The way out leaves a host alone that fails again and again: here it is meant to.
    forgiveHost(world.server.url);
  }
}

/** Reads until there is no more. */
export async function pullAll(
  world: ConnectorWorld,
  from = '',
): Promise<{ readings: NetworkReading[]; cursor: string }> {
  const readings: NetworkReading[] = [];
  let cursor = from;
  for (let turn = 0; turn < 200; turn += 1) {
    const pulled = await world.connector.pull!(world.access, cursor);
    readings.push(...pulled.readings);
    cursor = pulled.cursor;
    if (!pulled.isMore) return { readings, cursor };
  }
  throw new Error('A pull without an end');
}

/** As a module does it: what is unknown is looked for, and said again only where it is not there. */
export async function sayOnce(
  world: ConnectorWorld,
  utterance: Utterance,
  beforeEach: () => void = () => {},
): Promise<Spoken> {
  const since = new Date();
  let isLost = false;
  for (let turn = 0; turn < 12; turn += 1) {
    beforeEach();
    if (isLost) {
      const found = await attempt(world, () => world.connector.findSaid!(world.access, utterance, since));
      if ('trouble' in found) continue;
      if (found.done) return found.done;
      isLost = false;
    }
    const said = await attempt(world, () => world.connector.say!(world.access, utterance));
    if ('done' in said) return said.done;
    if (said.trouble === 'unknown') isLost = true;
    else if (said.trouble !== 'later') throw said.failure;
  }
  throw new Error(`«${utterance.text}» was never said`);
}
