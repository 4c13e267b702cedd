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
    handle(contract.listPapers, papers.list),
    handle(contract.addPaper, papers.add),
    handle(contract.changePaper, papers.change),
    handle(contract.closePaper, papers.close),
    handle(contract.listEvents, events.list),
    handle(contract.addEvent, events.add),
    handle(contract.tellOutcome, events.tellOutcome),
    handle(contract.issueOutcome, events.issueOutcome),
    handle(contract.removeEvent, events.remove),
    handle(contract.listSystems, systems.list),
    handle(contract.setSystemOwner, systems.setOwner),
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
