import type { ReactNode } from 'react';
import { describeChart } from '../../../../shared/charts/chart-words.ts';
import { indicatorChart } from '../../../../shared/charts/indicator-charts.ts';
import {
  type IndicatorId,
  type IndicatorTrend,
  type IndicatorWords,
  listIndicators,
  listIndicatorTrend,
} from '../../../../shared/contract/heatmap/indicators.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { directionWords, formatIndicator, goalWords } from '../../../../shared/text/heatmap/indicators.ts';
import { monthOf } from '../../../../shared/text/periods.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission, useZone } from '../../../lib/session.ts';
import { Sparkline } from '../../../ui/chart/chart.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import './indicators.css';

/** What a head asks first: is it late, how long does it take, is it done, are people content. */
const asked: readonly IndicatorId[] = ['K1', 'K2', 'K8', 'K3'];

/** «Как идут дела»: four numbers of the month under way, each with its year. Nothing for who does not read them. */
export function IndicatorsBrief(): ReactNode {
  const mayRead = usePermission('heatmap.read');
  const today = localDay(Date.now(), useZone());
  const query = { from: monthOf(today).from, to: today };
  const now = useRoute(listIndicators, { query }, { enabled: mayRead }).data;
  const trend = useRoute(listIndicatorTrend, { query }, { enabled: now !== undefined }).data;
  if (!now) return null;
  return (
    <Section title="Как идут дела">
      <ul className="indicators-brief">
        {asked.map((id) => {
          const words = now.words.find((one) => one.id === id);
          const value = now.indicators.find((one) => one.id === id)?.value ?? null;
          return words && <Tile key={id} words={words} value={value} trend={trend} />;
        })}
      </ul>
      <p className="small">
        <PageLink to="/staff/indicators">Все показатели</PageLink>
      </p>
    </Section>
  );
}

function Tile(props: {
  words: IndicatorWords;
  value: number | null;
  trend: IndicatorTrend | undefined;
}): ReactNode {
  const { words, value, trend } = props;
  const values = trend?.trends.find(({ id }) => id === words.id)?.values;
  const chart = trend && values && indicatorChart(words, trend.months, values);
  const way = directionWords(value, values?.at(-2), words.better);
  return (
    <li>
      <span className="indicators-brief__row">
        <b className="indicators-brief__value">{formatIndicator(value, words.unit)}</b>
        {chart && <Sparkline chart={chart} label={describeChart(chart)} />}
      </span>
      <span>{words.title}</span>
      <span className="small muted">
        {[goalWords(words), way && `${way}, чем в прошлом месяце`].filter(Boolean).join('; ')}
      </span>
    </li>
  );
}
