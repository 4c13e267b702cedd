import * as contract from '../../../shared/contract/messages/follows.ts';
import { eraseAgain } from '../../base/backups/index.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import * as follows from './follows.ts';
import { tellFollowers, tellFollowersJob } from './tell.ts';

export const followsModule: ModuleManifest = {
  name: 'follows',
  routes: [
    handle(contract.listFollows, follows.listFollows),
    handle(contract.addFollow, follows.addFollow),
    handle(contract.removeFollow, follows.removeFollow),
    handle(contract.readFollowLink, follows.readFollowLink, { perMinute: 30 }),
    handle(contract.stopFollow, follows.stopFollow, { perMinute: 30 }),
  ],
  jobs: [work(tellFollowersJob, tellFollowers, { cron: '12 * * * *' })],
  provides: [provide(eraseAgain, follows.removeFollowAgain, 'follows.remove')],
};
