export { decidePoll } from './acts/decide.ts';
export { makeDecision, tellDecision } from './acts/decision-row.ts';
export { judgePoll, movePoll } from './acts/moves.ts';
export { settleTie } from './acts/settle.ts';
export { insertPoll } from './acts/write.ts';
export { admitVoter, type Voter } from './answering/admit.ts';
export { type BallotBox, ballotBox } from './ballot-box.ts';
export { readPollCard } from './card.ts';
export { turnPolls } from './clock.ts';
export { type DemoSheet, insertDemoSheets } from './demo-sheets.ts';
export {
  type CountableAsked,
  type CountableDecision,
  type CountablePoll,
  type DecidedColumns,
  decidedColumns,
  findCountablePolls,
  readCountableDecision,
  tellPollCounted,
} from './for-counting.ts';
export { admitKioskVoter } from './kiosk/vote.ts';
export { pollsModule } from './module.ts';
export { pollRulesToday, topDistricts } from './pack.ts';
export { isPaperIn, readPaperSums } from './paper/rows.ts';
export { personKey } from './person-key.ts';
export { countPoll } from './results/count-job.ts';
export { presentDecision } from './results/read.ts';
export { judgeWording, listWordings } from './results/wordings.ts';
export { readShownPoll } from './shown.ts';
export { noteComing } from './signs/note.ts';
export {
  holdVotePoll,
  isVoteOfOther,
  questionsOfEditions,
  readVotePoll,
  requirePreparedVote,
  requireVoteOfOther,
  wakeCount,
} from './vote.ts';
