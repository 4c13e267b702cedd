import type { SliceFilter } from '../../../shared/contract/heatmap/objects.ts';
import { dayAfter } from '../../../shared/text/dates.ts';
import { DAY } from '../../../shared/time.ts';
import { localDayStart } from '../../base/deadlines/index.ts';
import { AppError } from '../../lib/errors.ts';

/** Longest period that is looked at, days: what rises is of weeks, and a year holds every season. */
const MAX_DAYS = 366;

/** The period as moments, `to` being the first one after it. Throws `lib.bad-input` on a reversed or too long one. */
export function readAnalysisPeriod(slice: SliceFilter): { from: number; to: number } {
  const from = localDayStart(slice.from).getTime();
  if (slice.to < slice.from)
    throw new AppError('lib.bad-input', 'Период кончается раньше, чем начался.', {
      fields: { to: 'Позже начала периода' },
    });
  const to = localDayStart(dayAfter(slice.to)).getTime();
  if (to - from > MAX_DAYS * DAY)
    throw new AppError('lib.bad-input', 'Период не длиннее года.', {
      fields: { from: 'Ближе к концу периода' },
    });
  return { from, to };
}
