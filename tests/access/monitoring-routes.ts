import type { Expectation, RoleId } from './role-ids.ts';

const readers: readonly RoleId[] = [
  'operator',
  'executor',
  'reviewer',
  'approver',
  'editor',
  'chair',
  'deputy',
  'head',
  'observer',
];
const watchers: readonly RoleId[] = readers.filter((role) => role !== 'executor');
const sorters: readonly RoleId[] = ['operator', 'chair', 'deputy'];
const writers: readonly RoleId[] = ['operator', 'executor', 'editor', 'chair', 'deputy'];
const hiders: readonly RoleId[] = ['operator', 'editor', 'chair', 'deputy'];
const mediaReaders: readonly RoleId[] = [
  'operator',
  'editor',
  'chair',
  'deputy',
  'head',
  'observer',
  'privacy-officer',
];
const mediaKeepers: readonly RoleId[] = ['editor', 'chair', 'deputy'];
const approvers: readonly RoleId[] = ['reviewer', 'approver', 'chair', 'deputy'];

/** Who may do what with what is written in networks; a part of the table of all routes. */
export const monitoringRoutes: Record<string, Expectation> = {
  'networks.list-pages': { door: ['admin'] },
  'networks.create-page': { door: ['admin'] },
  'networks.change-page': { door: ['admin'] },
  'networks.try-page': { door: ['admin'] },
  'rules.list-rules': { door: watchers },
  'rules.create-rule': { door: sorters },
  'rules.change-rule': { door: sorters },
  'rules.try-rule': { door: sorters },
  'conflicts.list-conflicts': { door: readers },
  'conflicts.count-conflicts': { door: readers },
  'conflicts.read-errors': { door: readers },
  'conflicts.list-signals': { door: readers },
  'conflicts.read-around': { door: readers },
  'conflicts.read-signal': { door: readers },
  'conflicts.dismiss-signal': { door: sorters },
  'conflicts.join-signal': { door: sorters },
  'conflicts.open-from-signal': { door: sorters },
  'conflicts.read-conflict': { door: readers },
  'conflicts.open-conflict': { door: sorters },
  'conflicts.change-conflict': { door: sorters },
  'conflicts.take-conflict': { door: sorters },
  'conflicts.review-conflict': { door: sorters },
  'conflicts.close-conflict': { door: sorters },
  'conflicts.reopen-conflict': { door: sorters },
  'conflicts.add-part': { door: sorters },
  'conflicts.remove-part': { door: sorters },
  'conflicts.start-playbook': { door: sorters },
  'conflicts.mark-task': { door: sorters },
  'conflicts.start-on-incident': { door: sorters },
  'conflicts.mark-on-incident': { door: sorters },
  'conflicts.call-duty': { door: sorters },
  'incidents.list-incidents': { door: readers },
  'incidents.count-incidents': { door: readers },
  'incidents.read-incident': { door: readers },
  'incidents.export-evidence': { door: readers },
  'incidents.sort-incident': { door: sorters },
  'incidents.dismiss-incident': { door: sorters },
  'incidents.restore-incident': { door: sorters },
  'incidents.merge-incident': { door: sorters },
  'incidents.split-incident': { door: sorters },
  'incidents.convert-incident': { door: sorters },
  'incidents.paste': { door: sorters },
  'incidents.take-incident': { door: writers },
  'incidents.refuse-incident': { door: writers },
  'incidents.close-incident': { door: writers },
  'incidents.draft-reply': { door: writers },
  'incidents.change-reply': { door: writers },
  'incidents.settle-reply': { door: writers },
  'incidents.list-ready-answers': { door: writers },
  'incidents.list-unknown-replies': { door: writers },
  'federal.upload-table': { door: sorters },
  'federal.list-tables': { door: sorters },
  'federal.read-table': { door: sorters },
  'federal.preview-table': { door: sorters },
  'federal.take-table': { door: sorters },
  'federal.list-differences': { door: sorters },
  'federal.decide-difference': { door: sorters },
  'federal.export-table': { door: sorters },
  'training.list-sessions': { door: readers },
  'training.start': { door: readers },
  'training.read-session': { door: readers },
  'training.act': { door: readers },
  'training.end': { door: readers },
  'training.download-certificate': { door: readers },
  'incidents.read-shift': { door: watchers },
  'incidents.give-shift': { door: sorters },
  'incidents.take-shift': { door: sorters },
  'incidents.withdraw-shift': { door: sorters },
  'incidents.approve-reply': { door: approvers },
  'incidents.return-reply': { door: approvers },
  'incidents.review-reply': { door: approvers },
  'moderation.read-talk': { door: watchers },
  'moderation.list-acts': { door: watchers },
  'moderation.export-acts': { door: watchers },
  'moderation.count-waiting': { door: watchers },
  'moderation.read-act': { door: watchers },
  'moderation.read-figures': { door: watchers },
  'moderation.list-rules': { door: watchers },
  'moderation.save-rule': { door: ['chair', 'deputy'] },
  'moderation.retire-rule': { door: ['chair', 'deputy'] },
  'moderation.hide-comment': { door: hiders },
  'moderation.withdraw-act': { door: hiders },
  'moderation.settle-act': { door: hiders },
  'moderation.prove-act': { door: hiders },
  'moderation.take-appeal': { door: hiders },
  'moderation.settle-notice': { door: hiders },
  'moderation.look-second': { door: approvers },
  'moderation.decide-appeal': { door: approvers },
  'media.list-contacts': { door: mediaReaders },
  'media.export-contacts': { door: mediaReaders },
  'media.read-contact': { door: mediaReaders },
  'media.read-channel': { door: mediaReaders },
  'media.end-task': { door: mediaReaders },
  'media.create-contact': { door: mediaKeepers },
  'media.change-contact': { door: mediaKeepers },
  'media.add-channel': { door: mediaKeepers },
  'media.erase-channel': { door: mediaKeepers },
  'media.add-interaction': { door: mediaKeepers },
  'media.add-agreement': { door: mediaKeepers },
  'media.end-agreement': { door: mediaKeepers },
  'media.add-task': { door: mediaKeepers },
  'media.erase-contact': { door: ['chair', 'deputy', 'privacy-officer'] },
  'moderation.get-comment-rules': { door: 'anyone' },
  'moderation.find-act': { door: 'anyone' },
  'moderation.appeal-act': { door: 'anyone' },
};

