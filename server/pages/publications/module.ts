import * as news from '../../../shared/contract/pages/news.ts';
import { getPriorities as prioritiesRoute } from '../../../shared/contract/pages/priorities.ts';
import * as contract from '../../../shared/contract/pages/publications.ts';
import * as acts from '../../../shared/contract/pages/publications-acts.ts';
import { readEffect as effectRoute } from '../../../shared/contract/pages/publications-effect.ts';
import * as lists from '../../../shared/contract/pages/publications-list.ts';
import { readMeeting as meetingRoute } from '../../../shared/contract/pages/publications-met.ts';
import * as outside from '../../../shared/contract/pages/publications-outside.ts';
import { listQuestions as questionsRoute } from '../../../shared/contract/pages/publications-questions.ts';
import * as onPages from '../../../shared/contract/pages/publications-variants.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { fileAccess } from '../../base/files/index.ts';
import { publicationEnded, publicationGate } from '../../base/networks/index.ts';
import { openSet } from '../../base/open-data/index.ts';
import { handle, listen, type ModuleManifest } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { caseHidden, caseReopened } from '../../messages/cases/index.ts';
import { pageArchived } from '../register/index.ts';
import * as agree from './acts/agree.ts';
import * as changes from './acts/changes.ts';
import { copyPublication } from './acts/copy.ts';
import * as variants from './acts/variants.ts';
import * as write from './acts/write.ts';
import { getCalendar, saveQuietDay } from './calendar/get-calendar.ts';
import { hearArchived, hearCase, whyHeldBack } from './called-back.ts';
import { readPublication } from './card.ts';
import { reviewTerms } from './clock-subject.ts';
import { memorablePack } from './dates/pack.ts';
import { readEffect } from './effect/read-effect.ts';
import { hearPublication } from './heard.ts';
import { beginFromSource, listIdeas } from './ideas.ts';
import { countPublications, listCorrections, listPublications } from './list.ts';
import { getNewsFeed, listNews } from './news.ts';
import { openPostSet } from './open-set.ts';
import * as ask from './outside/ask.ts';
import * as byLink from './outside/page.ts';
import { publishingPack } from './pack.ts';
import { accessPicture } from './picture-access.ts';
import { getPriorities } from './priorities.ts';
import { listAskedQuestions } from './questions.ts';
import { readMeeting } from './read-meeting.ts';
import { VARIANT_SUBJECT } from './rows.ts';
import { variantPublished } from './told.ts';

export const publicationsModule: ModuleManifest = {
  name: 'publications',
  permissions: {
    'publications.read': 'Видеть публикации официальных страниц: календарь, черновики, что вышло',
    'publications.keep': 'Писать публикации, выпускать срочно, исправлять и снимать вышедшее',
    'publications.approve': 'Согласовывать публикации и исправления, проверять срочные, назначать дни тишины',
  },
  routes: [
    handle(contract.getCalendar, getCalendar),
    handle(lists.listPublications, listPublications),
    handle(lists.countPublications, countPublications),
    handle(lists.listIdeas, listIdeas),
    handle(contract.readPublication, readPublication),
    handle(effectRoute, readEffect),
    handle(meetingRoute, readMeeting),
    handle(questionsRoute, listAskedQuestions),
    handle(acts.createPublication, write.createPublication),
    handle(acts.beginFromSource, beginFromSource),
    handle(acts.copyPublication, copyPublication),
    handle(acts.checkPublication, write.checkPublication),
    handle(acts.changePublication, write.changePublication),
    handle(acts.submitPublication, agree.submitPublication),
    handle(acts.recallPublication, agree.recallPublication),
    handle(acts.cancelPublication, agree.cancelPublication),
    handle(acts.approvePublication, agree.approvePublication),
    handle(acts.returnPublication, agree.returnPublication),
    handle(outside.askOutside, ask.askOutside),
    handle(outside.dropOutside, ask.dropOutside),
    handle(outside.getApprovalPage, byLink.getApprovalPage),
    handle(outside.agreeByLink, byLink.agreeByLink),
    handle(outside.returnByLink, byLink.returnByLink),
    handle(acts.publishUrgently, agree.publishUrgently),
    handle(acts.reviewUrgent, agree.reviewUrgent),
    handle(onPages.moveVariant, variants.moveVariant),
    handle(onPages.retryVariant, variants.retryVariant),
    handle(onPages.resumeVariant, variants.resumeVariant),
    handle(onPages.proveVariant, variants.proveVariant),
    handle(onPages.correctVariant, changes.correctVariant),
    handle(onPages.withdrawVariant, changes.withdrawVariant),
    handle(onPages.approveCorrection, changes.approveCorrection),
    handle(onPages.returnCorrection, changes.returnCorrection),
    handle(onPages.settleCorrection, changes.settleCorrection),
    handle(acts.saveQuietDay, saveQuietDay),
    handle(acts.listCorrections, listCorrections),
    handle(prioritiesRoute, getPriorities),
    handle(news.listNews, listNews),
    handle(news.getNewsFeed, getNewsFeed),
  ],
  events: [variantPublished],
  listeners: [
    listen('publications', publicationEnded, hearPublication),
    listen('publications', pageArchived, hearArchived),
    listen('publications', caseReopened, hearCase),
    listen('publications', caseHidden, hearCase),
  ],
  provides: [
    provide(fileAccess, accessPicture, 'publications'),
    provide(openSet, openPostSet, openPostSet.id),
    provide(publicationGate, whyHeldBack, VARIANT_SUBJECT),
    provide(clockSubject, reviewTerms, 'publication-review'),
  ],
  start: async () => {
    publishingPack.read();
    memorablePack.read();
  },
};
