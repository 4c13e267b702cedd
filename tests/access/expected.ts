import { assignmentRoutes, assignmentThings } from './assignment-routes.ts';
import { exchangeRoutes, exchangeThings } from './exchange-routes.ts';
import { groupRoutes, groupThings } from './group-routes.ts';
import { importRoutes } from './import-routes.ts';
import { indicatorRoutes, zoneThings } from './indicator-routes.ts';
import { journalRoutes, journalThings } from './journal-routes.ts';
import { monitoringRoutes, monitoringThings } from './monitoring-routes.ts';
import { objectRoutes, objectThings } from './object-routes.ts';
import { outageRoutes, outageThings } from './outage-routes.ts';
import { pagesRoutes, pagesThings } from './pages-routes.ts';
import { problemRoutes, problemThings } from './problem-routes.ts';
import { type Expectation, everybodyAtWork, type RoleId } from './role-ids.ts';
import { snapshotRoutes, snapshotThings } from './snapshot-routes.ts';

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
const officeReaders = but('executor', 'reviewer', 'editor', 'member', 'admin');
const analysts = only('approver', 'chair', 'deputy', 'member', 'head', 'observer');

const at = (
  door: Expectation['door'],
  object?: Expectation['object'],
  acts?: readonly RoleId[],
): Expectation => ({
  door,
  ...(object && { object }),
  ...(acts && { acts }),
});

