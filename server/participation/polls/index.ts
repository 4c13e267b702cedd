export { admitVoter } from './answering/take.ts';
export { type BallotBox, ballotBox } from './ballot-box.ts';
export { pollsModule } from './module.ts';
export { pollRulesToday } from './pack.ts';
export { personKey } from './person-key.ts';
export { readShownPoll } from './shown.ts';
export { questionsOfEditions, readVotePoll, requirePreparedVote, wakeCount } from './vote.ts';
