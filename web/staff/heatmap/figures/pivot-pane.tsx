import type { ReactNode } from 'react';
import { tellRatio, writeRatioChange } from '../../../../shared/charts/ratio-heat.ts';
import type { getPivotTable } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { tellEvents } from '../../../../shared/text/heatmap/heatmap.ts';
import { ratioOf } from '../../../../shared/text/heatmap/ratios.ts';
import { formatChange, formatNumber } from '../../../../shared/text/numbers.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { listOf } from '../snapshots/snapshot-view.ts';
import type { GridPlace } from './figure-grid.tsx';
import { describeFigure, describeFormer, describeFormerDays } from './heat-filter.ts';
import type { PivotChoice } from './pivot-choice.ts';
import { ratioAt, ratioChange } from './pivot-view.ts';

/** Beside the table: the number under the cursor in words, the way to its cases. */
export function PivotPane(props: {
  reply: RouteReply<typeof getPivotTable>;
  choice: PivotChoice;
  place: GridPlace;
}): ReactNode {
  return (
    <aside className="heatmap__side" aria-label="Под курсором">
      <Chosen {...props} />
      <p className="hints small">
        <Kbd keys="KeyF" /> стороны <Kbd keys="KeyX" /> поменять <Kbd keys="KeyE" /> выгрузить
      </p>
    </aside>
  );
}

function Chosen({ reply, choice, place }: Parameters<typeof PivotPane>[0]): ReactNode {
  const { table, before, second, beforePeriod } = reply;
  const row = table.rows[Math.min(place.row, table.rows.length - 1)];
  const column = table.columns[Math.min(place.column, table.columns.length - 1)];
  if (!row || !column) return null;
  const at = { row: table.rows.indexOf(row), column: table.columns.indexOf(column) };
  const value = row.cells[at.column] ?? 0;
  const former = before?.[at.row]?.[at.column];
  const other = second?.[at.row]?.[at.column];
  const href = value === 0 ? null : listOf(table, row, column);
  const ratio = second && ratioOf(choice.measure, choice.second);
  const told = ratio && ratioAt(reply, ratio, at);
  const by = told ? ratioChange(told) : null;
  const eventsWords = tellEvents(choice.measure);
  return (
    <div className="chosen" aria-live="polite">
      <b>
        {row.title} × {column.title} — {formatNumber(value)}
      </b>
      {beforePeriod && !before && (
        <span className="small">{describeFormer(choice.measure, beforePeriod, false)}</span>
      )}
      {former !== undefined && beforePeriod && (
        <span className="small">
          было {formatNumber(former)} {describeFormerDays(choice.measure, beforePeriod)}, изменение{' '}
          {formatChange(value - former)}
        </span>
      )}
      {other !== undefined && choice.second && (
        <span className="small">
          {describeFigure(choice.second, choice.heat)}: {formatNumber(other)}
        </span>
      )}
      {ratio && told && (
        <span className="small">
          {ratio.title}: {tellRatio(ratio, told.now)}
          {by !== null && `, изменение ${writeRatioChange(ratio, by)}`}
        </span>
      )}
      {href && (
        <PageLink to={href}>
          Список дел <Kbd keys="Enter" />
        </PageLink>
      )}
      {href && eventsWords && <span className="small muted">{eventsWords}</span>}
    </div>
  );
}
