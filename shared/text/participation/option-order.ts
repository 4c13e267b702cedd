import { itemAt } from '../../lists.ts';

/** An order of options of each person's own: nobody's first place gets votes for being first. Pure. */

/** A number of a text, 32 bits (FNV-1a). */
function seedOf(text: string): number {
  let seed = 0x811c9dc5;
  for (const sign of text) seed = Math.imul(seed ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return seed >>> 0;
}

/** Numbers of [0, 1) one after another, the same for the same seed (mulberry32). */
function drawFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Items in the order of a person (`key` of their device) for a question: the same each time they come back. */
export function shuffleFor<T>(items: readonly T[], key: string, questionId: string): T[] {
  const draw = drawFrom(seedOf(`${key}\n${questionId}`));
  const mixed = [...items];
  for (let last = mixed.length - 1; last > 0; last -= 1) {
    const other = Math.floor(draw() * (last + 1));
    const held = itemAt(mixed, last);
    mixed[last] = itemAt(mixed, other);
    mixed[other] = held;
  }
  return mixed;
}
