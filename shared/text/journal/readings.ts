/**
 * Acts of the journal by which somebody saw what is of a person, or took it out: by them it is told who saw what.
 * What a module adds to the journal of this kind comes here too.
 */
export const personalReadings: readonly string[] = [
  'cases.reveal-contact',
  'cases.reveal-text',
  'cases.search-contact',
  'cases.export',
  'office.read-letters',
  'office.reveal-visit',
  'office.download-document',
  'office.download-card',
  'office.export-appeals',
  'outbox.read-letters',
  'files.original-read',
  'reconcile.export',
  'imports.export',
  'city-numbers.export',
  'incidents.export-evidence',
  // Addresses of posts lead to those who wrote them.
  'federal.export',
  'media.read-channel',
  'media.export',
  'discussions.reveal-author',
  'audit.export',
  'breaches.export-readings',
  'machines.called',
];