/**
 * Pages are of the whole organisation. Whose an incident or a conflict is to see is said by block, district and unit, in SQL:
 * server/monitoring/incidents/incidents.db.test.ts, «who sees it»; server/monitoring/conflicts/conflicts.db.test.ts.
 */
export const monitoringThings = [
  'networks.change-page',
  'networks.try-page',
  'rules.change-rule',
  // Whose an incident behind a difference is to see is said in SQL: server/monitoring/federal/federal.db.test.ts.
  'federal.read-table',
  'federal.preview-table',
  'federal.take-table',
  'federal.list-differences',
  'federal.decide-difference',
  // One's own alone: server/monitoring/training/training.db.test.ts.
  'training.read-session',
  'training.act',
  'training.end',
  'training.download-certificate',
  // The register of media is of the whole administration.
  ...Object.keys(monitoringRoutes).filter(
    (id) =>
      id.startsWith('media.') &&
      !['media.list-contacts', 'media.export-contacts', 'media.create-contact'].includes(id),
  ),
  // Whose a decision is to see is said by its incident: server/monitoring/moderation/objections.db.test.ts.
  ...Object.keys(monitoringRoutes).filter(
    (id) =>
      id.startsWith('moderation.') &&
      /\.(?:read-talk|read-act|withdraw|settle|prove|take-appeal|look-second|decide|retire)/u.test(id),
  ),
  ...Object.keys(monitoringRoutes).filter(
    (id) =>
      /^(?:incidents|conflicts)\./u.test(id) &&
      ![
        'incidents.list-incidents',
        'incidents.count-incidents',
        'incidents.paste',
        'conflicts.list-conflicts',
        'conflicts.count-conflicts',
        'conflicts.list-signals',
        'conflicts.read-errors',
        'conflicts.open-conflict',
        'incidents.list-unknown-replies',
        'incidents.read-shift',
        'incidents.give-shift',
      ].includes(id),
  ),
];
