import { eraseAgain } from '../../base/backups/index.ts';
import { readingCases } from '../../base/breaches/index.ts';
import { clockSubject } from '../../base/clocks/index.ts';
import { isDeadlineRule } from '../../base/deadlines/index.ts';
import { fileAccess } from '../../base/files/index.ts';
import { noteOpenRecords, openSet } from '../../base/open-data/index.ts';
import { promiseSource } from '../../base/promises/index.ts';
import { ruleCheck, topicUse } from '../../base/taxonomy/index.ts';
import { caseLending } from '../../base/understanding/index.ts';
import { provideChecks } from '../../lib/health/health-check.ts';
import { listen, type ModuleManifest, work } from '../../lib/module/module.ts';
import { provide } from '../../lib/module/port.ts';
import { readinessLines } from '../../lib/readiness.ts';
import { compileJob, compileParts } from './answers/split.ts';
import { bulkJob, bulkResumeJob } from './bulk/bulk-job.ts';
import { resumeRuns, workOn } from './bulk/bulk-work.ts';
import { caseClocks } from './clocks/clock-subject.ts';
import { seedBodies } from './core/bodies.ts';
import { pruneChanges, pruneChangesJob } from './core/change-log.ts';
import { caseAnswered, caseEvents, caseHidden } from './core/events.ts';
import { countOpenByFact } from './core/topic-use.ts';
import { loadTrackSecret } from './core/tracking.ts';
import { followUp } from './intake/follow-up.ts';
import { followUpJob } from './intake/follow-up-job.ts';
import { startIntake, stopIntake } from './intake/intake.ts';
import { printAnswers, printAnswersJob } from './likeness/prints.ts';
import { lendCases } from './lists/lend-cases.ts';
import { portalRoutes } from './portal-routes.ts';
import { answerPromises } from './publication/open-promises.ts';
import { openKeysOf, publicMessages } from './publication/public-messages.ts';
import { checkPhoto } from './resident/photo-access.ts';
import { withdrawAgain } from './resident/withdraw.ts';
import { countWords, countWordsJob, indexCases, reindexCases, reindexJob } from './search/indexing.ts';
import { findReadingCases } from './search/reading-cases.ts';
import { topicsCheck } from './sorting/topic-health.ts';
import { listTopicLines } from './sorting/topic-readiness.ts';
import { executorRoutes, moveRoutes, sideRoutes, staffRoutes } from './staff-routes.ts';
import { anonymise, retentionJob } from './sweeps/retention.ts';
import { sweepCases, sweepCasesJob } from './sweeps/sweep.ts';

export const casesModule: ModuleManifest = {
  name: 'cases',
  permissions: {
    'cases.read': 'Читать дела',
    'cases.register': 'Регистрировать звонки, письма, приём',
    'cases.triage': 'Разбирать входящие',
    'cases.assign': 'Назначать исполнителя и выдавать ссылки',
    'cases.answer': 'Готовить ответы',
    'cases.review': 'Согласовывать ответы',
    'cases.approve': 'Утверждать ответы',
    'cases.terminate': 'Прекращать переписку по обращению',
    'cases.settle': 'Решать, чьё дело, которое трижды вернули',
    'cases.keep-bodies': 'Вести справочник органов вне администрации',
    'cases.extend-term': 'Продлевать срок ответа на сообщение',
    'cases.extend-appeal': 'Продлевать срок обращения по 59-ФЗ',
    'cases.reveal': 'Видеть контакты жителей с записью в журнал',
    'cases.publish': 'Показывать дела и фото на карте',
    'cases.bulk': 'Действовать над многими делами сразу',
  },
  routes: [...portalRoutes, ...staffRoutes, ...moveRoutes, ...sideRoutes, ...executorRoutes],
  jobs: [
    work(followUpJob, followUp, { cron: '* * * * *' }),
    work(sweepCasesJob, sweepCases, { cron: '*/15 * * * *' }),
    work(compileJob, compileParts),
    work(retentionJob, anonymise, { cron: '10 21 * * *' }),
    work(pruneChangesJob, pruneChanges, { cron: '50 * * * *' }),
    work(reindexJob, reindexCases, { cron: '*/10 * * * *' }),
    work(printAnswersJob, printAnswers, { cron: '5,15,25,35,45,55 * * * *' }),
    work(bulkJob, workOn),
    work(bulkResumeJob, resumeRuns, { cron: '*/5 * * * *' }),
    work(countWordsJob, countWords, { cron: '40 20 * * *' }),
  ],
  listeners: [
    listen('cases', caseAnswered, (ctx, { caseId }) => indexCases(ctx, [caseId])),
    listen('cases', caseHidden, async (ctx, { caseId }) =>
      noteOpenRecords(ctx, publicMessages.id, await openKeysOf(ctx, [caseId])),
    ),
  ],
  events: caseEvents,
  provides: [
    provide(clockSubject, caseClocks, caseClocks.kind),
    provide(fileAccess, checkPhoto, 'cases'),
    provide(topicUse, countOpenByFact),
    provide(ruleCheck, isDeadlineRule),
    provide(eraseAgain, withdrawAgain, 'cases.withdraw-consent'),
    provide(caseLending, lendCases),
    provide(readinessLines, listTopicLines, 'cases'),
    ...provideChecks(topicsCheck),
    provide(readingCases, findReadingCases),
    provide(promiseSource, answerPromises, answerPromises.kind),
    provide(openSet, publicMessages, publicMessages.id),
  ],
  seed: seedBodies,
  start: async (services) => {
    await loadTrackSecret(services.database);
    startIntake(services);
  },
  stop: stopIntake,
};
