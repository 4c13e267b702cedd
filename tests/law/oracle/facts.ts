/** The words of the oracle: what a case is, what can be done with it, what is owed to its author. Nothing is decided here. */
import type { Day } from './calendar.ts';

export const regimes = ['appeal_59fz', 'pos_message', 'open_source', 'internal'] as const;
export type Regime = (typeof regimes)[number];

/** Who acts, by what the law asks of him; the tool's own roles are mapped to these. */
export const roles = ['head', 'official', 'clerk', 'executor', 'observer', 'author', 'time'] as const;
export type Role = (typeof roles)[number];

/** What is true of the words that came, whatever is done with them later. */
export interface Facts {
  regime: Regime;
  /** When it reached the administration, in whichever of its systems (ст. 8 ч. 2). */
  receivedOn: Day;
  /** When the first of those systems registered it; at the latest three days after receipt. */
  registeredOn: Day;
  hasName: boolean;
  hasAddress: boolean;
  /** Left a telephone or a mailbox, by which a message is answered; the law on appeals knows post as well. */
  isReached: boolean;
  /** An unlawful act prepared, being done or done, or who prepares it (ст. 11 ч. 1). */
  reportsCrime: boolean;
  /** Touches an indefinite circle of people (ст. 10 ч. 4). */
  indefiniteCircle: boolean;
  /** The body whose decision or inaction is complained of (ст. 8 ч. 6). */
  complainsAbout: string | null;
  /** Possible violations of the law on migration (ст. 8 ч. 3.1). */
  migration: boolean;
  challengesCourtAct: boolean;
  illegible: boolean;
  unclear: boolean;
  insults: boolean;
  /** Answered in substance more than once before, without new arguments (ст. 11 ч. 5). */
  repeated: boolean;
  stateSecret: boolean;
  /** What the system promised where no federal law sets the term: the moment, and in what it is counted. */
  promise: { dueAt: number; unit: PromiseUnit } | null;
}

export type PromiseUnit = 'calendar_day' | 'working_day' | 'working_hour' | 'clock_hour';

export const refusalGrounds = [
  'no_name_or_address',
  'court_act',
  'insult',
  'illegible',
  'unclear',
  'secret',
] as const;
export type RefusalGround = (typeof refusalGrounds)[number];

export type Act =
  | { kind: 'merge'; into: { regime: Regime; ended: boolean } }
  | { kind: 'unmerge' }
  | { kind: 'join_problem' }
  | { kind: 'leave_problem' }
  | { kind: 'answer'; signed: boolean }
  | { kind: 'approve_unsent' }
  | { kind: 'interim_answer' }
  | { kind: 'promise_date'; day: Day }
  | { kind: 'answer_many'; ownLetter: boolean }
  | { kind: 'split' }
  | { kind: 'assign' }
  | { kind: 'forward'; to: string; withoutNotice: boolean }
  | { kind: 'return'; ground: 'only_the_complained_of' | 'court_act'; withoutNotice: boolean }
  | { kind: 'ask_author' }
  | { kind: 'author_answers' }
  | { kind: 'author_silent' }
  | { kind: 'pause' }
  | { kind: 'resume' }
  | { kind: 'extend'; to: Day; ground: boolean; withoutNotice: boolean }
  | { kind: 'refuse'; ground: RefusalGround | null; withoutNotice: boolean }
  | { kind: 'terminate'; withoutNotice: boolean }
  | { kind: 'publish'; withoutNotice: boolean }
  | { kind: 'close' }
  | { kind: 'reopen'; ground: boolean }
  | { kind: 'bulk'; act: Act }
  | { kind: 'undo'; of: ActKind; sent: boolean }
  | { kind: 'late_import' }
  | { kind: 'withdraw_appeal' }
  | { kind: 'withdraw_consent' }
  | { kind: 'retention' }
  | { kind: 'correct_regime'; to: Regime; ground: boolean; promise: Facts['promise'] }
  | { kind: 'correct_receipt'; to: Day; ground: boolean; promise: Facts['promise'] }
  | { kind: 'time_passes' };
export type ActKind = Act['kind'];

/** The letters the law speaks of; each is addressed to the author. */
export const letters = [
  'answer',
  'forward_notice',
  'extension_notice',
  'refusal_notice',
  'termination_notice',
  'return_letter',
  'published_notice',
] as const;
export type Letter = (typeof letters)[number];

/** The only ways in which the duty to answer an appeal comes to its end. */
export const lawfulEnds = [
  'answered',
  'published',
  'forwarded',
  'returned',
  'refused',
  'terminated',
  'left_without_author',
] as const;
export type LawfulEnd = (typeof lawfulEnds)[number];
/** Messages outside the law on appeals have two more. */
export type End = LawfulEnd | 'closed' | 'no_reply';

export type DutyKind = 'register' | 'forward' | 'notify' | 'answer';

export interface Duty {
  /** The last day on which it can be done in time; null where the promise is a moment. */
  due: Day | null;
  /** The soonest last day a tool may show that counts from receipt itself. */
  earliest: Day | null;
  /** Until this moment it is surely in time. */
  inTimeUntil: number;
  /** After this moment it is surely broken. */
  brokenAfter: number;
  state: 'running' | 'paused' | 'done' | 'carried' | 'not_owed';
  /** A fact: nothing that is done later makes it untrue. */
  broken: boolean;
}

export interface Correction {
  of: 'regime' | 'receipt';
  from: string;
  to: string;
  /** The earlier due day and whether it was broken stay shown. */
  due: Day | null;
  broken: boolean;
}

/** One case as the oracle knows it. */
export interface Life {
  facts: Facts;
  register: Duty;
  forward: Duty;
  notify: Duty;
  answer: Duty;
  merged: boolean;
  joined: boolean;
  asked: boolean;
  pausedAt: number | null;
  /** The day the term ended before it was extended. */
  extendedFrom: Day | null;
  /** Taken up again, or promised anew: a new day runs, and an earlier breach stays a fact. */
  renewed: boolean;
  /** Taken up again and then put under another order: of the earlier round no promise by that order is known. */
  recounted: boolean;
  end: End | null;
  endedAt: number | null;
  erased: boolean;
  /** The consent was withdrawn. */
  consentWithdrawn: boolean;
  /** It was over with the consent withdrawn: who its author was may be erased, and is not known if it is opened again. */
  forgotten: boolean;
  owed: readonly Letter[];
  corrections: readonly Correction[];
  withdrawn: boolean;
  /** An answer in substance is agreed and has not gone: the office has taken the matter for its own. */
  agreed: boolean;
  /** As a message it had its answer, before it was taken for an appeal: should it be a message after all, it was answered then. */
  answeredAt: number | null;
  /** The answer that was agreed names a day on which the rest is to be done. */
  promised: boolean;
}
