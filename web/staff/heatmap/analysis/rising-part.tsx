import type { ReactNode } from 'react';
import type { ColumnChart } from '../../../../shared/charts/chart.ts';
import { decimalMeasure } from '../../../../shared/charts/measures.ts';
import { listRising, type Rising, type RisingTopic } from '../../../../shared/contract/heatmap/analysis.ts';
import { confidenceTitles } from '../../../../shared/text/heatmap/analysis.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { ChartFigure } from '../../../ui/chart/chart.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { type Topics, useDistrictTitles } from '../../base/case-kit/topics.ts';
import { casesHref, sliceInList } from '../../base/parts/object-words.ts';
import type { Slice } from '../../base/parts/slice.ts';
import { useRowKeys } from '../../base/parts/use-row-keys.ts';
import { ExampleList } from './example-list.tsx';
import { describeGrowth, explainRise } from './rising-words.ts';

interface PartProps {
  slice: Slice;
  topics: Topics | undefined;
}

const tones = { sure: 'danger', likely: 'warning', maybe: 'quiet' } as const;

/** Topics that grow, each with its former periods, why it is called so, and its newest messages. */
export function RisingPart({ slice, topics }: PartProps): ReactNode {
  const rising = useRoute(listRising, { query: slice.filter });
  useRowKeys('Анализ', 'a.analysis__name');
  return (
    <Loadable query={rising} failed="Растущие темы не загрузились">
      {(data) => (
        <>
          <Told data={data} slice={slice} />
          {data.topics.length === 0 ? (
            <NothingRises data={data} />
          ) : (
            <ul className="desk__list" aria-label="Растущие темы">
              {data.topics.map((topic) => (
                <TopicLine key={topic.factId} topic={topic} slice={slice} topics={topics} days={data.days} />
              ))}
            </ul>
          )}
        </>
      )}
    </Loadable>
  );
}

function NothingRises({ data }: { data: Rising }): ReactNode {
  if (data.total === 0)
    return <EmptyState title="По этому отбору дел нет">Расширьте период или сбросьте отбор.</EmptyState>;
  if (data.isYoung)
    return (
      <EmptyState title="Сравнить пока не с чем">
        Таких же прежних периодов меньше двух: дела ведутся недавно. Выберите период короче.
      </EmptyState>
    );
  return (
    <EmptyState title="Ничего не растёт">
      Каждой темы столько, сколько бывает в таких же периодах раньше.
    </EmptyState>
  );
}

function Told({ data, slice }: { data: Rising; slice: Slice }): ReactNode {
  return (
    <p className="small muted">
      {counted(data.total, 'дело', 'дела', 'дел')} за {counted(data.days, 'день', 'дня', 'дней')},{' '}
      {counted(data.tested, 'тема', 'темы', 'тем')}; таких же прежних периодов — {data.windows}
      {data.hasSeason ? ', учтён сезон прошлого года' : ''}. Пороги версии {data.ruleVersion}.{' '}
      {data.untold > 0 && (
        <PageLink to={casesHref({ ...sliceInList(slice.filter), factId: 'none' })}>
          Без темы: {formatNumber(data.untold)}
        </PageLink>
      )}
    </p>
  );
}

function TopicLine(props: {
  topic: RisingTopic;
  slice: Slice;
  topics: Topics | undefined;
  days: number;
}): ReactNode {
  const { topic, slice, topics, days } = props;
  const district = useDistrictTitles();
  const fact = topics?.fact(topic.factId);
  return (
    <li className="desk__sheet analysis__row">
      <div className="analysis__main">
        <PageLink
          to={casesHref({ ...sliceInList(slice.filter), factId: topic.factId })}
          className="analysis__name"
        >
          {fact?.title ?? topic.factId}
        </PageLink>
        <p className="analysis__facts">
          <b className="analysis__count">{formatNumber(topic.count)}</b>
          <span>{describeGrowth(topic)}</span>
          <Mark tone={tones[topic.confidence]} icon="up">
            {confidenceTitles[topic.confidence]}
          </Mark>
          <span className="muted">{topics?.block(topic.block)?.title}</span>
        </p>
        <details>
          <summary>Почему</summary>
          <ul className="analysis__why">
            {explainRise(topic, days, district).map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        </details>
        <ExampleList examples={topic.examples} />
      </div>
      <WindowBars topic={topic} />
    </li>
  );
}

/** Former periods and the present one, with the line of what was expected. */
function WindowBars({ topic }: { topic: RisingTopic }): ReactNode {
  return (
    <div className="analysis__bars">
      <ChartFigure chart={chartOf(topic)} size="small" />
    </div>
  );
}

function chartOf({ former, count, expected }: RisingTopic): ColumnChart {
  const titleAt = (at: number): string =>
    `${counted(former.length - at, 'период', 'периода', 'периодов')} назад`;
  return {
    kind: 'columns',
    title: 'Прежние периоды и этот',
    of: 'Период',
    categories: [
      ...former.map((_, at) => ({ title: titleAt(at), short: '' })),
      { title: 'этот', short: 'этот' },
    ],
    measure: decimalMeasure,
    empty: 'сравнить не с чем',
    series: [{ title: 'Дел', values: [...former, count] }],
    marked: former.length,
    goal: { value: expected, title: 'ожидалось', better: null },
  };
}
