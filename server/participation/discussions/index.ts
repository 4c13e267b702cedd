export { amendProject, decideDiscussion } from './acts/decide.ts';
export { judgeDiscussion, moveDiscussion } from './acts/moves.ts';
export { insertDiscussion } from './acts/write.ts';
export { readDiscussionCard } from './card.ts';
export { turnDiscussions } from './clock.ts';
export {
  findCountableDiscussions,
  findCountableRemarks,
  tellRemarkCounted,
} from './for-counting.ts';
export { discussionsModule } from './module.ts';
export { discussionRulesToday } from './pack.ts';
export { answerRemarks, groupRemarks } from './remarks/answer.ts';
export { enterRemark, judgeRemark } from './remarks/keep.ts';
export { listRemarks } from './remarks/list.ts';
export { proposeRemark, supportRemark } from './remarks/propose.ts';
