import type { ReactNode } from 'react';
import type { Chart, ColumnChart } from '../../../../shared/charts/chart.ts';
import { describeChart } from '../../../../shared/charts/chart-words.ts';
import { makeScale } from '../../../../shared/charts/heat-scale.ts';
import { countMeasure } from '../../../../shared/charts/measures.ts';
import type { ProblemCard } from '../../../../shared/contract/messages/problems.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { ChartFigure, Sparkline } from '../../../ui/chart/chart.tsx';
import { Section } from '../../../ui/section.tsx';

/** Days of a problem in a row of the list. */
export function GrowthSpark({ days }: { days: readonly number[] }): ReactNode {
  const last = days.length - 1;
  const categories = days.map((_, at) => {
    const title = at === last ? 'сегодня' : `${counted(last - at, 'день', 'дня', 'дней')} назад`;
    return { title, short: '' };
  });
  const chart = chartOfDays(`Сообщения за ${counted(days.length, 'день', 'дня', 'дней')}`, categories, days);
  return <Sparkline chart={chart} label={describeChart(chart)} />;
}

type Growth = ProblemCard['growth'];
type Point = Growth['days'][number];

/** «Рост»: thirty days as columns, two days and nights as a strip of every two hours. */
export function GrowthPart({ growth }: { growth: Growth }): ReactNode {
  const formats = useFormats();
  const days = chartOfDays(
    'По дням, тридцать дней до сегодня',
    growth.days.map(({ at }) => ({ title: formats.date(at), short: formats.date(at).slice(0, 5) })),
    growth.days.map(({ count }) => count),
  );
  return (
    <Section title="Рост" className="stack stack--tight">
      <div className="problem__growth">
        <ChartFigure chart={days} />
        <ChartFigure chart={chartOfHours(growth.hours, formats)} />
      </div>
    </Section>
  );
}

const chartOfDays = (
  title: string,
  categories: Chart['categories'],
  values: readonly number[],
): ColumnChart => ({
  kind: 'columns',
  title,
  of: 'День',
  categories,
  measure: countMeasure,
  empty: 'сообщений нет',
  series: [{ title: 'Сообщений', values }],
});

/** Hours by two: forty-eight cells would be thinner than a number. */
function chartOfHours(hours: readonly Point[], formats: ReturnType<typeof useFormats>): Chart {
  const pairs = Array.from({ length: Math.ceil(hours.length / 2) }, (_, at) =>
    hours.slice(at * 2, at * 2 + 2),
  );
  const values = pairs.map((pair) => pair.reduce((sum, { count }) => sum + count, 0));
  return {
    kind: 'strip',
    title: 'Двое суток, по два часа',
    of: 'С часа',
    categories: pairs.map(([first]) => ({
      title: formats.dateTime(first!.at),
      short: formats.time(first!.at),
    })),
    measure: countMeasure,
    empty: 'сообщений нет',
    series: { title: 'Сообщений', values },
    bounds: makeScale(Math.max(1, ...values), 1),
  };
}
