import type { Expectation, RoleId } from './role-ids.ts';

const readers: readonly RoleId[] = ['chair', 'admin', 'privacy-officer'];
const everybody: readonly RoleId[] = [
  ...(['operator', 'executor', 'reviewer', 'approver', 'editor', 'secretary', 'chair', 'deputy'] as const),
  ...(['member', 'head', 'observer', 'admin', 'privacy-officer'] as const),
];

/** Who may do what with the journal and with signed documents; a part of the table of all routes. */
export const journalRoutes: Record<string, Expectation> = {
  'audit.list-records': { door: readers },
  'audit.export-records': { door: readers },
  'audit.verify-chain': { door: readers },
  'audit.list-day-roots': { door: readers },
  'audit.export-proof': { door: readers },
  // Breaches of personal data, and who read what, are of the same people.
  'breaches.list-breaches': { door: readers },
  'breaches.read-breach': { door: readers },
  'breaches.open-breach': { door: readers },
  'breaches.change-breach': { door: readers },
  'breaches.tell-breach': { door: readers },
  'breaches.end-breach': { door: readers },
  'breaches.tick-step': { door: readers },
  'breaches.download-notice': { door: readers },
  'breaches.list-readings': { door: readers },
  'breaches.export-readings': { door: readers },
  // What the QR code of a signed paper leads to; the file itself is for who reads its owner's things.
  'signatures.check-document': { door: 'anyone' },
  'signatures.find-by-number': { door: 'anyone' },
  'signatures.find-document': { door: 'anyone' },
  'signatures.read-document': { door: everybody },
  'signatures.download-document': { door: everybody },
  'signatures.download-record': { door: everybody },
  'signatures.attach-signature': { door: everybody },
};

/** A record of the journal, a breach and an edition of the city's card are of the whole organisation; who reads a document is said by its owner, whose tests try it. */
export const journalThings = [
  'our-city.read-edition',
  'audit.export-proof',
  'breaches.read-breach',
  'breaches.change-breach',
  'breaches.tell-breach',
  'breaches.end-breach',
  'breaches.tick-step',
  'breaches.download-notice',
  'signatures.read-document',
  'signatures.download-document',
  'signatures.download-record',
  'signatures.attach-signature',
];
