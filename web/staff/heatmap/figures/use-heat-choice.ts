import { useMemo } from 'react';
import type { HeatFilter } from '../../../../shared/contract/heatmap/heatmap.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { useZone } from '../../../lib/session.ts';
import { type HeatChoice, readHeatChoice, toHeatFilter, writeHeatChoice } from './heat-filter.ts';

export interface Heat {
  choice: HeatChoice;
  /** The same for the API; one and the same object while nothing changes. */
  filter: HeatFilter;
  change: (patch: Partial<HeatChoice>) => void;
  today: string;
}

/** The filter of all three views, in the address. */
export function useHeatChoice(): Heat {
  const [query, changeQuery] = useUrlQuery();
  const today = localDay(Date.now(), useZone());
  const key = JSON.stringify(query);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key stands for the query
  const choice = useMemo(() => readHeatChoice(query, today), [key, today]);
  const filter = useMemo(() => toHeatFilter(choice), [choice]);
  return {
    choice,
    filter,
    today,
    change: (patch) =>
      changeQuery(writeHeatChoice({ ...choice, ...patch }, today), { replace: patch.view === undefined }),
  };
}
