import { AppError } from '../errors.ts';
import { type Actor, actorRef } from './context.ts';

/** Two pairs of eyes: whether what this person made (`staff:<id>`, as the record keeps it) is for another to let out. */
export const isOwnWork = (actor: Actor, maker: string | null): boolean =>
  maker !== null && maker === actorRef(actor);

/** Refuses to let out one's own work. `words` say whose move it is: «утвердить его должен другой человек». */
export function requireOtherPerson(actor: Actor, maker: string | null, words: string): void {
  if (isOwnWork(actor, maker)) throw new AppError('lib.forbidden', words);
}
