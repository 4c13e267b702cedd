import { exportForPos, type PosField } from '../../../shared/contract/messages/reconcile.ts';
import { dayAfter, formatDay } from '../../../shared/text/dates.ts';
import { localDate, localDayStart } from '../../base/deadlines/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { AppError } from '../../lib/errors.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import { fillTable } from '../../lib/tables/columns.ts';
import { forLists, listOutsideCases, type OutsideCase } from '../cases/index.ts';
import { posPack, stageOf, stageTitle } from './pack.ts';

// ПОС reads days as it writes them: as text.
const day = (at: Date | null): string => (at ? formatDay(localDate(at)) : '');

const cells: Record<PosField, (file: OutsideCase) => string> = {
  externalId: ({ externalId }) => externalId,
  receivedAt: ({ registeredAt }) => day(registeredAt),
  status: ({ status }) => stageTitle(stageOf(status)),
  dueOn: ({ dueAt }) => day(dueAt),
  theme: ({ factId, title }) => (factId && findFact(factId)?.title) || title,
  // ПОС has the words whole: what leads to a person needs no second journey.
  text: ({ body }) => forLists(body),
  address: ({ address }) => address ?? '',
  answer: ({ answer }) => answer ?? '',
  answeredAt: ({ answeredAt }) => day(answeredAt),
  executor: ({ unitTitle }) => unitTitle ?? '',
};

/** Our messages of ПОС within the reader's reach, in the columns of ПОС; no contacts go out. */
export const forPos = defineReport(exportForPos, {
  journal: { action: 'reconcile.export', object: 'register' },
  most: 50_000,
  isForMachines: true,
  async make(ctx, { query }, limit) {
    if (query.to < query.from) throw new AppError('lib.bad-input', 'Конец периода раньше начала.');
    const span = { from: localDayStart(query.from), before: localDayStart(dayAfter(query.to)) };
    const files = await listOutsideCases(ctx, posPack.source, span, { limit, isOwnOnly: true });
    const period = `${formatDay(query.from)}–${formatDay(query.to)}`;
    return {
      title: 'Сообщения',
      file: `Сообщения ПОС ${period}`,
      facts: [['Период', period]],
      table: fillTable(
        posPack.columns.map(({ field, title }) => ({ title, width: 24, of: cells[field] })),
        files,
      ),
      journal: { objectId: `${query.from}..${query.to}` },
    };
  },
});
