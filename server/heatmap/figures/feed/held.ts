import { advance, lowest } from '../../../lib/database/feed-cursor.ts';
import type { Cube } from '../cube/cube.ts';
import type { PlaceIndex } from '../cube/places.ts';
import { type FactLine, type Look, type Position, toFacts } from './feed-read.ts';

/** Figures in the memory of this process, and up to where they tell the database. */
export interface Held {
  cube: Cube;
  position: Position;
  zone: string;
  places: PlaceIndex | null;
}

/** Places told beside the sorted ones. */
const LOOSE = 50_000;

export const isLost = (found: Look, { changes }: Position): boolean =>
  found.isTooMuch || found.pruned >= lowest(changes);

/** Takes what a look found into the cube, all of it at once. False = a case left that was not there. */
export function apply(held: Held, found: Look): boolean {
  const { cube, places } = held;
  const change = (line: FactLine, isNew: boolean): boolean => {
    const facts = toFacts(line);
    if (isNew) cube.add(facts);
    else if (!cube.remove(facts)) return false;
    if (places && facts.square !== null && facts.isCounted) {
      const place = { square: facts.square, day: facts.day, block: cube.names.block.code(facts.block) };
      if (isNew) places.add(place);
      else places.remove(place);
    }
    return true;
  };
  for (const line of found.former) if (!change(line, false)) return false;
  for (const line of found.current) change(line, true);
  if (places && places.loose() > LOOSE) held.places = null;
  held.position = {
    events: advance(held.position.events, found.events, found),
    changes: advance(held.position.changes, found.changes, found),
  };
  return true;
}
