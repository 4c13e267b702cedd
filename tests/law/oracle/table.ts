/**
 * Regime × act: what an act does to the duty to answer, and whether it is open at all. What depends on the facts of a
 * case (a ground, a day, who acts) is in rules.ts, and stands above this table.
 *
 * `runs` — the duty goes on as it was, whatever the act is called; `done` — the duty is fulfilled or lawfully ended;
 * `moves` — its day changes by a rule of the law; `recounted` — by a corrected fact; `stops` — what is left waits;
 * `carried` — another case answers for it; `again` — it is owed anew.
 */
import type { ActKind, Regime } from './facts.ts';

export type Effect = 'runs' | 'done' | 'moves' | 'recounted' | 'stops' | 'carried' | 'again';

export interface Row {
  /** `never`: must be refused; `must`: may not be refused; `may`: the tool decides. */
  verdict: 'never' | 'may' | 'must';
  answer: Effect;
  article: string;
}

const row = (verdict: Row['verdict'], answer: Effect, article: string): Row => ({ verdict, answer, article });

export const appealTable: Record<ActKind, Row> = {
  // Nothing in ст. 10–12 lets one written appeal be answered by the answer to another.
  merge: row('may', 'runs', 'ст. 10 ч. 1 п. 4'),
  unmerge: row('may', 'runs', 'ст. 12 ч. 1'),
  join_problem: row('may', 'runs', 'ст. 10 ч. 1 п. 4'),
  leave_problem: row('may', 'runs', 'ст. 12 ч. 1'),
  answer: row('must', 'done', 'ст. 10 ч. 1 п. 4, ч. 3 и 4'),
  // Agreed within the house and not sent: the author has no answer yet.
  approve_unsent: row('may', 'runs', 'ст. 10 ч. 4'),
  interim_answer: row('may', 'runs', 'ст. 12 ч. 1'),
  promise_date: row('may', 'runs', 'ст. 12 ч. 1'),
  answer_many: row('may', 'done', 'ст. 10 ч. 1 п. 4'),
  // Questions of several bodies are sent to each of them; the term of none of them begins anew.
  split: row('may', 'runs', 'ст. 8 ч. 4, ст. 12 ч. 1'),
  assign: row('may', 'runs', 'ст. 12 ч. 1'),
  forward: row('must', 'done', 'ст. 8 ч. 3'),
  return: row('may', 'done', 'ст. 8 ч. 7, ст. 11 ч. 2'),
  // The law knows no stopping of the term: what is asked of the author is asked while it runs.
  ask_author: row('may', 'runs', 'ст. 12 ч. 1'),
  author_answers: row('must', 'runs', 'ст. 5 п. 1'),
  author_silent: row('may', 'runs', 'ст. 9 ч. 1'),
  pause: row('never', 'runs', 'ст. 12 ч. 1'),
  resume: row('may', 'runs', 'ст. 12 ч. 1'),
  extend: row('must', 'moves', 'ст. 12 ч. 2'),
  refuse: row('may', 'done', 'ст. 11'),
  terminate: row('may', 'done', 'ст. 11 ч. 5'),
  publish: row('may', 'done', 'ст. 11 ч. 5.1'),
  close: row('never', 'runs', 'ст. 9 ч. 1, ст. 10 ч. 1 п. 4'),
  reopen: row('may', 'again', 'ст. 5 п. 4'),
  bulk: row('may', 'runs', 'as the act itself'),
  undo: row('may', 'runs', 'ст. 12 ч. 1'),
  late_import: row('must', 'runs', 'ст. 8 ч. 2, ст. 9 ч. 1'),
  // Ст. 5 gives the author the right to ask that consideration be ended; whether that ends it is for a lawyer to say.
  withdraw_appeal: row('must', 'runs', 'ст. 5 п. 5'),
  // Considering an appeal rests on the law, not on consent (152-ФЗ ст. 6 ч. 1 п. 2).
  withdraw_consent: row('must', 'runs', 'ст. 9 ч. 1'),
  retention: row('never', 'runs', 'ст. 9 ч. 1'),
  correct_regime: row('may', 'recounted', 'ст. 4 п. 1'),
  correct_receipt: row('may', 'recounted', 'ст. 8 ч. 2'),
  time_passes: row('must', 'runs', 'ст. 12 ч. 1'),
};

/** Outside the law on appeals the city's own rules stand; what was promised is still owed, and a breach is a fact. */
export const messageTable: Record<ActKind, Row> = {
  merge: row('may', 'carried', 'the main case answers'),
  unmerge: row('may', 'again', 'the promise it had'),
  join_problem: row('may', 'runs', 'each keeps own clock'),
  leave_problem: row('may', 'runs', 'the promise it had'),
  answer: row('may', 'done', 'answer in the account'),
  approve_unsent: row('may', 'done', 'released as it is approved'),
  interim_answer: row('may', 'moves', 'a final answer is owed after an interim one'),
  promise_date: row('may', 'moves', 'a promised date'),
  answer_many: row('may', 'done', 'one answer to all joined'),
  split: row('may', 'runs', 'each part has a case'),
  assign: row('may', 'runs', 'an inner hand-over'),
  forward: row('may', 'done', 'forwarded with notice'),
  return: row('may', 'done', 'returned'),
  ask_author: row('may', 'stops', 'only if the rule set says so'),
  author_answers: row('must', 'again', 'what was left'),
  author_silent: row('may', 'done', 'no reply of the author'),
  pause: row('may', 'stops', 'only if the rule set says so'),
  resume: row('may', 'again', 'what was left'),
  extend: row('may', 'moves', 'a changed date is told'),
  refuse: row('may', 'done', 'rejected with a reason'),
  terminate: row('never', 'runs', 'ст. 11 ч. 5 speaks of appeals alone'),
  publish: row('may', 'done', 'answered in public'),
  close: row('may', 'done', 'closed with a reason'),
  reopen: row('may', 'again', 'returned to work'),
  bulk: row('may', 'runs', 'as the act itself'),
  undo: row('may', 'runs', 'what was before'),
  late_import: row('must', 'runs', 'the term of its source'),
  withdraw_appeal: row('may', 'done', 'the author no longer asks'),
  withdraw_consent: row('must', 'runs', '152-ФЗ ст. 9 ч. 2'),
  retention: row('never', 'runs', 'an open case is not erased'),
  correct_regime: row('may', 'recounted', 'a ground is named'),
  correct_receipt: row('may', 'recounted', 'a ground is named'),
  time_passes: row('must', 'runs', 'the promise it had'),
};

export function rowOf(regime: Regime, act: ActKind): Row {
  return regime === 'appeal_59fz' ? appealTable[act] : messageTable[act];
}
