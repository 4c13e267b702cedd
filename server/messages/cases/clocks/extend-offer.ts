import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { extensionOf, localDate, startTerm } from '../../../base/deadlines/index.ts';
import type { Actor } from '../../../lib/module/context.ts';
import { permissionsOn } from '../core/reach.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';
import { findRunningClock, type TermClock } from './term-clock.ts';

/** What decides whether a term may be prolonged. */
interface Extendable {
  regime: string;
  block: string | null;
  district_id: string | null;
  clocks: readonly (TermClock & { extensions: unknown })[];
}

const count = (extensions: unknown): number => (Array.isArray(extensions) ? extensions.length : 0);

/** How far the caller may prolong the answer's term of a case; null = not at all. */
export function offerExtension(actor: Actor, file: Extendable, now: Date): CaseCard['extension'] {
  const clock = findRunningClock(file.clocks, ANSWER_CLOCK);
  const entry = extensionOf(ANSWER_CLOCK, file.regime, now);
  if (!clock || clock.paused_at !== null || !entry || count(clock.extensions) >= entry.times) return null;
  if (!permissionsOn(actor, file).has(entry.permission)) return null;
  const from = new Date(clock.due_at);
  // 59-ФЗ ст. 12 ч. 2 prolongs a term that runs: what is over cannot be prolonged.
  if (from < now) return null;
  const until = startTerm(entry.id, from).dueAt;
  const { title: rule, legal, toVerify } = entry;
  return { from: localDate(from), until: localDate(until), rule, legal, toVerify };
}
