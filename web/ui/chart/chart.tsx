import { type ReactNode, useRef } from 'react';
import { type Chart, knownValues } from '../../../shared/charts/chart.ts';
import { tableOf } from '../../../shared/charts/chart-table.ts';
import { describeChart } from '../../../shared/charts/chart-words.ts';
import { drawChart } from '../../../shared/charts/draw.ts';
import type { Size } from '../../../shared/charts/frame.ts';
import { saveFile } from '../../lib/save-file.ts';
import { showToast } from '../../lib/toast.ts';
import { Button } from '../button.tsx';
import { ChartPicture } from './chart-picture.tsx';
import { paintPng } from './paint-png.ts';
import { useChartWidth } from './use-chart-width.ts';
import './chart.css';

/** A chart with its title, the table that says the same, and the picture as a file. How to add one: CONTRIBUTING. */
export function ChartFigure(props: {
  chart: Chart;
  size?: Exclude<Size, 'spark'>;
  /** The heading above says what it is of. */
  isTitleAbove?: boolean;
  /** `beside` = the screen has the table of these numbers already. */
  twin?: 'own' | 'beside';
}): ReactNode {
  const { chart, size = 'full', isTitleAbove = false, twin = 'own' } = props;
  const [place, width] = useChartWidth();
  const picture = useRef<SVGSVGElement>(null);
  const hasNumbers = knownValues(chart).length > 0;
  const save = async () => {
    const file = picture.current && (await paintPng(picture.current, chart.title));
    if (file) saveFile(file, `${chart.title}.png`);
    else showToast('Браузер не дал сохранить картинку. Снимите экран или напечатайте страницу.');
  };
  return (
    <figure className={`chart chart--${size}`}>
      <figcaption className={isTitleAbove ? 'aloud' : 'chart__title'}>{chart.title}</figcaption>
      <div ref={place} className="chart__place">
        <ChartPicture ref={picture} picture={drawChart(chart, width, size)} label={describeChart(chart)} />
      </div>
      {hasNumbers && (
        <div className="chart__foot">
          {twin === 'own' && <TableTwin chart={chart} />}
          <Button kind="quiet" onClick={() => void save()}>
            PNG<span className="aloud">: {chart.title}</span>
          </Button>
        </div>
      )}
    </figure>
  );
}

/** The same in numbers: opened by a press, printed always. */
function TableTwin({ chart }: { chart: Chart }): ReactNode {
  const { caption, head, rows } = tableOf(chart);
  // Lying bars of one series bear every number: in print the table would say it twice.
  const isTold = chart.kind === 'bars' && chart.series.length === 1;
  return (
    <details className={isTold ? 'chart__twin chart__twin--told' : 'chart__twin'}>
      <summary>
        Таблицей<span className="aloud">: {caption}</span>
      </summary>
      <table className="chart__table">
        <caption className="aloud">{caption}</caption>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([name = '', ...cells]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {cells.map((cell, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns keep their order
                <td key={at}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** A small picture beside the numbers it is of: they say it, and it is skipped by those who do not see. */
export function Sparkline({ chart, label = null }: { chart: Chart; label?: string | null }): ReactNode {
  return (
    <span className="chart chart--spark">
      <ChartPicture picture={drawChart(chart, 160, 'spark')} label={label} />
    </span>
  );
}

/** A bar in a cell of a table beside its number: as long as the number is of the greatest. */
export function CellBar({ value, most }: { value: number; most: number }): ReactNode {
  const share = most > 0 ? Math.min(1, Math.max(0, value / most)) : 0;
  return (
    <svg className="chart__cell-bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect className="chart__cell-rest" width="100" height="6" />
      <rect className="chart__bar" width={Math.round(share * 1000) / 10} height="6" />
    </svg>
  );
}
