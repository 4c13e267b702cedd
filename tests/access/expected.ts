/**
 * Who may do what, by hand: one line for every route of every module. It repeats nothing of the code it is compared
 * with, so a right given or lost by mistake shows as a difference. A route that is not here fails the test: decide who
 * may call it, then add its line.
 */

const everybodyAtWork = [
  ...['operator', 'executor', 'reviewer', 'approver', 'editor', 'secretary', 'chair', 'deputy'],
  ...['member', 'head', 'observer', 'admin', 'privacy-officer'],
] as const;
export type RoleId = (typeof everybodyAtWork)[number];

const but = (...left: RoleId[]): RoleId[] => everybodyAtWork.filter((role) => !left.includes(role));
const only = (...roles: RoleId[]): RoleId[] => roles;

const readers = but('admin');
const desk = only('operator', 'chair', 'deputy');
const leaders = only('chair', 'deputy');
const approvers = only('approver', 'chair', 'deputy');
const reviewers = only('reviewer', 'approver', 'chair', 'deputy');
const administrators = only('admin');
const importers = only('operator', 'chair', 'deputy', 'admin');
const registrars = only('operator', 'secretary', 'chair', 'deputy');
const officeReaders = only(
  ...([
    'operator',
    'approver',
    'secretary',
    'chair',
    'deputy',
    'head',
    'observer',
    'privacy-officer',
  ] as const),
);
const analysts = only('approver', 'chair', 'deputy', 'member', 'head', 'observer');

/**
 * Who is let in at the door: `anyone` without signing in; `signed-in` residents and staff; `resident`; or these roles.
 * `object`: what the route acts on, and whose it must be. `case` — a case of own block, territory and unit; `contact`,
 * `clock`, `answer`, `link` — parts of such a case; `cases` — several in the body; `own` — a thing of one's own.
 */
export interface Expectation {
  door: 'anyone' | 'signed-in' | 'resident' | readonly RoleId[];
  object?: 'case' | 'cases' | 'own';
}

const at = (door: Expectation['door'], object?: Expectation['object']): Expectation => ({
  door,
  ...(object && { object }),
});

