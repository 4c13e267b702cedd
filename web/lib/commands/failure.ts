import type { StaleDetails } from '../../../shared/contract/errors.ts';
import type { ApiProblem, ProblemCode } from '../api-problem.ts';
import { type News, noNews } from './record-changes.ts';

/** Key of what a failure holds: its place on the screen (`ui/failures/failures.tsx`) opens it, screens do not. */
export const inside: unique symbol = Symbol('failure');

export interface FailureInside {
  problem: ApiProblem | null;
  /** What was sent. */
  input: unknown;
  /** Sends the same again; over a version that was shown meanwhile, where that is allowed. */
  retry: () => void;
  forget: () => void;
  /** Called while a place shows this failure; gives the way to say that it does so no more. */
  hold: () => () => void;
  /** What became of the record meanwhile, once the newer one is here. */
  news: News;
  /** Whether the person may save over a version that came meanwhile without leaving the form. */
  mayOverwrite: boolean;
}

/**
 * How a command failed. Nothing can be read from it but by `Failures`: a screen gives it a place, and where there is none the
 * words come up at the foot of the page. So no command fails in silence.
 */
export interface Failure {
  readonly [inside]: FailureInside;
}

/** What a form needs to know of a command: whether it runs, and how it failed. */
export interface Running {
  isPending: boolean;
  failure: Failure;
  /** What is wrong at each input, by the server's names. */
  fields: Readonly<Record<string, string>>;
  /** Why it failed, for what else follows from that; null while it has not. The words are `failure`'s. */
  code: ProblemCode | null;
}

/** What a form needs to know of several calls that go as one; a place of theirs shows how they failed. */
export const runningOf = (
  isPending: boolean,
  problem: ApiProblem | null,
  { retry, forget }: Pick<FailureInside, 'retry' | 'forget'>,
): Running => ({
  isPending,
  fields: fieldsOf(problem),
  code: problem?.code ?? null,
  failure: {
    [inside]: {
      problem,
      input: null,
      retry,
      forget,
      hold: () => () => {},
      news: noNews,
      mayOverwrite: false,
    },
  },
});

export const isStale = (problem: ApiProblem | null): boolean => problem?.code === 'lib.changed-meanwhile';

/** What the server tells of a record that was changed meanwhile. */
export const staleDetailsOf = (problem: ApiProblem): StaleDetails => problem.details as StaleDetails;

/** What is wrong at each input, by the server's name without `body.`. */
export const fieldsOf = (problem: ApiProblem | null): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(problem?.fields ?? {}).map(([name, words]) => [name.replace(/^body\./u, ''), words]),
  );

/** Words at the inputs of a form that several commands send; `ids` maps the server's names to ids of controls. */
export function fieldWords(
  commands: readonly Pick<Running, 'fields'>[],
  ids: Readonly<Record<string, string>> = {},
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    commands
      .flatMap(({ fields }) => Object.entries(fields))
      .map(([name, words]) => [ids[name] ?? name, words]),
  );
}
