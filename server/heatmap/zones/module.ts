import * as contract from '../../../shared/contract/heatmap/zones.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { fileAccess } from '../../base/files/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { getZone, listZones } from './card.ts';
import { zonePack } from './pack.ts';
import { listScores } from './scores.ts';
import { zoneTerms } from './term-clock.ts';
import { countZones, watchZones, zonesJob } from './watch.ts';
import { accessProof, claimExit, noteZone, planZone, proveZone, setZoneOwner } from './work.ts';

export const zonesModule: ModuleManifest = {
  name: 'zones',
  permissions: { 'zones.manage': 'Вести красные зоны: владельцы, пересчёт' },
  routes: [
    handle(contract.listScores, listScores),
    handle(contract.listZones, listZones),
    handle(contract.getZone, getZone),
    handle(contract.countZones, countZones, { perMinute: 6 }),
    handle(contract.setZoneOwner, setZoneOwner),
    handle(contract.planZone, planZone),
    handle(contract.claimExit, claimExit),
    handle(contract.noteZone, noteZone),
    handle(contract.proveZone, proveZone),
  ],
  // Night in the Urals; what is counted is of the local day it is counted on.
  jobs: [work(zonesJob, watchZones, { cron: '50 20 * * *' })],
  provides: [provide(fileAccess, accessProof, 'zones'), provide(clockSubject, zoneTerms, zoneTerms.kind)],
  start: async () => {
    zonePack.read();
  },
};
