import * as office from '../../../shared/contract/messages/office.ts';
import * as papers from '../../../shared/contract/messages/office-documents.ts';
import * as receptions from '../../../shared/contract/messages/office-reception.ts';
import { handle, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import { caseAnswered, caseReceiptCorrected, caseRegimeChanged, casesRegistered } from '../cases/index.ts';
import { change as changeCard, getCard } from './appeal.ts';
import { change, copy, make, sign } from './documents.ts';
import { find } from './earlier.ts';
import { enterAppeals, followReceipt, followRegime, setStorage } from './enter.ts';
import { enterMissing, enterMissingJob } from './enter-missing.ts';
import { appealsFile } from './export.ts';
import { listPage } from './journal.ts';
import { download, downloadRegistrationCard } from './papers.ts';
import { book, close, listAll, plan, reveal } from './receptions.ts';
import { register } from './register.ts';
import { readReview } from './review.ts';
import { download as downloadReviewPaper } from './review-paper.ts';
import { leaveNameless, send } from './sending.ts';
import { officeOf } from './settings.ts';
import { receive, request } from './terms.ts';

export const officeModule: ModuleManifest = {
  name: 'office',
  permissions: {
    'office.read': 'Читать журнал обращений',
    'office.keep': 'Вести журнал обращений, карточки, письма, личный приём',
    'office.sign': 'Подписывать письма по обращениям',
  },
  routes: [
    handle(office.listAppeals, listPage),
    appealsFile,
    handle(office.getAppeal, getCard),
    handle(office.changeAppeal, changeCard),
    handle(office.registerAppeal, register),
    handle(office.findEarlier, find, { perMinute: 60 }),
    handle(papers.makeDocument, make),
    handle(papers.changeDocument, change),
    handle(papers.signDocument, sign),
    handle(papers.sendDocument, send),
    handle(papers.downloadDocument, download, { perMinute: 60 }),
    handle(papers.downloadCard, downloadRegistrationCard, { perMinute: 60 }),
    handle(papers.addCopies, copy),
    handle(papers.leaveNamelessAppeal, leaveNameless),
    handle(papers.requestDocuments, request),
    handle(papers.receiveDocuments, receive),
    handle(papers.getReview, readReview),
    handle(papers.downloadReview, downloadReviewPaper, { perMinute: 30 }),
    handle(receptions.listReceptions, listAll),
    handle(receptions.planReception, plan),
    handle(receptions.bookVisit, book),
    handle(receptions.revealVisit, reveal, { perMinute: 60 }),
    handle(receptions.closeVisit, close),
  ],
  jobs: [
    work(
      enterMissingJob,
      async (ctx) => {
        await enterMissing(ctx);
      },
      { cron: '7 * * * *' },
    ),
  ],
  listeners: [
    listen('office', casesRegistered, enterAppeals),
    listen('office', caseRegimeChanged, followRegime),
    listen('office', caseReceiptCorrected, followReceipt),
    listen('office', caseAnswered, (ctx, { caseId }) => setStorage(ctx, caseId)),
  ],
  start: async ({ config }) => {
    officeOf(config);
  },
};
