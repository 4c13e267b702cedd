import * as contract from '../../../shared/contract/group/interaction.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { seedDemoInteraction } from './demo.ts';
import * as events from './events.ts';
import { interactionPack } from './pack.ts';
import * as papers from './papers.ts';
import * as systems from './systems.ts';
import { paperTerms } from './term-clock.ts';

export const interactionModule: ModuleManifest = {
  name: 'interaction',
  routes: [
    handle(contract.listPapers, papers.listPapers),
    handle(contract.addPaper, papers.addPaper),
    handle(contract.changePaper, papers.changePaper),
    handle(contract.closePaper, papers.closePaper),
    handle(contract.listEvents, events.listEvents),
    handle(contract.addEvent, events.addEvent),
    handle(contract.tellOutcome, events.tellOutcome),
    handle(contract.issueOutcome, events.issueOutcome),
    handle(contract.removeEvent, events.removeEvent),
    handle(contract.listSystems, systems.listSystems),
    handle(contract.setSystemOwner, systems.setSystemOwner),
  ],
  seed: async (ctx) => {
    if (ctx.config.isDemo) await seedDemoInteraction(ctx);
  },
  provides: [
    provide(clockSubject, paperTerms, paperTerms.kind),
    provide(connectedSystems, systems.listDecreeFacts, 'interaction'),
  ],
  start: async () => {
    interactionPack.read();
  },
};
