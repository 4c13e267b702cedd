import * as contract from '../../../shared/contract/heatmap/zones.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { fileAccess } from '../../base/files/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { get, list } from './card.ts';
import { zonePack } from './pack.ts';
import { list as listScores } from './scores.ts';
import { zoneTerms } from './term-clock.ts';
import { count, watchZones, zonesJob } from './watch.ts';
import { accessProof, claim, note, plan, prove, setOwner } from './work.ts';

export const zonesModule: ModuleManifest = {
  name: 'zones',
  permissions: { 'zones.manage': 'Вести красные зоны: владельцы, пересчёт' },
  routes: [
    handle(contract.listScores, listScores),
    handle(contract.listZones, list),
    handle(contract.getZone, get),
    handle(contract.countZones, count, { perMinute: 6 }),
    handle(contract.setZoneOwner, setOwner),
    handle(contract.planZone, plan),
    handle(contract.claimExit, claim),
    handle(contract.noteZone, note),
    handle(contract.proveZone, prove),
  ],
  // Night in the Urals; what is counted is of the local day it is counted on.
  jobs: [work(zonesJob, watchZones, { cron: '50 20 * * *' })],
  provides: [provide(fileAccess, accessProof, 'zones'), provide(clockSubject, zoneTerms, zoneTerms.kind)],
  start: async () => {
    zonePack.read();
  },
};
