import type { DayIdea, PromiseIdea } from '../../../../shared/contract/pages/publications-list.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { addDays } from '../../../../shared/text/periods.ts';
import { lawHolidays, localDate } from '../../../base/deadlines/index.ts';
import {
  type LedgerLine,
  promiseRulesOn,
  readLedger,
  wordsOfPromises,
} from '../../../base/promises/index.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import { daysAhead } from './days-ahead.ts';
import { memorablePack } from './pack.ts';

/** Holidays and memorable days that come, each with the beginning of a text. */
export function listDayIdeas(ctx: Ctx): DayIdea[] {
  const today = localDate(ctx.now);
  const { days, shownDays } = memorablePack.on(today);
  return daysAhead({ days, holidays: lawHolidays() }, { today, within: shownDays }).map(
    ({ title, basis, on }) => ({ title, basis, on, text: `${title}, ${formatDay(on)}\n\n…` }),
  );
}

const SHOWN = 20;

/** Promises whose term is near, and those kept in the last days. */
function isWorthTelling({ outcome, dueOn, doneAt }: LedgerLine, today: string, nearDays: number): boolean {
  if (outcome === 'ahead') return dueOn <= addDays(today, nearDays);
  return outcome === 'kept' && doneAt !== null && localDate(doneAt) >= addDays(today, -nearDays);
}

/** The beginning of a text: what was promised, and a blank for what a person knows of it. */
function textOf({ outcome, dueOn, doneAt }: LedgerLine, title: string, place: string | null): string {
  const where = place ? `\n${place}` : '';
  if (outcome === 'kept' && doneAt)
    return `Обещали — сделали\n\n${title}${where}\n\nСрок был ${formatDay(dueOn)}, сделали ${formatDay(localDate(doneAt))}. …`;
  return `Что с обещанием\n\n${title}${where}\n\nСрок — ${formatDay(dueOn)}. Сейчас: …`;
}

/** What the city promised that is worth telling of now, the nearest term first. Outages are told of by their own page. */
export async function listPromiseIdeas(ctx: Ctx): Promise<PromiseIdea[]> {
  const today = localDate(ctx.now);
  const { nearDays } = promiseRulesOn(ctx);
  const lines = (await readLedger(ctx))
    .filter((line) => line.kind !== 'outage' && isWorthTelling(line, today, nearDays))
    .toSorted((a, b) => a.dueAt.getTime() - b.dueAt.getTime())
    .slice(0, SHOWN);
  const words = await wordsOfPromises(ctx, lines);
  return lines.flatMap((line): PromiseIdea[] => {
    const told = words(line);
    if (!told) return [];
    const { title, place } = told;
    return [
      {
        key: `${line.kind}:${line.id}`,
        isKept: line.outcome === 'kept',
        title,
        place,
        body: line.body,
        on: line.dueOn,
        text: textOf(line, title, place),
      },
    ];
  });
}
