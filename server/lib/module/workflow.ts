import { keysOf } from '../../../shared/known.ts';

/**
 * A state table as data. `next` lists every allowed move and who may make it; anything else is refused.
 */
export interface Workflow<S extends string, A extends string> {
  /** Move name → from which states, to which state, by which permission. */
  moves: Record<A, Move<S>>;
  states: Record<S, StateInfo>;
}

export interface Move<S extends string> {
  from: readonly S[];
  /** Target state; several when the handler chooses (e.g. back to the sender's state). */
  to: readonly S[];
  /** Permission of staff; `resident`, `link` and `system` name other kinds of actor. */
  by: readonly string[];
  /** Russian name of the action, as on its button. */
  title: string;
}

export interface StateInfo {
  title: string;
  /** What the resident reads. */
  residentTitle: string;
  isTerminal?: boolean;
}

/** Whether `move` may start from `state`. */
export function isAllowed<S extends string, A extends string>(
  workflow: Workflow<S, A>,
  move: A,
  state: S,
): boolean {
  return workflow.moves[move].from.includes(state);
}

/** Moves that start from `state` and that an actor with these marks (permissions, `resident`, `link`) may make. */
export function movesFrom<S extends string, A extends string>(
  workflow: Workflow<S, A>,
  state: S,
  marks: ReadonlySet<string>,
): A[] {
  return keysOf(workflow.moves).filter(
    (name) =>
      workflow.moves[name].from.includes(state) && workflow.moves[name].by.some((mark) => marks.has(mark)),
  );
}