export const expected: Readonly<Record<string, Expectation>> = {
  'audit.list-records': at(only('chair', 'admin', 'privacy-officer')),
  'audit.export-records': at(only('chair', 'admin', 'privacy-officer')),
  'audit.verify-chain': at(only('chair', 'admin', 'privacy-officer')),
  // Letters hold links and codes: in the demo all read them, else those two.
  'outbox.list-letters': at(only('admin', 'privacy-officer')),

  'identity.read-session': at('anyone'),
  'identity.sign-in-by-password': at('anyone'),
  'identity.send-sign-in-code': at('anyone'),
  'identity.check-sign-in-code': at('anyone'),
  'identity.set-password': at('anyone'),
  'identity.set-up': at('anyone'),
  'identity.sign-out': at('anyone'),
  'identity.sign-out-everywhere': at('signed-in'),
  'identity.list-roles': at(everybodyAtWork),
  'identity.list-units': at(everybodyAtWork),
  'identity.list-people': at(everybodyAtWork),
  'identity.read-person': at(everybodyAtWork),
  'identity.grant-role': at(administrators),
  'identity.revoke-role': at(administrators),
  'identity.create-person': at(administrators),
  'identity.edit-person': at(administrators),
  'identity.reset-password': at(administrators),
  'identity.set-absence': at(administrators),
  'identity.cancel-absence': at(administrators),
  'identity.create-unit': at(administrators),
  'identity.edit-unit': at(administrators),

  'taxonomy.get-taxonomy': at('anyone'),
  'deadlines.get-calendar-year': at('anyone'),
  'deadlines.list-rules': at(everybodyAtWork),
  'control.preview-rules': at(administrators),
  'control.save-rules': at(administrators),
  'control.simulate-rules': at(administrators),
  'control.preview-year': at(administrators),
  'control.save-year': at(administrators),
  'control.list-risks': at(readers),
  'files.upload-file': at('anyone'),
  'files.get-file': at('anyone'),
  'territory.get-city': at('anyone'),
  'territory.search-address': at('anyone'),
  'territory.locate-point': at('anyone'),
  'territory.get-layer': at('anyone'),
  'territory.replace-layer': at(administrators),
  'territory.list-streets': at(everybodyAtWork),

  'cases.submit-message': at('anyone'),
  'cases.find-similar': at('anyone'),
  'cases.join-message': at('anyone'),
  'cases.get-message': at('anyone'),
  'cases.rate-message': at('anyone'),
  'cases.add-to-message': at('anyone'),
  'cases.list-public-points': at('anyone'),
  'cases.get-open-figures': at('anyone'),
  'cases.list-my-messages': at('resident'),
  'cases.list-my-consents': at('resident'),
  'cases.withdraw-consent': at('resident', 'own'),
  'cases.register-case': at(registrars),
  'cases.suggest-for': at(registrars),
  'cases.list-inbox': at(desk),
  'cases.count-inbox': at(desk),
  'cases.list-cases': at(readers),
  'cases.get-today': at(readers),
  'cases.get-case': at(readers, 'case'),
  'cases.explain-deadline': at(readers, 'case'),
  'cases.explain-access': at(readers, 'case'),
  'cases.ask-resident': at(readers, 'case'),
  'cases.add-note': at(readers, 'case'),
  'cases.triage-case': at(desk, 'case'),
  'cases.reject-case': at(desk, 'case'),
  'cases.merge-case': at(desk, 'case'),
  'cases.unmerge-case': at(desk, 'case'),
  'cases.snooze-case': at(desk, 'case'),
  'cases.change-case': at(desk, 'case'),
  'cases.bulk-change': at(desk, 'cases'),
  'cases.create-bulk-run': at(desk),
  'cases.list-bulk-runs': at(desk),
  'cases.get-bulk-run': at(desk, 'own'),
  'cases.start-bulk-run': at(desk, 'own'),
  'cases.cancel-bulk-run': at(desk, 'own'),
  'cases.undo-bulk-run': at(desk, 'own'),
  'cases.undo-decision': at(desk, 'own'),
  'cases.take-to-work': at(only('executor'), 'case'),
  'cases.refuse-case': at(only('executor'), 'case'),
  'cases.draft-answer': at(only('executor'), 'case'),
  'cases.list-approvals': at(reviewers),
  'cases.decide-answer': at(reviewers, 'case'),
  'cases.reopen-case': at(approvers, 'case'),
  'cases.create-executor-link': at(desk, 'case'),
  'cases.revoke-executor-link': at(desk, 'case'),
  'cases.reveal-contact': at(only('operator', 'approver', 'chair', 'deputy', 'privacy-officer'), 'case'),
  'cases.reveal-text': at(only('operator', 'approver', 'chair', 'deputy', 'privacy-officer'), 'case'),
  'cases.publish-case': at(only('operator', 'editor', 'chair', 'deputy'), 'case'),
  'cases.list-grounds': at(readers),
  'cases.list-bodies': at(everybodyAtWork),
  'cases.save-body': at(administrators),
  'cases.dispute-rejection': at('anyone'),
  'cases.change-regime': at(desk, 'case'),
  'cases.pass-moderation': at(desk, 'case'),
  'cases.return-to-moderation': at(desk, 'case'),
  'cases.forward-case': at(desk, 'case'),
  'cases.take-forwarded-back': at(desk, 'case'),
  'cases.close-forwarded': at(desk, 'case'),
  'cases.resume-case': at(desk, 'case'),
  'cases.terminate-case': at(leaders, 'case'),
  'cases.name-complained': at(desk, 'case'),
  'cases.split-case': at(desk, 'case'),
  'cases.join-parts': at(desk, 'case'),
  'cases.ask-part': at(readers, 'case'),
  'cases.give-part': at(only('executor'), 'case'),
  'cases.return-part': at(readers, 'case'),
  'cases.write-interim': at(only('executor'), 'case'),
  'cases.decide-interim': at(approvers, 'case'),
  'cases.correct-answer': at(approvers, 'case'),
  'cases.list-promises': at(readers),
  'cases.list-equal-answers': at(approvers),
  'cases.approve-equal-answers': at(approvers, 'cases'),
  'regimes.list-signs': at(readers),
  'regimes.resolve-contact': at(readers),
  'cases.list-saved-views': at(readers),
  'cases.save-view': at(readers),
  'cases.delete-view': at(readers, 'own'),
  // The token in the address is what lets in.
  'cases.get-executor-page': at('anyone', 'own'),
  'cases.send-executor-answer': at('anyone', 'own'),
  'cases.refuse-execution': at('anyone', 'own'),

  'channels.list-sources': at(administrators),
  'channels.create-source': at(administrators),
  'channels.switch-source': at(administrators),

  'imports.upload-import': at(importers),
  'imports.list-imports': at(importers),
  'imports.get-import': at(importers),
  'imports.get-import-table': at(importers, 'own'),
  'imports.start-import': at(importers, 'own'),
  'imports.cancel-import': at(importers),
  'imports.list-import-lines': at(importers),
  'imports.export-import-lines': at(importers),

  'heatmap.get-matrix': at(but('privacy-officer')),
  'heatmap.list-hexagons': at(but('privacy-officer')),
  'heatmap.list-points': at(but('privacy-officer')),
  'heatmap.list-hotspots': at(but('privacy-officer')),
  'heatmap.list-weeks': at(but('privacy-officer')),
  'heatmap.export-matrix': at(analysts),

  'identity.enter-by-second-factor': at('anyone'),
  'identity.begin-passkey-sign-in': at('anyone'),
  'identity.enter-by-passkey': at('anyone'),
  'identity.read-own-security': at('signed-in'),
  'identity.begin-totp': at(everybodyAtWork),
  'identity.confirm-totp': at(everybodyAtWork),
  'identity.remove-totp': at(everybodyAtWork),
  'identity.renew-recovery-codes': at(everybodyAtWork),
  'identity.begin-passkey': at(everybodyAtWork),
  'identity.add-passkey': at(everybodyAtWork),
  'identity.rename-passkey': at(everybodyAtWork),
  'identity.remove-passkey': at(everybodyAtWork),
  'identity.end-own-session': at('signed-in'),
  'identity.read-person-security': at(administrators),
  'identity.end-person-sessions': at(administrators),
  'identity.reset-factors': at(administrators),
  'identity.read-security-rules': at(administrators),
  'identity.set-security-rules': at(administrators),
  'identity.list-providers': at('anyone'),
  'identity.begin-outside': at('anyone'),
  'identity.finish-outside': at('anyone'),
  'identity.list-provider-settings': at(administrators),
  'identity.create-provider': at(administrators),
  'identity.edit-provider': at(administrators),
  'identity.check-provider': at(administrators),

  'taxonomy.get-latest-taxonomy': at(administrators),
  'taxonomy.list-versions': at(administrators),
  'taxonomy.preview-change': at(administrators),
  'taxonomy.save-change': at(administrators),

  'cases.extend-term': at(everybodyAtWork, 'case'),
  'cases.check-draft': at(only('executor'), 'case'),
  'cases.check-by-link': at('anyone'),

  'quality.list-templates': at(administrators),
  'quality.save-template': at(administrators),
  'quality.retire-template': at(administrators),
  'quality.preview-template': at(administrators),
  'quality.list-case-templates': at(only('executor'), 'case'),
  'quality.use-template': at(only('executor')),

  'office.list-appeals': at(officeReaders),
  'office.export-appeals': at(officeReaders),
  'office.get-appeal': at(officeReaders),
  'office.change-appeal': at(registrars),
  'office.register-appeal': at(registrars),
  'office.find-earlier': at(registrars),
  'office.make-document': at(registrars),
  'office.change-document': at(registrars),
  'office.sign-document': at(only('approver', 'chair', 'deputy', 'head')),
  'office.send-document': at(registrars),
  'office.download-document': at(officeReaders),
  // The card names the appellant: it opens to those who may see contacts.
  'office.download-card': at(only('operator', 'approver', 'secretary', 'chair', 'deputy', 'privacy-officer')),
  'office.add-copies': at(registrars),
  'office.request-documents': at(registrars),
  'office.receive-documents': at(registrars),
  'office.get-review': at(officeReaders),
  'office.download-review': at(officeReaders),
  'office.list-receptions': at(officeReaders),
  'office.plan-reception': at(registrars),
  'office.book-visit': at(registrars),
  'office.close-visit': at(registrars),

  'identity.list-level-rules': at('anyone'),

  'understanding.suggest-topic': at('anyone'),

  'cases.submit-appeal': at('resident'),
  'cases.get-photo-boxes': at(only('operator', 'editor', 'chair', 'deputy'), 'case'),
  'cases.set-photo-boxes': at(only('operator', 'editor', 'chair', 'deputy'), 'case'),

  'reconcile.upload-snapshot': at(desk),
  'reconcile.list-snapshots': at(desk),
  'reconcile.get-snapshot': at(desk),
  'reconcile.compare-snapshot': at(desk),
  'reconcile.list-differences': at(desk),
  'reconcile.decide-difference': at(desk),
  'reconcile.export-for-pos': at(desk),

  'outbox.list-letter-channels': at(administrators),
  'outbox.set-letter-channel': at(administrators),
  'outbox.try-letter-channel': at(administrators),
  'outbox.resend-letter': at(administrators),
  'outbox.read-preferences': at('resident'),
  'outbox.set-preferences': at('resident'),
  'outbox.subscribe-push': at('resident'),
  'outbox.unsubscribe-push': at('resident'),
  'outbox.read-unsubscribe': at('anyone'),
  'outbox.unsubscribe': at('anyone'),

  'cases.list-routing-rules': at(administrators),
  'cases.save-routing-rule': at(administrators),
  'cases.switch-routing-rule': at(administrators),
  'cases.try-routing-rule': at(administrators),

  'quality.draw-sample': at(leaders),
  'quality.next-review': at(reviewers),
  'quality.give-review': at(reviewers),
  'quality.read-quality': at(leaders),
  'quality.list-flags': at(leaders),
  'quality.decide-flag': at(leaders),
};

/** Doors that check their callers by a key in the request and have tests of their own. */
export const apart: readonly string[] = ['channels.receive-event'];

/** Routes whose replies may hold a resident's contact unmasked: each such reply leaves a record in the journal. */
export const revealing: readonly string[] = ['cases.reveal-contact', 'cases.reveal-text'];

export const roleIds: readonly RoleId[] = everybodyAtWork;
