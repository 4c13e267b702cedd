import * as contract from '../../../shared/contract/participation/ballots.ts';
import { takeKioskBallot as takeKioskBallotRoute } from '../../../shared/contract/participation/poll-kiosk.ts';
import { handle, handleRaw, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { ballotBox } from '../polls/index.ts';
import { box } from './box.ts';
import { prepareVote, readBallotForm, readVote } from './card.ts';
import { castBallot, startSlot, stopSlot } from './cast.ts';
import { mixBallots, mixBallotsJob } from './mix.ts';
import { bringBallots, endOpening, listEnvelopes } from './opening.ts';
import { takeBallot, takeKioskBallot } from './paper.ts';
import { downloadBallots } from './published.ts';

export const ballotsModule: ModuleManifest = {
  name: 'ballots',
  permissions: {
    'ballots.hold-key': 'Хранить ключ подсчёта тайных голосований и вскрывать конверты',
  },
  routes: [
    handle(contract.readVote, readVote),
    handle(contract.prepareVote, prepareVote),
    handle(contract.listEnvelopes, listEnvelopes),
    handle(contract.bringBallots, bringBallots),
    handle(contract.endOpening, endOpening),
    handle(contract.readBallotForm, readBallotForm, { perMinute: 120 }),
    handle(contract.takeBallot, takeBallot, { perMinute: 120 }),
    handle(takeKioskBallotRoute, takeKioskBallot, { perMinute: 30 }),
    handleRaw(contract.castBallot, castBallot),
    handle(contract.downloadBallots, downloadBallots, { perMinute: 30 }),
  ],
  jobs: [work(mixBallotsJob, mixBallots, { cron: '5,15,25,35,45,55 * * * *' })],
  provides: [provide(ballotBox, box)],
  start: async (services) => startSlot(services),
  stop: stopSlot,
};
