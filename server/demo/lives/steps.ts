import type { CaseFacts } from '../../messages/cases/likeness/answer-shape.ts';
import type { Resident } from '../world/people.ts';
import type { DemoUnit, World } from '../world/world.ts';
import type { Arrival } from './arrival.ts';
import type { DemoCase } from './demo-case.ts';
import { type Life, staffDoer } from './life.ts';
import type { Pace } from './pace.ts';

/** One case on its way, with everything the steps look at. */
export interface Course {
  world: World;
  life: Life;
  arrival: Arrival;
  author: Resident;
  pace: Pace;
  now: number;
  /** It waits in the inbox and was put aside there. */
  isSnoozed: boolean;
  /** Of a message about several matters: its parts, lived already, and when it was split. */
  split: { at: number; parts: readonly DemoCase[] } | null;
  /** Number of the latest answered case of each unit: what a new answer is compared with. */
  lastAnswered: Map<string, GivenAnswer>;
}

/** The last answer of a unit: the next one is compared with it. */
export interface GivenAnswer extends CaseFacts {
  id: string;
  body: string;
}

/** The sweep that closes and wakes cases comes by every quarter of an hour. */
export const sweepAfter = ({ life }: Course, at: number): number =>
  at + Math.floor(life.random.next() * 15 * 60_000);

/** Assigns the unit: from coordination, by the operator. */
export function giveTo({ life, world }: Course, unit: DemoUnit, at: number): void {
  life.move('assign', at, staffDoer(world.crew.operator), {
    text: unit.title,
    data: { unitId: unit.id, factId: life.file.fact_id },
    set: { executor_unit_id: unit.id, executor_id: null },
  });
  life.decisions.push(at);
}
