import type { BreachFieldId, BreachNotice } from '../../../shared/contract/base/breaches.ts';
import { breachNotices } from '../../../shared/contract/base/breaches.ts';
import { formatDateTime } from '../../../shared/text/dates.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import type { BreachRules } from './pack.ts';
import type { BreachRow } from './rows.ts';

const columns = {
  found: 'found',
  what: 'what',
  spread: 'spread',
  data: 'data',
  causes: 'causes',
  harm: 'harm',
  measures: 'measures',
  contact: 'contact',
  inquiry: 'inquiry',
  culprits: 'culprits',
  initialNumber: 'initial_number',
} as const;

/** A field of a breach as a notice says it; «» = not known yet. */
export function tellBreachField(row: BreachRow, id: BreachFieldId, zone: string): string {
  switch (id) {
    case 'discoveredAt':
      return formatDateTime(row.discovered_at, zone);
    case 'happenedAt':
      return row.happened_at ? formatDateTime(row.happened_at, zone) : '';
    case 'people':
    case 'records':
      return row[id] === null ? '' : formatNumber(row[id]);
    default:
      return row[columns[id]];
  }
}

/** What a notice must say and the record does not yet. */
export const findGaps = (row: BreachRow, { notices }: BreachRules, notice: BreachNotice): string[] =>
  notices[notice].fields
    .filter(({ id, isRequired }) => isRequired && tellBreachField(row, id, 'UTC').trim() === '')
    .map(({ title }) => title);

/** Everything both notices say, each field once, in their order. */
export function listBreachFacts(row: BreachRow, { notices }: BreachRules, zone: string) {
  const fields = breachNotices.flatMap((notice) => notices[notice].fields);
  const firsts = fields.filter(({ id }, at) => fields.findIndex((one) => one.id === id) === at);
  return firsts.map(({ id, title }) => ({ id, title, value: tellBreachField(row, id, zone) }));
}
