import * as contract from '../../../shared/contract/messages/problems.ts';
import { handle, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import { caseAnswered, caseClosed, caseReopened, casesRead } from '../cases/index.ts';
import { answer, settle } from './answer.ts';
import { burstPack } from './burst-pack.ts';
import * as bursts from './bursts.ts';
import * as cards from './card.ts';
import { create, rename } from './create.ts';
import { decide } from './decide.ts';
import { coolDown, warmUp } from './known-messages.ts';
import { lookBack, lookBackJob, proposeFor } from './propose.ts';
import { takeOut } from './take-out.ts';

export const problemsModule: ModuleManifest = {
  name: 'problems',
  routes: [
    handle(contract.listProblems, cards.list),
    handle(contract.listBursts, bursts.list),
    handle(contract.noteBurst, bursts.note),
    handle(contract.findProblemOfCase, cards.ofCase),
    handle(contract.getProblem, cards.get),
    handle(contract.createProblem, create),
    handle(contract.decideMembers, decide),
    handle(contract.renameProblem, rename),
    handle(contract.takeOut, takeOut),
    handle(contract.answerProblem, answer),
  ],
  jobs: [
    work(bursts.burstJob, bursts.watchBursts, { cron: '*/10 * * * *' }),
    work(lookBackJob, lookBack, { cron: '40 22 * * *' }),
  ],
  listeners: [
    listen('problems', casesRead, proposeFor),
    listen('problems', caseAnswered, settle),
    listen('problems', caseClosed, settle),
    listen('problems', caseReopened, settle),
  ],
  start: async (services) => {
    burstPack.read();
    // Only jobs look for duplicates: a process that serves requests alone reads nothing into its memory.
    if (services.config.only !== 'web') warmUp(services, lookBackJob);
  },
  stop: coolDown,
};
