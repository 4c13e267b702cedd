import * as contract from '../../../shared/contract/heatmap/heat-views.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { dueJob, findDue, send, sendJob, tidy, tidyJob } from './send.ts';
import { changeLetter, pause, readLetter, subscribe, unsubscribe } from './subscriptions.ts';
import { list, open, remove, rename, restore, save, share } from './views.ts';

export const heatViewsModule: ModuleManifest = {
  name: 'heat-views',
  routes: [
    handle(contract.listHeatViews, list),
    handle(contract.saveHeatView, save),
    handle(contract.renameHeatView, rename),
    handle(contract.shareHeatView, share),
    handle(contract.deleteHeatView, remove),
    handle(contract.restoreHeatView, restore),
    handle(contract.openHeatView, open, { perMinute: 60 }),
    handle(contract.subscribeToView, subscribe),
    handle(contract.pauseSubscription, pause),
    handle(contract.unsubscribeFromView, unsubscribe),
    handle(contract.readViewLetter, readLetter, { perMinute: 30 }),
    handle(contract.changeViewLetter, changeLetter, { perMinute: 30 }),
  ],
  jobs: [
    work(dueJob, findDue, { cron: '* * * * *' }),
    work(sendJob, send),
    work(tidyJob, tidy, { cron: '40 21 * * *' }),
  ],
};
