import type { ReactNode } from 'react';
import { type IndicatorSlice, listIndicators } from '../../../../shared/contract/heatmap/indicators.ts';
import { channels } from '../../../../shared/contract/messages/cases.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { type Period, shiftPeriod } from '../../../../shared/text/periods.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import type { QueryText } from '../../../lib/url-query.ts';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { SegmentedLinks, Tabs } from '../../../ui/tabs.tsx';
import { channelWords } from '../../base/case-kit/case-words.ts';
import { useTopics } from '../../base/case-kit/topics.ts';
import { useSlice } from '../../base/parts/slice.ts';
import { SliceFilters } from '../../base/parts/slice-filters.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { IndicatorCards } from './indicator-cards.tsx';
import { GoalsMet, type IndicatorRow } from './indicator-cells.tsx';
import { indicatorParts } from './indicator-parts.ts';
import { IndicatorTable } from './indicator-table.tsx';
import { NetworksPart } from './networks-part.tsx';
import { PerformancePart } from './performance-part.tsx';
import '../../base/parts/desk.css';
import './indicators.css';

const lastYear = (day: string): string =>
  day.endsWith('-02-29')
    ? `${Number(day.slice(0, 4)) - 1}-02-28`
    : `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

/** «Показатели»: К1–К20 of a period and a slice beside their goals, the period before and the last year. */
export function IndicatorsPage(): ReactNode {
  const [query, change] = useUrlQuery();
  const slice = useSlice();
  const topics = useTopics();
  const channel = channels.find((one) => one === query.channel);
  const filter: IndicatorSlice = { ...slice.filter, ...(channel && { channel }) };
  const view = indicatorParts.find(({ value }) => value === query.view)?.value ?? '';
  return (
    <StaffPage title="Показатели" hasFinder>
      <div className="desk indicators">
        <SliceFilters slice={slice} topics={topics}>
          <FilterSelect
            form={bindFields({ channel: channel ?? '' }, change)}
            name="channel"
            label="Канал"
            none="все"
            choices={channels.map((value) => ({ value, label: channelWords[value].title }))}
          />
        </SliceFilters>
        <Tabs
          form={bindFields({ view }, (patch) => change({ ...patch, by: '' }))}
          name="view"
          label="Показатели"
          tabs={indicatorParts}
        >
          {view === '' ? (
            <IndicatorsPart filter={filter} period={slice.choice.period} />
          ) : view === 'networks' ? (
            <NetworksPart filter={filter} />
          ) : (
            <PerformancePart view={view} filter={filter} />
          )}
        </Tabs>
      </div>
    </StaffPage>
  );
}

const looks = [
  { value: '', label: 'Графики' },
  { value: 'table', label: 'Таблица' },
] as const;

/** The address as it is, with another look. */
const searchOf = (query: QueryText, look: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries({ ...query, look }).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );

type Reply = RouteReply<typeof listIndicators>;

function IndicatorsPart({ filter, period }: { filter: IndicatorSlice; period: Period }): ReactNode {
  const [query] = useUrlQuery();
  const look = query.look === 'table' ? 'table' : 'charts';
  const now = useRoute(listIndicators, { query: filter });
  // The present numbers come first; what they are held against follows.
  const enabled = now.data !== undefined;
  const before = useRoute(listIndicators, { query: { ...filter, ...shiftPeriod(period, -1) } }, { enabled });
  const year = useRoute(
    listIndicators,
    { query: { ...filter, from: lastYear(period.from), to: lastYear(period.to) } },
    { enabled },
  );
  const rows = (data: Reply): IndicatorRow[] =>
    data.words.flatMap((words) => {
      const of = (list: Reply['indicators'] | undefined) => list?.find(({ id }) => id === words.id);
      const value = of(data.indicators);
      return value
        ? [{ words, now: value, before: of(before.data?.indicators), year: of(year.data?.indicators) }]
        : [];
    });
  return (
    <Loadable query={now} failed="Показатели не посчитаны">
      {(data) => (
        <>
          <div className="filter-row">
            <SegmentedLinks
              label="Как показать"
              links={looks.map(({ value, label }) => ({
                to: '/staff/indicators',
                search: searchOf(query, value),
                label,
                current: (value || 'charts') === look,
              }))}
            />
            <GoalsMet rows={rows(data)} />
          </div>
          {look === 'table' ? (
            <IndicatorTable filter={filter} rows={rows(data)} />
          ) : (
            <IndicatorCards filter={filter} rows={rows(data)} />
          )}
          <p className="muted small">
            Медианы и процентили — с точностью до {formatPercent(data.error)}. Числа — по всему городу; списки
            дел — те, что вы вправе читать.
          </p>
        </>
      )}
    </Loadable>
  );
}
