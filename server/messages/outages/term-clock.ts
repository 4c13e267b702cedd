import type { OpenOutage } from '../../../shared/contract/messages/outages-open.ts';
import { placesLine } from '../../../shared/text/messages/outages.ts';
import { shorten } from '../../../shared/text/words.ts';
import { HOUR } from '../../../shared/time.ts';
import type { SubjectTerm, ToldSubject } from '../../base/clocks/index.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { rulesToday } from './pack.ts';
import { type OutageRow, presentOutage, selectOutages } from './rows.ts';
import { isOpen } from './running.ts';

/** Clocks of packs/base/escalation, and what each is for. */
const titles: Readonly<Record<string, string>> = {
  'outage-end': 'Обещанный жителям срок',
  'outage-confirm': 'Подтвердить, что отключение закончилось',
  'outage-term': 'Назвать жителям срок',
};

/** A notice may name hundreds of houses; a letter has a line for it. */
const PLACE_LETTERS = 160;

/** Outages that nobody has ended: the promised time, then how long it may stay unconfirmed; without a time, until one is named. */
async function terms(ctx: Ctx): Promise<SubjectTerm[]> {
  const rows = await selectOutages(ctx).where(isOpen).orderBy('outage.id').execute();
  return rows.flatMap((row) => termsOf(ctx, row));
}

function termsOf(ctx: Ctx, row: OutageRow): SubjectTerm[] {
  const { unconfirmedAfterHours, termWithinHours } = rulesToday(ctx);
  const { begins_at: begins, until_at: until } = row;
  const after = (from: Date, hours: number) => new Date(from.getTime() + hours * HOUR);
  const facts = factsOf(row, presentOutage(row, ctx.now));
  const term = (clock: string, startedAt: Date, dueAt: Date): SubjectTerm =>
    Object.assign({ clock, startedAt, dueAt }, facts);
  if (!until) return [term('outage-term', begins, after(begins, termWithinHours))];
  return [
    term('outage-end', begins, until),
    term('outage-confirm', until, after(until, unconfirmedAfterHours)),
  ];
}

function factsOf(row: OutageRow, { title, places, repairer }: OpenOutage) {
  return {
    id: row.id,
    name: title,
    about: `${shorten(placesLine(places), PLACE_LETTERS)}, чинит ${repairer}`,
    path: `/staff/outages?state=${row.until_at ? 'overdue' : 'running'}&resource=${row.resource}`,
    unitId: row.unit_id,
    block: row.block,
    districtId: commonDistrict(row.district_ids),
    whom: (word: string) =>
      word === 'owner' || word === 'coordinator'
        ? [{ role: 'operator' }, { may: 'cases.triage' }]
        : undefined,
  };
}

/**
 * The smallest district all of these are within; '' where there is none: then it is kept by whoever keeps the whole city, and
 * a grant of one district does not reach it. Pure.
 */
export function commonDistrict(ids: readonly string[]): string {
  const [first = [], ...others] = ids.map((id) => id.split('.'));
  const differs = first.findIndex((part, at) => others.some((other) => other[at] !== part));
  return first.slice(0, differs < 0 ? first.length : differs).join('.');
}

/** Outages on the ladder: whoever keeps them and whoever is on duty, then those above them. */
export const outageTerms: ToldSubject = {
  kind: 'outage',
  title: (clock) => titles[clock],
  terms,
};
