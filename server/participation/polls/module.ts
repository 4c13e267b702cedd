import * as kiosk from '../../../shared/contract/participation/poll-kiosk.ts';
import * as paper from '../../../shared/contract/participation/poll-paper.ts';
import * as signs from '../../../shared/contract/participation/poll-signs.ts';
import * as contract from '../../../shared/contract/participation/polls.ts';
import * as acts from '../../../shared/contract/participation/polls-acts.ts';
import * as open from '../../../shared/contract/participation/polls-open.ts';
import { fileAccess } from '../../base/files/index.ts';
import { openSet } from '../../base/open-data/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { correctPoll } from './acts/correct.ts';
import { decidePoll } from './acts/decide.ts';
import { extendPoll, judgePoll, movePoll } from './acts/moves.ts';
import { settleTie } from './acts/settle.ts';
import { changePoll, createPoll } from './acts/write.ts';
import { followPoll } from './answering/follow.ts';
import { answerPoll } from './answering/take.ts';
import { openPollCard } from './card.ts';
import { clockJob, turnPolls } from './clock.ts';
import { pollClosed, pollDecided, pollOpened, pollPublished } from './events.ts';
import { closeKiosk, giveKioskCode, openKiosk } from './kiosk/acts.ts';
import { answerAtKiosk, checkKioskCode, readKiosk } from './kiosk/vote.ts';
import { countPolls, listPolls } from './list.ts';
import { listOpenPolls, readOpenPoll } from './open.ts';
import { openPollSet } from './open-set.ts';
import { getPollRules, pollsPack } from './pack.ts';
import {
  confirmProtocol,
  enterProtocol,
  givePaper,
  readPaper,
  setPlaces,
  takeBackPaper,
} from './paper/acts.ts';
import { downloadPollPaper } from './paper/papers.ts';
import { accessPollPicture } from './picture-access.ts';
import { countPoll, countPollJob } from './results/count-job.ts';
import { downloadPollFigures } from './results/csv.ts';
import { mixJob, mixOpenPolls } from './results/mix.ts';
import { judgeWording, listWordings } from './results/wordings.ts';
import { startPulse, stopPulse } from './signs/note.ts';
import { readSigns, signsJob, tellSigns, watchSigns } from './signs/report.ts';
import { tellFollowers, tellFollowersJob } from './told.ts';

export const pollsModule: ModuleManifest = {
  name: 'polls',
  permissions: {
    'polls.read': 'Видеть опросы: черновики, ход, итоги',
    'polls.keep': 'Составлять опросы, вести их, просматривать ответы своими словами, записывать решения',
    'polls.approve': 'Утверждать опросы и обнародовать их итоги',
  },
  routes: [
    handle(contract.listPolls, listPolls),
    handle(contract.countPolls, countPolls),
    handle(contract.getPollRules, getPollRules),
    handle(contract.readPoll, openPollCard),
    handle(contract.listWordings, listWordings),
    handle(acts.createPoll, createPoll),
    handle(acts.changePoll, changePoll),
    handle(acts.movePoll, movePoll),
    handle(acts.judgePoll, judgePoll),
    handle(acts.extendPoll, extendPoll),
    handle(acts.correctPoll, correctPoll),
    handle(acts.settleTie, settleTie),
    handle(acts.decidePoll, decidePoll),
    handle(acts.judgeWording, judgeWording),
    handle(paper.readPaper, readPaper),
    handle(paper.setPlaces, setPlaces),
    handle(paper.givePaper, givePaper),
    handle(paper.takeBackPaper, takeBackPaper),
    handle(paper.enterProtocol, enterProtocol),
    handle(paper.confirmProtocol, confirmProtocol),
    handle(paper.downloadPollPaper, downloadPollPaper),
    handle(kiosk.openKiosk, openKiosk),
    handle(kiosk.closeKiosk, closeKiosk),
    handle(kiosk.giveKioskCode, giveKioskCode),
    handle(kiosk.readKiosk, readKiosk, { perMinute: 60 }),
    handle(kiosk.checkKioskCode, checkKioskCode, { perMinute: 30 }),
    handle(kiosk.answerAtKiosk, answerAtKiosk, { perMinute: 30 }),
    handle(signs.readSigns, readSigns),
    handle(signs.tellSigns, tellSigns),
    handle(open.listOpenPolls, listOpenPolls, { perMinute: 120 }),
    handle(open.readOpenPoll, readOpenPoll, { perMinute: 120 }),
    // Signed in, and many of one mobile network have one address.
    handle(open.answerPoll, answerPoll, { perMinute: 240 }),
    handle(open.followPoll, followPoll, { perMinute: 30 }),
    handle(open.downloadPollFigures, downloadPollFigures, { perMinute: 30 }),
  ],
  jobs: [
    work(clockJob, turnPolls, { cron: '* * * * *' }),
    work(mixJob, mixOpenPolls, { cron: '*/10 * * * *' }),
    work(countPollJob, countPoll),
    work(signsJob, watchSigns, { cron: '3,13,23,33,43,53 * * * *' }),
    work(tellFollowersJob, tellFollowers),
  ],
  events: [pollOpened, pollClosed, pollPublished, pollDecided],
  provides: [provide(fileAccess, accessPollPicture, 'polls'), provide(openSet, openPollSet, openPollSet.id)],
  start: async (services) => {
    pollsPack.read();
    startPulse(services);
  },
  stop: stopPulse,
};
