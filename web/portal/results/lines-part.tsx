import type { ReactNode } from 'react';
import { openBars } from '../../../shared/charts/open-charts.ts';
import type { OpenLine } from '../../../shared/contract/heatmap/heatmap-open.ts';
import { ChartFigure } from '../../ui/chart/chart.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { showCount, showDays, showRating, showShare } from './open-words.tsx';

const facts: readonly Column<OpenLine>[] = [
  { id: 'received', head: 'Поступило', cell: (line) => showCount(line, 'received') },
  { id: 'answered', head: 'Дано ответов', cell: (line) => showCount(line, 'answered') },
  { id: 'on-time', head: 'В срок', cell: ({ onTimeShare }) => showShare(onTimeShare) },
  { id: 'days', head: 'Дней до ответа', cell: ({ averageDays }) => showDays(averageDays) },
  { id: 'rating', head: 'Оценка', cell: ({ averageRating }) => showRating(averageRating) },
  { id: 'solved', head: 'Сказали «решено»', cell: ({ solvedShare }) => showShare(solvedShare) },
];

/** Blocks or districts: a table where there is room for its columns, else a list. */
export function LinesPart(props: {
  id: string;
  title: string;
  /** What the picture says. */
  sentence: string;
  head: string;
  lines: readonly OpenLine[];
}): ReactNode {
  const { id, title, sentence, head, lines } = props;
  return (
    <section className="stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <div className="results-chart">
        <ChartFigure chart={openBars(sentence, head, lines)} twin="beside" />
      </div>
      <div className="results-wide">
        <DataTable<OpenLine>
          caption={`Числа ${title.toLowerCase()}`}
          rows={lines}
          rowKey={(line) => line.id}
          columns={[
            { id: 'title', head, isName: true, cell: (line) => line.title },
            ...facts.map((column) => ({ ...column, align: 'right' as const })),
          ]}
          empty={null}
        />
      </div>
      <LineList lines={lines} facts={facts.map(({ id: fact }) => fact)} className="results-narrow" />
    </section>
  );
}

/** The same where a table has no room: each line under its name. */
export function LineList(props: {
  lines: readonly OpenLine[];
  facts: readonly string[];
  className: string;
}): ReactNode {
  const shown = facts.filter(({ id }) => props.facts.includes(id));
  return (
    <ul className={`results-list ${props.className}`}>
      {props.lines.map((line) => (
        <li key={line.id}>
          <h3>{line.title}</h3>
          <dl>
            {shown.map((column) => (
              <div key={column.id}>
                <dt>{column.head}</dt>
                <dd>{column.cell(line)}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}
