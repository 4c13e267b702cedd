import type { Expectation, RoleId } from './role-ids.ts';

const readers: readonly RoleId[] = [
  'operator',
  'reviewer',
  'approver',
  'editor',
  'chair',
  'deputy',
  'member',
  'head',
  'observer',
  'secretary',
];
const keepers: readonly RoleId[] = ['editor', 'chair', 'deputy'];
/** Whoever keeps the key of the count neither writes a vote nor lets it out. */
const holders: readonly RoleId[] = ['secretary'];
/** Whoever writes for the city's sites, and whoever installs what stands on them. */
const siteKeepers: readonly RoleId[] = ['editor', 'chair', 'deputy', 'admin'];
const approvers: readonly RoleId[] = ['approver', 'chair', 'deputy'];

/** Who may do what with polls and discussions; a part of the table of all routes. */
export const participationRoutes: Record<string, Expectation> = {
  'polls.list-polls': { door: readers },
  'polls.count-shelves': { door: readers },
  'polls.read-poll': { door: readers },
  'polls.get-rules': { door: 'anyone' },
  'polls.list-wordings': { door: keepers },
  'polls.judge-wording': { door: keepers },
  'polls.create-poll': { door: keepers },
  'polls.change-poll': { door: keepers },
  'polls.move-poll': { door: keepers },
  'polls.extend-poll': { door: keepers },
  'polls.correct-poll': { door: keepers },
  'polls.settle-tie': { door: keepers },
  'polls.decide-poll': { door: keepers },
  'polls.judge-poll': { door: approvers },
  'polls.read-signs': { door: readers },
  'polls.tell-signs': { door: approvers },
  'polls.list-open': { door: 'anyone' },
  'polls.read-open': { door: 'anyone' },
  'polls.download-figures': { door: 'anyone' },
  'polls.answer-poll': { door: 'resident' },
  'polls.follow-poll': { door: 'resident' },
  'discussions.list-discussions': { door: readers },
  'discussions.count-waiting': { door: readers },
  'discussions.read-discussion': { door: readers },
  'discussions.download-paper': { door: readers },
  'discussions.list-remarks': { door: readers },
  'discussions.get-rules': { door: 'anyone' },
  'discussions.create-discussion': { door: keepers },
  'discussions.change-discussion': { door: keepers },
  'discussions.move-discussion': { door: keepers },
  'discussions.extend-discussion': { door: keepers },
  'discussions.amend-project': { door: keepers },
  'discussions.decide-discussion': { door: keepers },
  'discussions.enter-remark': { door: keepers },
  'discussions.judge-remark': { door: keepers },
  'discussions.answer-remarks': { door: keepers },
  'discussions.group-remarks': { door: keepers },
  'discussions.ungroup-remark': { door: keepers },
  'discussions.reveal-author': { door: keepers },
  'discussions.judge-discussion': { door: approvers },
  'discussions.list-open': { door: 'anyone' },
  'discussions.read-open': { door: 'anyone' },
  'discussions.list-open-remarks': { door: 'anyone' },
  'discussions.download-open-paper': { door: 'anyone' },
  'discussions.propose-remark': { door: 'resident' },
  'discussions.support-remark': { door: 'resident' },
  'ballots.read-vote': { door: readers },
  'ballots.prepare-vote': { door: holders },
  'ballots.list-envelopes': { door: holders },
  'ballots.bring-ballots': { door: holders },
  'ballots.end-opening': { door: holders },
  'ballots.read-form': { door: 'anyone' },
  'ballots.take-ballot': { door: 'resident' },
  'ballots.cast-ballot': { door: 'anyone' },
  'ballots.download-ballots': { door: 'anyone' },
  'widgets.list-widgets': { door: siteKeepers },
  'widgets.read-widget': { door: siteKeepers },
  'widgets.create-widget': { door: siteKeepers },
  'widgets.change-widget': { door: siteKeepers },
  'widgets.turn-widget': { door: siteKeepers },
  'widgets.read-open': { door: 'anyone' },
  'widgets.list-done': { door: 'anyone' },
  'widgets.note-opening': { door: 'anyone' },
};

/** Polls and discussions are of the whole city: what is in them is shown to whoever sees them, and to everybody once they are announced. */
export const participationThings = Object.keys(participationRoutes).filter((id) =>
  /\.(?:read|list-wordings|list-envelopes|list-remarks|list-open-remarks|amend|enter|group|ungroup|reveal|propose|support|judge|change|move|extend|correct|decide|download|answer|follow|prepare|bring|end|take|cast|turn|note)/u.test(
    id,
  ),
);
