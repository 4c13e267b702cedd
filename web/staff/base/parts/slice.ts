import { useMemo } from 'react';
import type { SliceFilter } from '../../../../shared/contract/heatmap/objects.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { type Period, usualPeriod } from '../../../../shared/text/periods.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { useZone } from '../../../lib/session.ts';
import type { QueryText } from '../../../lib/url-query.ts';

/** A period, a block and a territory, as the address holds them. */
export interface SliceChoice {
  period: Period;
  block: string;
  district: string;
}

const isDay = (text: string | undefined): text is string => /^\d{4}-\d{2}-\d{2}$/u.test(text ?? '');

/** Anything unknown in the address means the usual four weeks. */
export function readSlice(query: QueryText, today: string): SliceChoice {
  const { from, to } = query;
  return {
    period: isDay(from) && isDay(to) && from <= to ? { from, to } : usualPeriod(today),
    block: query.block ?? '',
    district: query.district ?? '',
  };
}

/** What is usual is left out, so that a link sent tomorrow still means «today». */
export function writeSlice({ period, block, district }: SliceChoice, today: string): QueryText {
  const usual = usualPeriod(today);
  const isUsual = period.from === usual.from && period.to === usual.to;
  return { from: isUsual ? '' : period.from, to: isUsual ? '' : period.to, block, district };
}

export interface Slice {
  choice: SliceChoice;
  /** The same for the API; one and the same object while nothing changes. */
  filter: SliceFilter;
  change: (patch: Partial<SliceChoice>) => void;
  isNarrow: boolean;
}

export function useSlice(): Slice {
  const [query, changeQuery] = useUrlQuery();
  const today = localDay(Date.now(), useZone());
  const key = JSON.stringify([query.from, query.to, query.block, query.district]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query
  const choice = useMemo(() => readSlice(query, today), [key, today]);
  const filter = useMemo<SliceFilter>(
    () => ({
      ...choice.period,
      ...(choice.block && { block: choice.block }),
      ...(choice.district && { districtId: choice.district }),
    }),
    [choice],
  );
  return {
    choice,
    filter,
    change: (patch) => changeQuery(writeSlice({ ...choice, ...patch }, today)),
    isNarrow: Boolean(choice.block || choice.district),
  };
}
