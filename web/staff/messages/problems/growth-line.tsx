import type { ReactNode } from 'react';
import type { ProblemCard } from '../../../../shared/contract/messages/problems.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';

const WIDTH = 168;
const HEIGHT = 28;

/** A small line of days in a row of the list; what it shows is told in words. */
export function Sparkline(props: { days: readonly number[] }): ReactNode {
  const { days } = props;
  const top = Math.max(1, ...days);
  const step = WIDTH / Math.max(1, days.length);
  const total = days.reduce((sum, one) => sum + one, 0);
  return (
    <svg
      className="growth-spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`За ${counted(days.length, 'день', 'дня', 'дней')} — ${counted(total, 'сообщение', 'сообщения', 'сообщений')}, сегодня ${days.at(-1) ?? 0}`}
    >
      {days.map((count, at) => {
        const height = Math.max(count > 0 ? 3 : 1, (count / top) * HEIGHT);
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: days stand in their order
            key={at}
            x={at * step + 1}
            y={HEIGHT - height}
            width={step - 2}
            height={height}
            className={count > 0 ? 'growth-spark__bar' : 'growth-spark__none'}
          />
        );
      })}
    </svg>
  );
}

type Growth = ProblemCard['growth'];
type Point = Growth['days'][number];

/** «Рост»: bars of days or hours, and the same figures as a table. */
export function GrowthPart(props: { growth: Growth }): ReactNode {
  const { growth } = props;
  const formats = useFormats();
  const told = growth.days.filter(({ count }) => count > 0);
  const hours = growth.hours.filter(({ count }) => count > 0);
  return (
    <section className="stack stack--tight" aria-labelledby="problem-growth">
      <h2 id="problem-growth">Рост</h2>
      <div className="problem__growth">
        <figure>
          <Sparkline days={growth.days.map(({ count }) => count)} />
          <figcaption className="muted small">По дням, тридцать дней до сегодня</figcaption>
        </figure>
        <figure>
          <Sparkline days={bundle(growth.hours)} />
          <figcaption className="muted small">Двое суток, по два часа</figcaption>
        </figure>
      </div>
      <details>
        <summary>Те же числа таблицей</summary>
        <div className="problem__tables">
          <Figures caption="По дням" points={told} words={(at) => formats.date(at)} />
          <Figures caption="По часам" points={hours} words={(at) => formats.dateTime(at)} />
        </div>
      </details>
    </section>
  );
}

/** Hours by two: forty-eight bars would be thinner than a line. */
const bundle = (points: readonly Point[]): number[] =>
  Array.from(
    { length: Math.ceil(points.length / 2) },
    (_, at) => (points[at * 2]?.count ?? 0) + (points[at * 2 + 1]?.count ?? 0),
  );

function Figures(props: {
  caption: string;
  points: readonly Point[];
  words: (at: string) => string;
}): ReactNode {
  return (
    <DeskTable<Point>
      caption={props.caption}
      rows={props.points.toReversed()}
      rowKey={({ at }) => at}
      columns={[
        { id: 'at', head: props.caption, isName: true, cell: ({ at }) => props.words(at) },
        { id: 'count', head: 'Сообщений', cell: ({ count }) => count },
      ]}
      empty={<p className="muted">{props.caption}: сообщений нет.</p>}
    />
  );
}
