import { z } from 'zod';
import { defineEvent } from '../../../lib/module/context.ts';

const caseRef = z.object({ caseId: z.uuid(), number: z.string() });

/**
 * Facts other modules may listen to; after commit, at least once. New cases are told of by the batch: a job for each would
 * stand before the reading of the next.
 */
export const casesRegistered = defineEvent('cases.registered', z.object({ caseIds: z.array(z.uuid()) }));
/** The follow-up has read these: topic, place, words. One for a batch. */
export const casesRead = defineEvent('cases.read', z.object({ caseIds: z.array(z.uuid()) }));
export const caseAssigned = defineEvent('cases.assigned', caseRef.extend({ unitId: z.uuid() }));
export const caseAnswered = defineEvent('cases.answered', caseRef.extend({ outcome: z.string() }));
export const caseReopened = defineEvent('cases.reopened', caseRef);
/** Everybody may see less of it than before: the card or a photo was hidden, its author withdrew the consent. */
export const caseHidden = defineEvent('cases.hidden', z.object({ caseId: z.uuid() }));
export const caseClosed = defineEvent('cases.closed', caseRef.extend({ resolved: z.string().nullable() }));
export const termExtended = defineEvent('cases.term-extended', caseRef.extend({ dueAt: z.string() }));

/** A person put a case under another legal order. */
export const caseRegimeChanged = defineEvent('cases.regime-changed', caseRef.extend({ regime: z.string() }));

/** The moment a case was received is another one. */
export const caseReceiptCorrected = defineEvent('cases.receipt-corrected', caseRef);

export const caseEvents = [
  caseReceiptCorrected,
  caseRegimeChanged,
  casesRegistered,
  casesRead,
  caseAssigned,
  caseAnswered,
  caseReopened,
  caseHidden,
  caseClosed,
  termExtended,
];
