import * as contract from '../../../shared/contract/participation/initiatives.ts';
import * as open from '../../../shared/contract/participation/initiatives-open.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { answerInitiative, decideInitiative, judgeInitiative } from './acts.ts';
import { openInitiativeCard } from './card.ts';
import { eraseInitiatives, eraseInitiativesJob, initiativesClockJob, turnInitiatives } from './clock.ts';
import { initiativeAnswered, initiativeDecided, initiativePublished, initiativeReached } from './events.ts';
import { countInitiatives, listInitiatives } from './list.ts';
import { listOpenInitiatives, readOpenInitiative } from './open.ts';
import { getInitiativeRules, initiativesPack } from './pack.ts';
import { proposeInitiative } from './propose.ts';
import { followInitiative, supportInitiative } from './support.ts';
import { initiativeTerms } from './term-clock.ts';
import { tellInitiative, tellInitiativeJob } from './told.ts';

export const initiativesModule: ModuleManifest = {
  name: 'initiatives',
  permissions: {
    'initiatives.read': 'Видеть инициативы жителей: ждут проверки, собирают поддержку, итоги',
    'initiatives.keep': 'Показывать инициативы жителей или отказывать, отвечать на них, записывать решения',
  },
  routes: [
    handle(contract.listInitiatives, listInitiatives),
    handle(contract.countInitiatives, countInitiatives),
    handle(contract.getInitiativeRules, getInitiativeRules),
    handle(contract.readInitiative, openInitiativeCard),
    handle(contract.judgeInitiative, judgeInitiative),
    handle(contract.answerInitiative, answerInitiative),
    handle(contract.decideInitiative, decideInitiative),
    handle(open.listOpenInitiatives, listOpenInitiatives, { perMinute: 120 }),
    handle(open.readOpenInitiative, readOpenInitiative, { perMinute: 120 }),
    handle(open.proposeInitiative, proposeInitiative, { perMinute: 30 }),
    // Signed in, and many of one mobile network have one address.
    handle(open.supportInitiative, supportInitiative, { perMinute: 240 }),
    handle(open.followInitiative, followInitiative, { perMinute: 60 }),
  ],
  jobs: [
    work(initiativesClockJob, turnInitiatives, { cron: '* * * * *' }),
    work(eraseInitiativesJob, eraseInitiatives, { cron: '40 3 * * *' }),
    work(tellInitiativeJob, tellInitiative),
  ],
  events: [initiativePublished, initiativeReached, initiativeAnswered, initiativeDecided],
  provides: [provide(clockSubject, initiativeTerms, initiativeTerms.kind)],
  start: async () => {
    initiativesPack.read();
  },
};
