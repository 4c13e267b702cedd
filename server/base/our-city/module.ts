import * as contract from '../../../shared/contract/base/our-city.ts';
import * as door from '../../../shared/contract/base/our-city-opening.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { readinessLines } from '../../lib/readiness.ts';
import { createTakeOver } from '../../lib/take-over.ts';
import { showArms, takeArms } from './arms.ts';
import { readCardState, readEdition, saveCityCard } from './card.ts';
import { listCardLines } from './card-lines.ts';
import { loadEditions, refreshEditions } from './editions.ts';
import { seedFirstEdition } from './first-edition.ts';
import { suggestCases } from './name-cases.ts';
import { changePortalOpening, loadPortalDoor, readReadinessState, seedOpenPortal } from './opening.ts';

const takeOver = createTakeOver('карточка города не перечитана');

export const ourCityModule: ModuleManifest = {
  name: 'our-city',
  permissions: { 'our-city.manage': 'Вести карточку города, открывать портал жителям' },
  routes: [
    handle(contract.readCard, readCardState),
    handle(contract.readCityEdition, readEdition),
    handle(contract.saveCard, saveCityCard, { transaction: 'none' }),
    handle(contract.suggestNameCases, async (_ctx, { query }) => suggestCases(query.nominative)),
    handle(contract.uploadArms, takeArms, { transaction: 'none', perMinute: 30 }),
    handle(contract.readArms, showArms),
    handle(door.readReadiness, readReadinessState),
    handle(door.changeOpening, changePortalOpening, { transaction: 'none' }),
  ],
  provides: [provide(readinessLines, listCardLines, 'our-city')],
  // Modules after it print papers in their own seeds already.
  seed: async (ctx) => {
    await seedFirstEdition(ctx);
    if (ctx.config.isDemo) await seedOpenPortal(ctx);
  },
  start: async ({ database, log }) => {
    await loadEditions(database, { isStart: true });
    await loadPortalDoor(database);
    takeOver.start(log, async () => {
      await refreshEditions(database);
      await loadPortalDoor(database);
    });
  },
  stop: takeOver.stop,
};
