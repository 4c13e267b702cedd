import * as remarks from '../../../shared/contract/participation/discussion-remarks.ts';
import * as contract from '../../../shared/contract/participation/discussions.ts';
import * as acts from '../../../shared/contract/participation/discussions-acts.ts';
import * as open from '../../../shared/contract/participation/discussions-open.ts';
import { fileAccess } from '../../base/files/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { amendProject, decideDiscussion } from './acts/decide.ts';
import { extendDiscussion, judgeDiscussion, moveDiscussion } from './acts/moves.ts';
import { changeDiscussion, createDiscussion } from './acts/write.ts';
import { openDiscussionCard } from './card.ts';
import { discussionsClockJob, turnDiscussions } from './clock.ts';
import { discussionClosed, discussionDecided, discussionOpened, discussionPublished } from './events.ts';
import { countDiscussions, listDiscussions } from './list.ts';
import { accessMaterial } from './material-access.ts';
import { listOpenDiscussions, readOpenDiscussion } from './open.ts';
import { discussionsPack, getDiscussionRules } from './pack.ts';
import { downloadDiscussionPaper, downloadOpenPaper } from './papers/download.ts';
import { answerRemarks, groupRemarks, ungroupRemark } from './remarks/answer.ts';
import { enterRemark, judgeRemark, revealAuthor } from './remarks/keep.ts';
import { listRemarks } from './remarks/list.ts';
import { listOpenRemarks } from './remarks/open-list.ts';
import { proposeRemark, supportRemark } from './remarks/propose.ts';
import { tellAuthors, tellAuthorsJob } from './told.ts';

export const discussionsModule: ModuleManifest = {
  name: 'discussions',
  permissions: {
    'discussions.read': 'Видеть обсуждения и слушания: черновики, ход, замечания, итоги',
    'discussions.keep':
      'Составлять обсуждения, вносить, просматривать и объединять замечания, отвечать на них, записывать решения',
    'discussions.approve': 'Утверждать обсуждения и обнародовать их итоги',
  },
  routes: [
    handle(contract.listDiscussions, listDiscussions),
    handle(contract.countDiscussions, countDiscussions),
    handle(contract.getDiscussionRules, getDiscussionRules),
    handle(contract.readDiscussion, openDiscussionCard),
    handle(contract.downloadDiscussionPaper, downloadDiscussionPaper),
    handle(acts.createDiscussion, createDiscussion),
    handle(acts.changeDiscussion, changeDiscussion),
    handle(acts.moveDiscussion, moveDiscussion),
    handle(acts.judgeDiscussion, judgeDiscussion),
    handle(acts.extendDiscussion, extendDiscussion),
    handle(acts.amendProject, amendProject),
    handle(acts.decideDiscussion, decideDiscussion),
    handle(remarks.listRemarks, listRemarks),
    handle(remarks.enterRemark, enterRemark),
    handle(remarks.judgeRemark, judgeRemark),
    handle(remarks.answerRemarks, answerRemarks),
    handle(remarks.groupRemarks, groupRemarks),
    handle(remarks.ungroupRemark, ungroupRemark),
    handle(remarks.revealAuthor, revealAuthor),
    handle(open.listOpenDiscussions, listOpenDiscussions, { perMinute: 120 }),
    handle(open.readOpenDiscussion, readOpenDiscussion, { perMinute: 120 }),
    handle(open.listOpenRemarks, listOpenRemarks, { perMinute: 120 }),
    // Signed in, and many of one mobile network have one address.
    handle(open.proposeRemark, proposeRemark, { perMinute: 60 }),
    handle(open.supportRemark, supportRemark, { perMinute: 240 }),
    handle(open.downloadOpenPaper, downloadOpenPaper, { perMinute: 20 }),
  ],
  jobs: [
    work(discussionsClockJob, turnDiscussions, { cron: '* * * * *' }),
    work(tellAuthorsJob, tellAuthors),
  ],
  events: [discussionOpened, discussionClosed, discussionPublished, discussionDecided],
  provides: [provide(fileAccess, accessMaterial, 'discussions')],
  start: async () => {
    discussionsPack.read();
  },
};
