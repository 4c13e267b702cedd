import type { CaseRecord, Window } from '../../server/heatmap/indicators/definitions/records.ts';

/** Cases and windows for K1–K15 by hand, with so few of them that each figure is counted on fingers. Times of the city: UTC+5. */

export const at = (text: string): number =>
  Date.parse(`${text.length === 10 ? `${text}T12:00` : text}+05:00`);
export const month = (first: string, next: string, now = '2027-03-01'): Window => ({
  from: at(`${first}T00:00`),
  to: at(`${next}T00:00`),
  now: at(now),
});
export const october = month('2026-10-01', '2026-11-01');
export const november = month('2026-11-01', '2026-12-01');
export const december = month('2026-12-01', '2027-01-01');
export const january = month('2027-01-01', '2027-02-01');

/** What is true of every case before anything happens to it. */
export const untouched = (): Omit<CaseRecord, 'id' | 'registeredAt'> => ({
  isMerged: false,
  isOpen: false,
  answeredAt: null,
  workedMinutes: null,
  closedAt: null,
  outcome: null,
  isConfirmed: false,
  hasAfterPhoto: false,
  terms: [],
  canRepeat: false,
  repeatsFrom: null,
  ratings: [],
  isRated: false,
  reopenedAt: [],
  assignedAt: [],
  refusedAt: [],
  forwardedAt: [],
  reviewedAt: [],
  reworkedAt: [],
  deferredAt: [],
  promises: [],
  answers: [],
});

let serial = 0;
export const file = (fields: Partial<CaseRecord> = {}): CaseRecord => {
  serial += 1;
  return { id: `${serial}`, registeredAt: at('2026-11-02'), ...untouched(), ...fields };
};

/** Answered on a day, by a term. */
export const answered = (day: string, due: string, fields: Partial<CaseRecord> = {}): CaseRecord =>
  file({ answeredAt: at(day), terms: [{ dueAt: at(due), fulfilledAt: at(day) }], ...fields });
export const open = (due: string, fields: Partial<CaseRecord> = {}): CaseRecord =>
  file({ isOpen: true, terms: [{ dueAt: at(due), fulfilledAt: null }], ...fields });
