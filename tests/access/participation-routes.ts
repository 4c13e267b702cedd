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
];
const keepers: readonly RoleId[] = ['editor', 'chair', 'deputy'];
const approvers: readonly RoleId[] = ['approver', 'chair', 'deputy'];

/** Who may do what with polls; a part of the table of all routes. */
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
  'polls.decide-poll': { door: keepers },
  'polls.judge-poll': { door: approvers },
  'polls.list-open': { door: 'anyone' },
  'polls.read-open': { door: 'anyone' },
  'polls.download-figures': { door: 'anyone' },
  'polls.answer-poll': { door: 'resident' },
  'polls.follow-poll': { door: 'resident' },
};

/** Polls are of the whole city: what is in them is shown to whoever sees them, and to everybody once they are announced. */
export const participationThings = Object.keys(participationRoutes).filter((id) =>
  /\.(?:read|list-wordings|judge|change|move|extend|correct|decide|download|answer|follow)/u.test(id),
);
