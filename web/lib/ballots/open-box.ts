import type { CryptoKey } from 'jose';
import type { OpenedBallot } from '../../../shared/ballots/ballot.ts';
import {
  MOST_OPENED,
  MOST_OPENED_BYTES,
  type SpoiledKind,
} from '../../../shared/contract/participation/ballots.ts';
import { openEnvelope } from './envelope.ts';

export interface BoxDoor {
  /** A page of envelopes after the receipt; null where the server was not reached, which was told. */
  list: (after: string) => Promise<{ envelopes: string[]; after: string | null } | null>;
  /** Gives ballots to the server, which says those that do not count. */
  bring: (ballots: OpenedBallot[]) => Promise<{ refused: { at: number; why: SpoiledKind }[] } | null>;
}

export type Spoiled = Partial<Record<SpoiledKind, number>>;

/** Numbers of one's own device: nobody may guess what joined an envelope to its ballot. */
function shuffle<T>(list: readonly T[]): T[] {
  const drawn = crypto.getRandomValues(new Uint32Array(list.length));
  return list
    .map((item, at) => ({ item, by: drawn[at] ?? 0 }))
    .toSorted((one, other) => one.by - other.by)
    .map(({ item }) => item);
}

/** As many at a time as a request holds, however long they are. */
function portionsOf(ballots: readonly OpenedBallot[]): OpenedBallot[][] {
  const portions: OpenedBallot[][] = [];
  let left = 0;
  for (const ballot of ballots) {
    const bytes = new TextEncoder().encode(JSON.stringify(ballot)).length + 1;
    const portion = portions.at(-1);
    if (portion && portion.length < MOST_OPENED && bytes <= left) portion.push(ballot);
    else {
      portions.push([ballot]);
      left = MOST_OPENED_BYTES;
    }
    left -= bytes;
  }
  return portions;
}

/**
 * Opens every envelope here, and gives the ballots back in no order of theirs: all are opened before the first is brought. Null where it
 * was cut off: it is begun anew, and nothing is counted twice.
 */
export async function openBox(
  { list, bring }: BoxDoor,
  key: CryptoKey,
  onProgress: (opened: number) => void,
): Promise<Spoiled | null> {
  const spoiled: Spoiled = {};
  const note = (why: SpoiledKind): void => {
    spoiled[why] = (spoiled[why] ?? 0) + 1;
  };
  const found = new Map<string, OpenedBallot>();
  let opened = 0;
  for (let after: string | null = ''; after !== null; ) {
    const page: Awaited<ReturnType<BoxDoor['list']>> = await list(after);
    if (!page) return null;
    for (const ballot of await Promise.all(page.envelopes.map((envelope) => openEnvelope(envelope, key)))) {
      // Whole: a copy with a signature that is none must not stand for the ballot it is of.
      const name = ballot && JSON.stringify(ballot);
      if (!ballot || !name) note('unreadable');
      else if (found.has(name)) note('repeated');
      else found.set(name, ballot);
    }
    opened += page.envelopes.length;
    onProgress(opened);
    after = page.after;
  }
  const ballots = shuffle([...found.values()]);
  for (const portion of portionsOf(ballots)) {
    const brought = await bring(portion);
    if (!brought) return null;
    for (const { why } of brought.refused) note(why);
  }
  return spoiled;
}
