import * as contract from '../../../shared/contract/base/our-city.ts';
import { handle, type ModuleManifest } from '../../lib/module/module.ts';
import { createTakeOver } from '../../lib/take-over.ts';
import { showArms, takeArms } from './arms.ts';
import { readCardState, readEdition, saveCityCard } from './card.ts';
import { loadEditions, refreshEditions } from './editions.ts';
import { seedFirstEdition } from './first-edition.ts';
import { suggestCases } from './name-cases.ts';

const takeOver = createTakeOver('карточка города не перечитана');

export const ourCityModule: ModuleManifest = {
  name: 'our-city',
  permissions: { 'our-city.manage': 'Вести карточку города' },
  routes: [
    handle(contract.readCard, readCardState),
    handle(contract.readCityEdition, readEdition),
    handle(contract.saveCard, saveCityCard, { transaction: 'none' }),
    handle(contract.suggestNameCases, async (_ctx, { query }) => suggestCases(query.name)),
    handle(contract.uploadArms, takeArms, { transaction: 'none', perMinute: 30 }),
    handle(contract.readArms, showArms),
  ],
  // Modules after it print papers in their own seeds already.
  seed: seedFirstEdition,
  start: async ({ database, log }) => {
    await loadEditions(database, { isStart: true });
    takeOver.start(log, () => refreshEditions(database));
  },
  stop: takeOver.stop,
};