export const expected: Readonly<Record<string, Expectation>> = {
  ...journalRoutes,
  ...exchangeRoutes,

  'identity.read-session': at('anyone'),
  'identity.sign-in-by-password': at('anyone'),
  'identity.send-sign-in-code': at('anyone'),
  'identity.check-sign-in-code': at('anyone'),
  'identity.set-password': at('anyone'),
  'identity.set-up': at('anyone'),
  'identity.sign-out': at('anyone'),
  'identity.sign-out-everywhere': at('signed-in'),
  'identity.save-pins': at(everybodyAtWork),
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
  'clocks.list-duty': at(everybodyAtWork),
  'clocks.add-duty': at(only('chair', 'deputy', 'admin')),
  'clocks.cancel-duty': at(only('chair', 'deputy', 'admin')),
  'identity.create-unit': at(administrators),
  'identity.edit-unit': at(administrators),

  'taxonomy.get-taxonomy': at('anyone'),
  'deadlines.get-calendar-year': at('anyone'),
  'deadlines.get-calendar-alarm': at(everybodyAtWork),
  'deadlines.list-rules': at(everybodyAtWork),
  'control.get-ladder': at(everybodyAtWork),
  'control.preview-ladder': at(administrators),
  'control.save-ladder': at(administrators),
  'control.preview-rules': at(administrators),
  'control.save-rules': at(administrators),
  'control.simulate-rules': at(administrators),
  'control.preview-year': at(administrators),
  'control.save-year': at(administrators),
  'control.list-risks': at(readers),
  'control-desk.list-terms': at(readers),
  'control-desk.export-terms': at(analysts),
  'control.read-notices': at(everybodyAtWork),
  'control.count-notices': at(everybodyAtWork),
  'control.see-notices': at(everybodyAtWork),
  'control.set-notice-wishes': at(everybodyAtWork),
  'files.upload-file': at('anyone'),
  'files.get-file': at('anyone'),
  'territory.get-city': at('anyone'),
  'territory.search-address': at('anyone'),
  'territory.suggest-places': at('anyone'),
  'territory.locate-point': at('anyone'),
  'territory.get-layer': at('anyone'),
  'territory.replace-layer': at(administrators),
  'territory.list-streets': at(everybodyAtWork),
  'territory.get-gazetteer': at(everybodyAtWork),
  'territory.return-gazetteer': at(administrators),

  'cases.submit-message': at('anyone'),
  'cases.find-similar': at('anyone'),
  'cases.understand-message': at('anyone'),
  'cases.check-message': at('anyone'),
  'cases.send-message-link': at('anyone'),
  'cases.join-message': at('anyone'),
  'cases.get-message': at('anyone'),
  'cases.rate-message': at('anyone'),
  'cases.tell-whether-holds': at('anyone'),
  'cases.add-to-message': at('anyone'),
  'cases.list-public-points': at('anyone'),
  'cases.list-done-nearby': at('anyone'),
  'cases.list-my-messages': at('resident'),
  'cases.list-my-consents': at('resident'),
  'cases.withdraw-consent': at('resident', 'own'),
  'cases.register-case': at(registrars),
  'cases.suggest-for': at(registrars),
  'cases.list-inbox': at(desk),
  'cases.count-inbox': at(desk),
  'cases.list-cases': at(readers),
  'cases.export-cases': at(readers),
  'cases.get-today': at(readers),
  'cases.get-case': at(readers, 'case'),
  'cases.explain-deadline': at(readers, 'case'),
  'cases.explain-access': at(readers, 'case'),
  // Clarification is asked by the moderator and the executor.
  'cases.ask-resident': at(readers, 'case', only('operator', 'executor', 'chair', 'deputy')),
  'cases.add-note': at(readers, 'case'),
  'cases.say-writing': at(readers, 'case'),
  'cases.list-colleagues': at(readers, 'case'),
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
  'cases.undo-approval': at(approvers, 'own'),
  'cases.take-to-work': at(only('executor'), 'case'),
  'cases.refuse-case': at(only('executor'), 'case'),
  'cases.draft-answer': at(only('executor'), 'case'),
  'cases.list-approvals': at(reviewers),
  'cases.decide-answer': at(reviewers, 'case'),
  'cases.reopen-case': at(approvers, 'case'),
  'cases.create-executor-link': at(desk, 'case'),
  'cases.revoke-executor-link': at(desk, 'case'),
  'cases.reveal-contact': at(only('operator', 'approver', 'chair', 'deputy', 'privacy-officer'), 'case'),
  'helper.read-helper': at(readers),
  'helper.read-settings': at(administrators),
  'helper.set-helper': at(administrators),
  'helper.try-helper': at(administrators),
  'helper.summarise-case': at(readers, 'case'),
  'helper.draft-answer': at(only('executor'), 'case'),
  'cases.reveal-text': at(only('operator', 'approver', 'chair', 'deputy', 'privacy-officer'), 'case'),
  'cases.publish-case': at(only('operator', 'editor', 'chair', 'deputy'), 'case'),
  'cases.list-grounds': at(readers),
  'cases.list-bodies': at(everybodyAtWork),
  'cases.save-body': at(administrators),
  'cases.dispute-rejection': at('anyone'),
  'cases.change-regime': at(desk, 'case'),
  'cases.correct-receipt': at(desk, 'case'),
  'cases.record-withdrawal': at(desk, 'case'),
  'cases.pass-moderation': at(desk, 'case'),
  'cases.return-to-moderation': at(desk, 'case'),
  'cases.forward-case': at(desk, 'case'),
  'cases.take-forwarded-back': at(desk, 'case'),
  'cases.close-forwarded': at(desk, 'case'),
  'cases.resume-case': at(desk, 'case'),
  // «Head's decision» (59-ФЗ, ст. 11 ч. 5): the head of the body, and whom the head authorised.
  'cases.terminate-case': at(only('chair', 'deputy', 'head'), 'case'),
  'cases.name-complained': at(desk, 'case'),
  'cases.split-case': at(desk, 'case'),
  'cases.join-parts': at(desk, 'case'),
  // The coordinator and the responsible executor share the work out.
  'cases.ask-part': at(readers, 'case', only('operator', 'executor', 'chair', 'deputy')),
  'cases.give-part': at(only('executor'), 'case'),
  'cases.return-part': at(readers, 'case', only('operator', 'executor', 'chair', 'deputy')),
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
  'cases.send-part-by-link': at('anyone', 'own'),

  ...importRoutes(importers),

  ...problemRoutes(readers, desk),
  ...outageRoutes(readers, desk),
  ...monitoringRoutes,
  ...pagesRoutes,
  ...groupRoutes,
  ...assignmentRoutes,

  ...snapshotRoutes(but('privacy-officer'), analysts),
  ...objectRoutes(readers, analysts),
  ...indicatorRoutes(but('privacy-officer'), leaders, analysts),

  'identity.enter-by-second-factor': at('anyone'),
  'identity.begin-passkey-sign-in': at('anyone'),
  'identity.enter-by-passkey': at('anyone'),
  'identity.read-own-security': at('signed-in'),
  'identity.begin-totp': at(everybodyAtWork),
  'identity.confirm-totp': at(everybodyAtWork),
  'identity.remove-totp': at(everybodyAtWork, 'own'),
  'identity.renew-recovery-codes': at(everybodyAtWork),
  'identity.begin-passkey': at(everybodyAtWork),
  'identity.add-passkey': at(everybodyAtWork),
  'identity.rename-passkey': at(everybodyAtWork, 'own'),
  'identity.remove-passkey': at(everybodyAtWork, 'own'),
  'identity.end-own-session': at('signed-in', 'own'),
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

  // «Approve extension» is the approver's; of an appeal under 59-ФЗ the head's alone (a test of its own).
  'cases.extend-term': at(everybodyAtWork, 'case', approvers),
  'cases.hold-term': at(everybodyAtWork, 'case', approvers),
  'cases.resume-term': at(everybodyAtWork, 'case', approvers),
  'cases.check-draft': at(only('executor'), 'case'),
  'cases.check-by-link': at('anyone'),

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

  'identity.list-level-rules': at('anyone'),

  'understanding.suggest-topic': at('anyone'),
  'understanding.get-model': at(only('chair', 'deputy', 'admin')),
  'understanding.get-version': at(only('chair', 'deputy', 'admin')),
  'understanding.list-judgements': at(only('chair', 'deputy', 'admin')),
  'understanding.list-thresholds': at(only('chair', 'deputy', 'admin')),
  'understanding.promote-version': at(administrators),
  'understanding.start-training': at(administrators),
  'understanding.set-promotion': at(administrators),
  'understanding.set-threshold': at(administrators),

  'cases.submit-appeal': at('resident'),
  'cases.get-photo-boxes': at(only('operator', 'editor', 'chair', 'deputy'), 'case'),
  'cases.set-photo-boxes': at(only('operator', 'editor', 'chair', 'deputy'), 'case'),

  'reconcile.upload-snapshot': at(desk),
  'reconcile.list-snapshots': at(desk),
  'reconcile.get-snapshot': at(desk),
  'reconcile.compare-snapshot': at(desk),
  'reconcile.list-differences': at(desk),
  'reconcile.decide-difference': at(desk, 'thing'),
  'reconcile.export-for-pos': at(desk),

  'cases.list-routing-rules': at(administrators),
  'cases.save-routing-rule': at(administrators),
  'cases.switch-routing-rule': at(administrators),
  'cases.try-routing-rule': at(administrators),

  'quality.draw-sample': at(leaders),
  'quality.next-review': at(reviewers),
  'quality.give-review': at(reviewers, 'thing'),
  'quality.read-quality': at(leaders),
  'quality.list-flags': at(leaders),
  'quality.decide-flag': at(leaders, 'thing'),
};

