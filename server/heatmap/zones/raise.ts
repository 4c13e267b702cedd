import {
  type HeatScore,
  type PlaceKind,
  placeKinds,
  type ZonePlace,
} from '../../../shared/contract/heatmap/zones.ts';
import type { Atom } from './atoms.ts';
import { type Cell, type Counted, cellsOfKind, muchOf, sumAtoms } from './facts.ts';
import { placeRule, type ZoneRule } from './pack.ts';
import { placesOfCase } from './places.ts';
import { scoreCell } from './score.ts';

/** A red cell that gets a card of its own. */
export interface Raised extends Cell, HeatScore {
  /** Places of its block whose cards have cases of it: it is red without them. */
  without: ZonePlace[];
  /** Larger places that are red by this one alone: no card of their own tells of the same cases. */
  instead: ZonePlace[];
}

type RunningCell = Pick<Cell, 'place' | 'block'>;

const smallestFirst: readonly PlaceKind[] = placeKinds.toReversed();
const isSame = (a: ZonePlace, b: ZonePlace): boolean => a.kind === b.kind && a.key === b.key;
const isIn = (atom: Atom, place: ZonePlace): boolean => placesOfCase(atom).some((one) => isSame(one, place));

/**
 * Which red cells get a card: the smallest place that is red by itself, and a larger one only where it is red without the cases of those
 * that have a card already. So no case raises two zones; what a larger one was not raised for is said. Pure.
 */
export function chooseRaised(counted: Counted, running: readonly RunningCell[], rule: ZoneRule): Raised[] {
  const raised: Raised[] = [];
  const holders = [...running];
  for (const kind of smallestFirst) {
    const much = muchOf(counted, kind, rule);
    const found: Raised[] = [];
    for (const cell of cellsOfKind(counted, kind)) {
      const { place, block, factId, atoms } = cell;
      const others = holders.filter((one) => one.block === block);
      if (others.some((one) => isSame(one.place, place))) continue;
      const free = atoms.filter((atom) => !others.some((one) => isIn(atom, one.place)));
      const score = scoreCell(sumAtoms(free, counted.weeks, much), placeRule(rule, kind));
      const without = others.map((one) => one.place).filter((one) => atoms.some((atom) => isIn(atom, one)));
      if (score.zone === 'red') {
        found.push({ place, block, factId, ...score, without, instead: [] });
        continue;
      }
      const whole = scoreCell(sumAtoms(atoms, counted.weeks, much), placeRule(rule, kind));
      if (whole.zone !== 'red') continue;
      for (const one of raised)
        if (one.block === block && without.some((own) => isSame(own, one.place))) one.instead.push(place);
    }
    raised.push(...found);
    holders.push(...found);
  }
  return raised;
}
