import type { PackFact } from '../../base/taxonomy/pack.ts';
import type { DemoChannel } from '../world/channels.ts';
import type { DemoPlace } from '../world/places.ts';
import type { Random } from '../world/random.ts';
import type { DemoCase } from './demo-case.ts';

/** What an operator will think of a message that names no matter. */
export type Stray =
  | 'vague'
  | 'no_question'
  | 'not_our_territory'
  | 'ad'
  | 'spam'
  | 'insult'
  | 'provocation'
  | 'third_party_data'
  | 'already_answered';

/** When a repeated message was joined to its original, and to which. */
export interface Merge {
  at: number;
  into: DemoCase;
}

/** A message before anything was done with it. */
export interface Arrival {
  /** Place in the order of registration, from 0. */
  index: number;
  at: number;
  number: string;
  channel: DemoChannel;
  fact: PackFact;
  stray: Stray | null;
  /** Wording of a story; null = the fact's own. */
  text: string | null;
  place: DemoPlace;
  resident: number;
  /** The first message about the same thing. */
  parent: Arrival | null;
  /** Later messages about the same thing. */
  children: Arrival[];
  /** Joined as a duplicate; decided while the original is lived. */
  merge: Merge | null;
  isStory: boolean;
  /** The message about several matters this one is a part of; nobody wrote it by itself. */
  partOf: Arrival | null;
  /** A part is lived together with its whole, before its turn. */
  lived: DemoCase | null;
}

export interface PlanOptions {
  seed: string | number;
  count: number;
  /** The moment the demo is «now», ms. */
  now: number;
  days: number;
  /** Last numbers given already, by month; the demo goes on from there. */
  lastNumbers?: Readonly<Record<string, number>>;
}

/** A message that has no place in the order yet. */
export type Draft = Omit<Arrival, 'index' | 'number' | 'resident' | 'children'> & { children: Arrival[] };

/** Keeps a message for its day, unless that is still ahead; by a channel that works at that hour. */
export type Schedule = (random: Random, draft: Draft) => void;
