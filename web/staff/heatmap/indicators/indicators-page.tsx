import type { ReactNode } from 'react';
import {
  type IndicatorSlice,
  type IndicatorValue,
  type IndicatorWords,
  listIndicators,
} from '../../../../shared/contract/heatmap/indicators.ts';
import { type Channel, channels } from '../../../../shared/contract/messages/cases.ts';
import {
  casesWords,
  directionWords,
  formatIndicator,
  goalWords,
  indicatorCode,
  isMet,
} from '../../../../shared/text/indicators.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { type Period, shiftPeriod } from '../../../../shared/text/periods.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { Tabs } from '../../../ui/tabs.tsx';
import { channelWords } from '../../base/case-kit/case-words.ts';
import { useTopics } from '../../base/case-kit/topics.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { Guarded } from '../../base/parts/guarded.tsx';
import { useSlice } from '../../base/parts/slice.ts';
import { SliceFilters } from '../../base/parts/slice-filters.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { indicatorParts } from './indicator-parts.ts';
import { PerformancePart } from './performance-part.tsx';
import { useOpenCases } from './use-open-cases.ts';
import '../../base/parts/desk.css';
import './indicators.css';

/** «Показатели»: К1–К20 of a period and a slice beside their goals, the period before and the last year. */
export function IndicatorsPage(): ReactNode {
  return (
    <Guarded permission="heatmap.read" title="Показатели">
      <Desk />
    </Guarded>
  );
}

const lastYear = (day: string): string =>
  day.endsWith('-02-29')
    ? `${Number(day.slice(0, 4)) - 1}-02-28`
    : `${Number(day.slice(0, 4)) - 1}${day.slice(4)}`;

type View = (typeof indicatorParts)[number]['value'];

function Desk(): ReactNode {
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
          <FilterSelect<'' | Channel>
            label="Канал"
            value={channel ?? ''}
            choices={[
              { value: '', label: 'все' },
              ...channels.map((value) => ({ value, label: channelWords[value].title })),
            ]}
            onChange={(value) => change({ channel: value })}
          />
        </SliceFilters>
        <Tabs<View>
          label="Показатели"
          tabs={indicatorParts}
          value={view}
          onChange={(value) => change({ view: value, by: '' })}
        >
          {view === '' ? (
            <IndicatorsPart filter={filter} period={slice.choice.period} />
          ) : (
            <PerformancePart view={view} filter={filter} />
          )}
        </Tabs>
      </div>
    </StaffPage>
  );
}

function IndicatorsPart({ filter, period }: { filter: IndicatorSlice; period: Period }): ReactNode {
  const now = useRoute(listIndicators, { query: filter });
  // The present numbers come first; what they are held against follows.
  const enabled = now.data !== undefined;
  const before = useRoute(listIndicators, { query: { ...filter, ...shiftPeriod(period, -1) } }, { enabled });
  const year = useRoute(
    listIndicators,
    { query: { ...filter, from: lastYear(period.from), to: lastYear(period.to) } },
    { enabled },
  );
  return (
    <Loadable query={now} failed="Показатели не посчитаны">
      {(data) => (
        <>
          <IndicatorTable
            filter={filter}
            words={data.words}
            now={data.indicators}
            before={before.data?.indicators}
            year={year.data?.indicators}
          />
          <p className="muted small">
            Медианы и процентили — с точностью до {formatPercent(data.error)}. Числа — по всему городу; списки
            дел — те, что вы вправе читать.
          </p>
        </>
      )}
    </Loadable>
  );
}

interface Row {
  words: IndicatorWords;
  now: IndicatorValue;
  before: IndicatorValue | undefined;
  year: IndicatorValue | undefined;
}

function IndicatorTable(props: {
  filter: IndicatorSlice;
  words: readonly IndicatorWords[];
  now: readonly IndicatorValue[];
  before: readonly IndicatorValue[] | undefined;
  year: readonly IndicatorValue[] | undefined;
}): ReactNode {
  const rows = props.words.flatMap((words): Row[] => {
    const of = (list: readonly IndicatorValue[] | undefined) => list?.find(({ id }) => id === words.id);
    const now = of(props.now);
    return now ? [{ words, now, before: of(props.before), year: of(props.year) }] : [];
  });
  return (
    <DeskTable<Row>
      caption="Показатели К1–К20"
      rows={rows}
      rowKey={({ words }) => words.id}
      columns={[
        { id: 'name', head: 'Показатель', isName: true, cell: ({ words }) => <Name words={words} /> },
        { id: 'value', head: 'Значение', cell: (row) => <Value row={row} /> },
        { id: 'goal', head: 'Цель', cell: (row) => <Goal row={row} /> },
        { id: 'before', head: 'Период раньше', cell: (row) => <Former row={row} former={row.before} /> },
        { id: 'year', head: 'Год назад', cell: (row) => <Former row={row} former={row.year} /> },
        { id: 'cases', head: 'Дела', cell: (row) => <CasesButton row={row} filter={props.filter} /> },
      ]}
      empty={null}
    />
  );
}

/** What it is, how it is counted and whose it is: opened by a press, not by a pointer alone. */
function Name({ words }: { words: IndicatorWords }): ReactNode {
  return (
    <details className="indicators__name">
      <summary>
        {indicatorCode(words.id)}. {words.title}
      </summary>
      <p className="small">{words.formula}.</p>
      <p className="small muted">
        {words.better === 'up' ? 'Больше — лучше' : 'Меньше — лучше'}. Отвечает {words.owner}. Источник:{' '}
        {words.source}.
      </p>
    </details>
  );
}

function Value({ row: { words, now } }: { row: Row }): ReactNode {
  const parts = now.parts.filter(({ value }) => value !== null);
  return (
    <>
      {now.lacks === null ? (
        <b className="indicators__value">{formatIndicator(now.value, words.unit)}</b>
      ) : (
        <span className="muted">{now.lacks}</span>
      )}
      {parts.map(({ key, title, unit, value }) => (
        <span key={key} className="indicators__part small muted">
          {title}: {formatIndicator(value, unit)}
        </span>
      ))}
    </>
  );
}

function Goal({ row: { words, now } }: { row: Row }): ReactNode {
  const goal = goalWords(words);
  if (!goal) return <span className="muted">нет</span>;
  if (now.value === null) return <span className="muted">{goal}</span>;
  return <Mark tone={isMet(now.value, words) ? 'ok' : 'warning'}>{goal}</Mark>;
}

function Former({
  row: { words, now },
  former,
}: {
  row: Row;
  former: IndicatorValue | undefined;
}): ReactNode {
  if (!former) return <span className="muted">…</span>;
  const words2 = directionWords(now.value, former.value, words.better);
  return (
    <>
      <span className="nowrap">{formatIndicator(former.value, words.unit)}</span>
      {words2 && <span className="indicators__part small muted">теперь {words2}</span>}
    </>
  );
}

/** Opens the list of the cases the number is of. */
function CasesButton({ row: { words, now }, filter }: { row: Row; filter: IndicatorSlice }): ReactNode {
  const open = useOpenCases();
  if (!now.cases || !open) return <span className="muted">—</span>;
  return (
    <Button kind="quiet" onClick={() => open(words.id, filter)}>
      {casesWords(now.cases)}
      <span className="aloud"> показателя {words.title}</span>
    </Button>
  );
}
