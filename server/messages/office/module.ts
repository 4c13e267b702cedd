import * as office from '../../../shared/contract/messages/office.ts';
import * as papers from '../../../shared/contract/messages/office-documents.ts';
import * as receptions from '../../../shared/contract/messages/office-reception.ts';
import { formerLetterhead } from '../../base/our-city/index.ts';
import { handle, listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { caseAnswered, caseReceiptCorrected, caseRegimeChanged, casesRegistered } from '../cases/index.ts';
import { changeAppeal as changeCard, getAppeal } from './appeal.ts';
import { addCopies, changeDocument, makeDocument, signDocument } from './documents.ts';
import { findEarlier } from './earlier.ts';
import { enterAppeals, followReceipt, followRegime, setStorage } from './enter.ts';
import { enterMissing, enterMissingJob } from './enter-missing.ts';
import { appealsFile } from './export.ts';
import { listAppeals } from './journal.ts';
import { downloadDocument, downloadRegistrationCard } from './papers.ts';
import { bookVisit, closeVisit, listReceptions, planReception, revealVisit } from './receptions.ts';
import { registerAppeal } from './register.ts';
import { readReview } from './review.ts';
import { downloadReview as downloadReviewPaper } from './review-paper.ts';
import { leaveNameless, sendDocument } from './sending.ts';
import { formerHeadOf, officeOf } from './settings.ts';
import { receiveDocuments, requestDocuments } from './terms.ts';

export const officeModule: ModuleManifest = {
  name: 'office',
  permissions: {
    'office.read': 'Читать журнал обращений',
    'office.keep': 'Вести журнал обращений, карточки, письма, личный приём',
    'office.sign': 'Подписывать письма по обращениям',
  },
  routes: [
    handle(office.listAppeals, listAppeals),
    appealsFile,
    handle(office.getAppeal, getAppeal),
    handle(office.changeAppeal, changeCard),
    handle(office.registerAppeal, registerAppeal),
    handle(office.findEarlier, findEarlier, { perMinute: 60 }),
    handle(papers.makeDocument, makeDocument),
    handle(papers.changeDocument, changeDocument),
    handle(papers.signDocument, signDocument),
    handle(papers.sendDocument, sendDocument),
    handle(papers.downloadDocument, downloadDocument, { perMinute: 60 }),
    handle(papers.downloadCard, downloadRegistrationCard, { perMinute: 60 }),
    handle(papers.addCopies, addCopies),
    handle(papers.leaveNamelessAppeal, leaveNameless),
    handle(papers.requestDocuments, requestDocuments),
    handle(papers.receiveDocuments, receiveDocuments),
    handle(papers.getReview, readReview),
    handle(papers.downloadReview, downloadReviewPaper, { perMinute: 30 }),
    handle(receptions.listReceptions, listReceptions),
    handle(receptions.planReception, planReception),
    handle(receptions.bookVisit, bookVisit),
    handle(receptions.revealVisit, revealVisit, { perMinute: 60 }),
    handle(receptions.closeVisit, closeVisit),
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
  provides: [provide(formerLetterhead, formerHeadOf)],
  start: async ({ config }) => {
    officeOf(config);
  },
};
