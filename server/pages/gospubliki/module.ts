import * as contract from '../../../shared/contract/pages/gospubliki.ts';
import * as acts from '../../../shared/contract/pages/gospubliki-acts.ts';
import * as cabinetRoutes from '../../../shared/contract/pages/gospubliki-cabinet.ts';
import { getRating as ratingRoute } from '../../../shared/contract/pages/gospubliki-rating.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { fileAccess } from '../../base/files/index.ts';
import { connectedSystems } from '../../lib/exchange/connected-systems.ts';
import { handle, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { variantPublished } from '../publications/index.ts';
import * as cabinet from './cabinet/keep.ts';
import { accessTerms, placementTerms } from './clock-subject.ts';
import { accessRequestFile } from './file-access.ts';
import { listImposed } from './load/read-load.ts';
import { gospublikiPack } from './pack.ts';
import { freezeRating, freezeRatingJob, getRating } from './rating/rating.ts';
import * as reposts from './reposts/reposts.ts';
import { listTargets, readRequest } from './requests/card.ts';
import * as course from './requests/course.ts';
import * as decisions from './requests/decisions.ts';
import { countRequests, listRequests, requestsFile } from './requests/list.ts';
import * as record from './requests/record.ts';
import { downloadRequestReport } from './requests/report-paper.ts';
import { listGospublikiFacts } from './systems.ts';

export const gospublikiModule: ModuleManifest = {
  name: 'gospubliki',
  permissions: {
    'gospubliki.read': 'Видеть кабинет «Госпаблики», заявки на размещение и их сроки',
    'gospubliki.keep': 'Вести кабинет «Госпаблики» и его секреты, решать по заявкам, отчитываться',
  },
  routes: [
    handle(contract.listRequests, listRequests),
    requestsFile,
    handle(contract.countRequests, countRequests),
    handle(contract.listTargets, listTargets),
    handle(contract.listImposed, listImposed),
    handle(contract.readRequest, readRequest),
    handle(contract.downloadRequestReport, downloadRequestReport, { perMinute: 30 }),
    handle(acts.receiveRequest, record.receiveRequest),
    handle(acts.changeRequest, record.changeRequest),
    handle(acts.acceptRequest, decisions.acceptRequest),
    handle(acts.objectRequest, decisions.objectRequest),
    handle(acts.withdrawRequest, course.withdrawRequest),
    handle(acts.missPages, course.missPages),
    handle(acts.reportRequest, course.reportRequest),
    handle(cabinetRoutes.getCabinet, cabinet.getCabinet),
    handle(cabinetRoutes.changeCabinet, cabinet.changeCabinet),
    handle(cabinetRoutes.saveSecret, cabinet.saveSecret),
    handle(cabinetRoutes.addCabinetPerson, cabinet.addCabinetPerson),
    handle(cabinetRoutes.changeCabinetPerson, cabinet.changeCabinetPerson),
    handle(cabinetRoutes.endCabinetPerson, cabinet.endCabinetPerson),
    handle(cabinetRoutes.listReposts, reposts.listReposts),
    handle(cabinetRoutes.askRepost, reposts.askRepost),
    handle(cabinetRoutes.answerRepost, reposts.answerRepost),
    handle(ratingRoute, getRating),
  ],
  // At half past four in the city.
  jobs: [work(freezeRatingJob, freezeRating, { cron: '30 23 * * *' })],
  listeners: [listen('gospubliki', variantPublished, course.hearPublished)],
  provides: [
    provide(fileAccess, accessRequestFile, 'gospubliki'),
    provide(clockSubject, placementTerms, placementTerms.kind),
    provide(clockSubject, accessTerms, accessTerms.kind),
    provide(connectedSystems, listGospublikiFacts, 'gospubliki'),
  ],
  start: async () => {
    gospublikiPack.read();
  },
};