/** Doors that check their callers by a key in the request and have tests of their own. */
export const apart: readonly string[] = [
  'channels.receive-event',
  'networks.receive-event',
  'networks.receive-secret-event',
];

/** Things of the whole organisation behind an address with a parameter: they belong to no block and no unit. */
export const whole: readonly string[] = [
  // People, units, sources, ways to sign in: the administrator's, of the whole organisation.
  'identity.read-person',
  'identity.grant-role',
  'identity.revoke-role',
  'identity.edit-person',
  'identity.reset-password',
  'identity.set-absence',
  'identity.cancel-absence',
  'clocks.cancel-duty',
  'identity.edit-unit',
  'identity.read-person-security',
  'identity.end-person-sessions',
  'identity.reset-factors',
  'identity.edit-provider',
  'identity.check-provider',
  // Directories.
  'quality.retire-template',
  'cases.switch-routing-rule',
  'cases.try-routing-rule',
  'deadlines.get-calendar-year',
  'territory.replace-layer',
  ...snapshotThings,
  ...exchangeThings,
  // Versions of the model of topics: figures of the whole city.
  'understanding.get-version',
  'understanding.list-judgements',
  'understanding.promote-version',
  // How a file went in: numbers and reasons; what its rows became is told by the case, in `lists`.
  'imports.get-import',
  'imports.list-import-lines',
  'imports.export-import-lines',
  'reconcile.get-snapshot',
  'reconcile.compare-snapshot',
  'reconcile.list-differences',
  // Hours of reception are of no block; who came is, once there is an appeal.
  'office.book-visit',
  ...journalThings,
  ...objectThings,
  ...problemThings,
  ...outageThings,
  ...monitoringThings,
  ...pagesThings,
  ...groupThings,
  ...zoneThings,
  ...assignmentThings,
];

/** Routes whose replies may hold a resident's contact unmasked: each such reply leaves a record in the journal. */
export const revealing: readonly string[] = [
  'cases.reveal-contact',
  'cases.reveal-text',
  // The office: the card with its letters, and what answers with that card; the papers; the register.
  'office.get-appeal',
  'office.change-appeal',
  'office.make-document',
  'office.change-document',
  'office.sign-document',
  'office.send-document',
  'office.request-documents',
  'office.download-document',
  'office.download-card',
  'office.export-appeals',
  'office.reveal-visit',
  'outbox.list-letters',
];

export const roleIds: readonly RoleId[] = everybodyAtWork;
