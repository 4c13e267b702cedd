import * as contract from '../../../shared/contract/heatmap/heat-views.ts';
import { handle, type ModuleManifest, work } from '../../lib/module/module.ts';
import { dueJob, findDue, sendView, sendViewJob, tidyViews, tidyViewsJob } from './send.ts';
import {
  changeLetter,
  pauseSubscription,
  readLetter,
  subscribeToView,
  unsubscribeFromView,
} from './subscriptions.ts';
import {
  deleteHeatView,
  listHeatViews,
  openHeatView,
  renameHeatView,
  restoreHeatView,
  saveHeatView,
  shareHeatView,
} from './views.ts';

export const heatViewsModule: ModuleManifest = {
  name: 'heat-views',
  routes: [
    handle(contract.listHeatViews, listHeatViews),
    handle(contract.saveHeatView, saveHeatView),
    handle(contract.renameHeatView, renameHeatView),
    handle(contract.shareHeatView, shareHeatView),
    handle(contract.deleteHeatView, deleteHeatView),
    handle(contract.restoreHeatView, restoreHeatView),
    handle(contract.openHeatView, openHeatView, { perMinute: 60 }),
    handle(contract.subscribeToView, subscribeToView),
    handle(contract.pauseSubscription, pauseSubscription),
    handle(contract.unsubscribeFromView, unsubscribeFromView),
    handle(contract.readViewLetter, readLetter, { perMinute: 30 }),
    handle(contract.changeViewLetter, changeLetter, { perMinute: 30 }),
  ],
  jobs: [
    work(dueJob, findDue, { cron: '* * * * *' }),
    work(sendViewJob, sendView),
    work(tidyViewsJob, tidyViews, { cron: '40 21 * * *' }),
  ],
};
