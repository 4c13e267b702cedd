import type { Outcome } from '../../../../shared/contract/messages/cases.ts';
import type { Stage } from '../../../../shared/text/letter-matrix.ts';

/** What a stage says besides its own name. `said` is what stands beside the step in the timeline. */
export interface StageFacts {
  /** The topic was not sure: the date is the latest of a range, as the form has said. */
  'case-registered': { isRange: boolean };
  'case-rejected': { reason: string; disputeUntil: Date | null };
  'case-question': { question: string; until: Date };
  'case-answered': { body: string; outcome: Outcome; returnUntil: Date };
  'answer-corrected': { reason: string; body: string };
  'case-interim': { body: string; until: string; formerly: string | null };
  'case-deferred': { body: string; until: string; formerly: string | null };
  'case-term-extended': { reason: string; from: Date; to: Date };
  'case-term-held': { until: string; why: string };
  'case-forwarded': { notice: string };
  'case-terminated': { notice: string };
  'case-merged': { into: string };
  'case-joined': { state: string };
  'case-rate-reminder': { until: Date };
  /** Which decision, and what is known of it to everybody. */
  'case-counted': { ground: string; words: string };
  'case-counted-result': { ground: string; result: string };
  /** As its keepers call the page, and where it stands. */
  'case-told-of': { page: string; url: string };
}

export type FactsOf<S extends Stage> = S extends keyof StageFacts ? StageFacts[S] : { said?: string };

export interface About {
  /** «Сообщение № 2026-11-0412» or «Обращение № …». */
  what: string;
  number: string;
  isAuthor: boolean;
  /** The reader's own link to the message, and the form of a new one. */
  link: string;
  newLink: string;
  dueAt: Date | null;
}

export interface Words {
  subject: string;
  /** Paragraphs of an e-mail. */
  text: string[];
  /** The same in one line for an SMS, where the e-mail says more. */
  short?: string;
  /** What the link is for, where it is more than «Следить». */
  lead?: string;
  /** The date of the answer is in the words already. */
  saysDate?: true;
  /** No answer is waited for from here: a moved date is nobody's matter. */
  isOver?: true;
}
