import { exportForFederal, type FederalField } from '../../../shared/contract/monitoring/federal.ts';
import { formatDateTime, formatDay } from '../../../shared/text/dates.ts';
import { networksToday } from '../../base/networks/index.ts';
import { findFact } from '../../base/taxonomy/index.ts';
import { readCity } from '../../lib/city.ts';
import { badField } from '../../lib/errors.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { defineReport } from '../../lib/reports/define-report.ts';
import { fillTable } from '../../lib/tables/columns.ts';
import { type OutsideIncident, readOutside } from '../incidents/index.ts';
import { federalStageTitle, stageOfIncident } from './pack.ts';
import { packOf } from './sheets.ts';

type Line = OutsideIncident & { federalNumber: string };

/** A row of a file or a link by hand: of which network it is, that file or that link says. */
const isBrought = (network: string): boolean => network === 'federal' || network === 'manual';

function cellsOf(ctx: Ctx): Record<FederalField, (line: Line) => string> {
  const { zone } = readCity(ctx.config);
  const pack = packOf(ctx);
  const networks = new Map(networksToday(ctx).map(({ id, title }) => [id, title]));
  // Their system reads moments as it writes them: as text.
  const moment = (at: Date | null): string => (at ? formatDateTime(at, zone) : '');
  return {
    number: ({ federalNumber }) => federalNumber,
    url: ({ url }) => url,
    // They have the words whole: what leads to a person needs no second journey.
    text: ({ title }) => title,
    network: ({ network }) => (isBrought(network) ? '' : (networks.get(network) ?? '')),
    // They have who wrote it: no second journey of a name.
    author: () => '',
    postedAt: ({ postedAt }) => moment(postedAt),
    status: ({ status }) => federalStageTitle(stageOfIncident(status), pack),
    dueAt: ({ dueAt }) => moment(dueAt),
    topic: ({ factId }) => (factId && findFact(factId)?.title) || '',
    place: () => '',
    executor: ({ unitTitle }) => unitTitle ?? '',
    answer: ({ answer }) => answer ?? '',
    answerUrl: ({ answerUrl }) => answerUrl ?? '',
    answeredAt: ({ answeredAt }) => moment(answeredAt),
  };
}

/** What goes out: columns we have nothing to say in are left out. */
const told = [
  ...(['number', 'url', 'text', 'network', 'postedAt', 'status', 'topic'] as const),
  ...(['dueAt', 'executor', 'answer', 'answerUrl', 'answeredAt'] as const),
];

async function readOurs(ctx: Ctx, from: string, to: string, limit: number): Promise<Line[]> {
  const links = await ctx.db
    .selectFrom('federal.link')
    .select(['number', 'incident_id'])
    .where('posted_on', '>=', from)
    .where('posted_on', '<=', to)
    .orderBy('posted_on')
    .orderBy('number')
    .limit(limit)
    .execute();
  const incidents = await readOutside(
    ctx,
    links.map(({ incident_id: id }) => id),
  );
  return links.flatMap(({ number, incident_id: id }) => {
    const incident = incidents.get(id);
    return incident?.isOwn ? [Object.assign({ federalNumber: number }, incident)] : [];
  });
}

/** Incidents that came from them, within the reader's reach, in their columns: state, term, who answers, the answer. */
export const forFederal = defineReport(exportForFederal, {
  journal: { action: 'federal.export', object: 'register' },
  most: 5000,
  isForMachines: true,
  async make(ctx, { query }, limit) {
    if (query.to < query.from) throw badField('to', 'Конец периода раньше начала');
    const cells = cellsOf(ctx);
    const period = `${formatDay(query.from)}–${formatDay(query.to)}`;
    const titles = new Map(packOf(ctx).columns.map(({ field, title }) => [field, title]));
    return {
      title: 'Инциденты',
      file: `Инциденты для федеральной системы ${period}`,
      facts: [['Период', period]],
      table: fillTable(
        told.map((field) => ({ title: titles.get(field) ?? field, width: 24, of: cells[field] })),
        await readOurs(ctx, query.from, query.to, limit),
      ),
      journal: { objectId: `${query.from}..${query.to}` },
    };
  },
});
