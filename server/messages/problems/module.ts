import * as contract from '../../../shared/contract/messages/problems.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { handle, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { caseAnswered, caseClosed, caseReopened, casesRead } from '../cases/index.ts';
import { answerProblem, settleProblem } from './answer.ts';
import { burstTerms } from './burst-clock.ts';
import { burstPack } from './burst-pack.ts';
import * as bursts from './bursts.ts';
import * as cards from './card.ts';
import { createByHand, renameProblem } from './create.ts';
import { decideMembers } from './decide.ts';
import { gatherBurst } from './gather-burst.ts';
import { coolDown, warmUp } from './known-messages.ts';
import { lookBack, lookBackJob, proposeFor } from './propose.ts';
import { takeOut } from './take-out.ts';

export const problemsModule: ModuleManifest = {
  name: 'problems',
  routes: [
    handle(contract.listProblems, cards.listProblems),
    handle(contract.listBursts, bursts.listBursts),
    handle(contract.noteBurst, bursts.noteBurst),
    handle(contract.gatherBurst, gatherBurst),
    handle(contract.findProblemOfCase, cards.findProblemOfCase),
    handle(contract.getProblem, cards.getProblem),
    handle(contract.createProblem, createByHand),
    handle(contract.decideMembers, decideMembers),
    handle(contract.renameProblem, renameProblem),
    handle(contract.takeOut, takeOut),
    handle(contract.answerProblem, answerProblem),
  ],
  jobs: [
    work(bursts.burstJob, bursts.watchBursts, { cron: '*/10 * * * *' }),
    work(lookBackJob, lookBack, { cron: '40 22 * * *' }),
  ],
  listeners: [
    listen('problems', casesRead, proposeFor),
    listen('problems', caseAnswered, settleProblem),
    listen('problems', caseClosed, settleProblem),
    listen('problems', caseReopened, settleProblem),
  ],
  provides: [provide(clockSubject, burstTerms, burstTerms.kind)],
  start: async (services) => {
    burstPack.read();
    // Only jobs look for duplicates: a process that serves requests alone reads nothing into its memory.
    if (services.config.only !== 'web') warmUp(services, lookBackJob);
  },
  stop: coolDown,
};
