import { administrators, at, desk, leaders, officeReaders, only, registrars, reviewers } from './doors.ts';
import type { Expectation } from './role-ids.ts';

/** Who may do what in the office, with the quality of answers and the reconciliation with ПОС; a part of the table of all routes. */
export const officeRoutes: Record<string, Expectation> = {
  'quality.list-templates': at(administrators),
  'quality.save-template': at(administrators),
  'quality.retire-template': at(administrators),
  'quality.preview-template': at(administrators),
  'quality.list-case-templates': at(only('executor'), 'case'),
  'quality.use-template': at(only('executor'), 'thing'),

  'office.list-appeals': at(officeReaders),
  'office.export-appeals': at(officeReaders),
  'office.get-appeal': at(officeReaders, 'case'),
  'office.change-appeal': at(registrars, 'case'),
  'office.register-appeal': at(registrars),
  'office.find-earlier': at(registrars),
  'office.make-document': at(registrars, 'case'),
  'office.change-document': at(registrars, 'thing'),
  'office.sign-document': at(only('approver', 'chair', 'deputy', 'head'), 'thing'),
  'office.send-document': at(registrars, 'thing'),
  // A letter names the person: whoever keeps it, signs it or may see contacts reads it; who only watches does not.
  'office.download-document': at(
    only('operator', 'approver', 'secretary', 'chair', 'deputy', 'head', 'privacy-officer'),
    'thing',
  ),
  // The card names the appellant: it opens to those who may see contacts.
  'office.download-card': at(
    only('operator', 'approver', 'secretary', 'chair', 'deputy', 'privacy-officer'),
    'case',
  ),
  'office.add-copies': at(registrars, 'case'),
  'office.leave-nameless-appeal': at(registrars, 'case'),
  'office.request-documents': at(registrars, 'case'),
  'office.receive-documents': at(registrars, 'case'),
  'office.get-review': at(officeReaders),
  'office.download-review': at(officeReaders),
  'office.list-receptions': at(officeReaders),
  'office.plan-reception': at(registrars),
  'office.book-visit': at(registrars),
  'office.reveal-visit': at(registrars, 'thing'),
  'office.close-visit': at(registrars, 'thing'),

  'reconcile.upload-snapshot': at(desk),
  'reconcile.list-snapshots': at(desk),
  'reconcile.get-snapshot': at(desk),
  'reconcile.compare-snapshot': at(desk),
  'reconcile.list-differences': at(desk),
  'reconcile.decide-difference': at(desk, 'thing'),
  'reconcile.export-for-pos': at(desk),

  'quality.draw-sample': at(leaders),
  'quality.next-review': at(reviewers),
  'quality.give-review': at(reviewers, 'thing'),
  'quality.read-quality': at(leaders),
  'quality.list-flags': at(leaders),
  'quality.decide-flag': at(leaders, 'thing'),

  // Who answers for which topic, as a table and back.
  'cases.export-topic-executors': at(administrators),
  'cases.import-topic-executors': at(administrators),
  'cases.import-house-keepers': at(administrators),
  'cases.get-house-lists': at(administrators),
  'cases.return-house-list': at(administrators),
};
