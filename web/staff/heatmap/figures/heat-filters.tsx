import type { ReactNode } from 'react';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import { type HeatSource, heatSources, measures } from '../../../../shared/contract/heatmap/heatmap.ts';
import { channels } from '../../../../shared/contract/messages/cases.ts';
import { sourceTakes, sourceTitles } from '../../../../shared/text/heatmap/heat-sources.ts';
import { usualPeriod } from '../../../../shared/text/periods.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { SegmentedLinks } from '../../../ui/tabs.tsx';
import { channelWords } from '../../base/case-kit/case-words.ts';
import type { Topics } from '../../base/case-kit/topics.ts';
import { describePeriod, PeriodButton } from '../../base/parts/period-button.tsx';
import { type HeatChoice, type HeatView, measureWords, writeHeatChoice } from './heat-filter.ts';

type Change = (patch: Partial<HeatChoice>) => void;

const views: readonly { view: HeatView; label: string }[] = [
  { view: 'matrix', label: 'Матрица' },
  { view: 'map', label: 'Карта' },
  { view: 'table', label: 'Таблица' },
];

/** Матрица | Карта | Таблица | Сводная: addresses of their own over the same filter. */
export function HeatSwitch(props: { choice: HeatChoice; today: string; isPivot?: boolean }): ReactNode {
  const { choice, today, isPivot = false } = props;
  const ask = (view: HeatView) => writeHeatChoice({ ...choice, view }, today);
  return (
    <SegmentedLinks
      label="Вид"
      links={[
        ...views.map(({ view, label }) => ({
          to: '/staff/heatmap' as const,
          search: ask(view),
          label,
          current: !isPivot && view === choice.view,
        })),
        {
          to: '/staff/heatmap/pivot',
          // A pivot is of cases.
          search: { ...ask('matrix'), source: '' },
          label: 'Сводная',
          current: isPivot,
        },
      ]}
    />
  );
}

export function HeatFilters(props: { choice: HeatChoice; today: string; onChange: Change }): ReactNode {
  const { choice, today, onChange } = props;
  return (
    <>
      <PeriodButton
        period={choice.period}
        onChange={(period) => onChange({ period: period ?? usualPeriod(today) })}
      />
      <SegmentedLinks
        label="Откуда числа"
        links={heatSources.map((source) => ({
          to: '/staff/heatmap' as const,
          search: writeHeatChoice({ ...choice, ...turnSource(choice, source) }, today),
          label: sourceTitles[source],
          current: source === choice.source,
        }))}
      />
      {choice.source === 'cases' && (
        <FilterSelect
          form={bindFields(choice, onChange)}
          name="channel"
          label="Канал"
          none="все"
          choices={channels.map((value) => ({ value, label: channelWords[value].title }))}
        />
      )}
    </>
  );
}

/** What is counted: the first of the row under the bar, which has no room for it. */
export function HeatMeasure({ choice, onChange }: { choice: HeatChoice; onChange: Change }): ReactNode {
  return (
    <FilterSelect
      form={bindFields(choice, onChange)}
      name="measure"
      label="Показатель"
      choices={measures
        .filter((value) => sourceTakes(choice.source, value))
        .map((value) => ({ value, label: measureWords[value].title }))}
    />
  );
}

/** Another source keeps what it has of the choice: incidents have no channel and fewer measures. */
function turnSource({ channel, measure }: HeatChoice, source: HeatSource): Partial<HeatChoice> {
  return {
    source,
    channel: source === 'cases' ? channel : '',
    measure: sourceTakes(source, measure) ? measure : 'open',
  };
}

/** The bar's filters in words: paper has no bar. */
export function describeHeatChoice({ source, period, channel, area, measure }: HeatChoice): string {
  const origin = source === 'cases' ? '' : `, ${source === 'both' ? 'сообщения и соцсети' : 'соцсети'}`;
  const from = channel ? `, канал: ${channelWords[channel].title}` : '';
  return `${measureWords[measure].title}, ${describePeriod(period)}${origin}${from}${area ? ', участок на карте' : ''}`;
}

/** Narrower slices of the same table, and the way back to the whole. */
export function HeatCuts(props: {
  choice: HeatChoice;
  topics: Topics | undefined;
  onChange: Change;
  /** What stands before them in the row, and what after. */
  lead?: ReactNode;
  children?: ReactNode;
}): ReactNode {
  const { choice, topics, onChange } = props;
  const city = useRoute(getCity, undefined, { staleTime: 600_000 }).data;
  const districts = (city?.districts ?? []).map(({ id, title, parentId }) => ({
    value: id,
    label: parentId ? `\u2003${title}` : title,
  }));
  const blocks = (topics?.blocks ?? []).map(({ code, shortTitle }) => ({ value: code, label: shortTitle }));
  const isNarrow = choice.block || choice.district || choice.channel || choice.area;
  return (
    <div className="filter-row">
      {props.lead}
      <FilterSelect
        form={bindFields(choice, onChange)}
        name="district"
        label="Территория"
        none="вся"
        choices={districts}
      />
      <FilterSelect
        form={bindFields(choice, onChange)}
        name="block"
        label="Блок"
        none="все"
        choices={blocks}
      />
      {choice.area && (
        <Button kind="quiet" icon="close" onClick={() => onChange({ area: '' })}>
          Участок на карте
        </Button>
      )}
      {isNarrow && (
        <Button kind="quiet" onClick={() => onChange({ block: '', district: '', channel: '', area: '' })}>
          Сбросить отбор
        </Button>
      )}
      {props.children}
      {city?.areDistrictsSchematic && <span className="small push">Границы районов условные</span>}
    </div>
  );
}
