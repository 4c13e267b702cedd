import type { ReactNode } from 'react';
import {
  exportPerformance,
  type IndicatorSlice,
  listPerformance,
  type PerformanceFigure,
  type PerformanceLine,
  type PerformanceSide,
  type PerformanceView,
} from '../../../../shared/contract/heatmap/indicators.ts';
import { firstOf } from '../../../../shared/lists.ts';
import {
  behindIncidents,
  behindWords,
  formatIndicator,
  isOfIncidents,
} from '../../../../shared/text/heatmap/indicators.ts';
import {
  figureWords,
  orderLines,
  sideWords,
  sliceOfLine,
  viewWords,
} from '../../../../shared/text/heatmap/performance.ts';
import { formatDecimal, formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { flagWords } from '../../../../shared/text/quality.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { usePermission } from '../../../lib/session.ts';
import { CellBar, ChartFigure } from '../../../ui/chart/chart.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { ReportButtons } from '../../base/export/report-buttons.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { behindHref, signsHref } from './indicator-parts.ts';
import { termsChart } from './terms-chart.ts';

/** One view of performance: a line for each channel, block, territory, organisation or topic, the picture within its cells. */
export function PerformancePart({
  view,
  filter,
}: {
  view: PerformanceView;
  filter: IndicatorSlice;
}): ReactNode {
  const [query, change] = useUrlQuery();
  const { sides, about } = viewWords[view];
  const by = sides.find((side) => side === query.by) ?? firstOf(sides);
  const reply = useRoute(listPerformance, { query: { ...filter, by } });
  const lines = reply.data && orderLines(reply.data.lines, view, reply.data.rules.smallest);
  return (
    <div className="desk__list performance">
      <div className="desk__filters">
        {sides.length > 1 && (
          <FilterSelect
            form={bindValue(by, (value) => change({ by: value === sides[0] ? '' : value }))}
            name="value"
            label="По"
            choices={sides.map((value) => ({ value, label: sideWords[value].by }))}
          />
        )}
        <ReportButtons
          route={exportPerformance}
          query={{ ...filter, by, view }}
          screen="Показатели"
          disabledReason={!lines?.length && 'Выгружать нечего'}
        />
        <span className="muted">{about}</span>
      </div>
      <Loadable query={reply} failed="Таблица не посчиталась">
        {(data) =>
          !lines?.length ? (
            <EmptyState title="За этот период сказать нечего">
              Расширьте период или сбросьте отбор.
            </EmptyState>
          ) : (
            <>
              {view === 'league' && <ChartFigure chart={termsChart(lines)} twin="beside" />}
              <Table
                view={view}
                by={by}
                filter={filter}
                lines={lines}
                whole={data.whole}
                smallest={data.rules.smallest}
              />
              <p className="muted small">
                Заштриховано — меньше {formatNumber(data.rules.smallest)}: доля ничего не значит.{' '}
                {view === 'league' &&
                  `Место получает тот, кто закрыл не меньше ${counted(data.rules.leastRanked, 'дела', 'дел', 'дел')}. Признаки — по всем делам организации: повод посмотреть, а не вывод. `}
                Числа — по всему городу; списки дел — те, что вы вправе читать.
              </p>
            </>
          )
        }
      </Loadable>
    </div>
  );
}

interface TableProps {
  view: PerformanceView;
  by: PerformanceSide;
  filter: IndicatorSlice;
  lines: readonly PerformanceLine[];
  whole: PerformanceLine;
  smallest: number;
}

function Table({ view, by, filter, lines, whole, smallest }: TableProps): ReactNode {
  const { figures, title } = viewWords[view];
  const most = (id: PerformanceFigure): number =>
    Math.max(...lines.map(({ figures: own }) => (own[id].of < smallest ? 0 : (own[id].value ?? 0))), 0);
  const columns: Column<PerformanceLine>[] = [
    {
      id: 'name',
      head: sideWords[by].head,
      isName: true,
      cell: (line) => (line.id === '' ? <b>{line.title}</b> : line.title),
    },
    ...figures.map((id) => ({
      id,
      head: figureWords[id].title,
      cell: (line: PerformanceLine) => (
        <FigureCell
          id={id}
          by={by}
          filter={filter}
          line={line}
          whole={whole}
          smallest={smallest}
          most={most(id)}
          view={view}
        />
      ),
    })),
  ];
  if (view === 'league') {
    columns.unshift({ id: 'rank', head: 'Место', cell: (line) => <Rank line={line} /> });
    columns.push({ id: 'flags', head: 'Признаки', cell: (line) => <Flags line={line} filter={filter} /> });
  }
  return (
    <DeskTable<PerformanceLine>
      caption={`${title}: по ${sideWords[by].by}`}
      rows={[...lines, whole]}
      rowKey={({ id }) => id}
      columns={columns}
      empty={null}
      foldsBelow={view === 'league' ? 80 : 60}
    />
  );
}

function Rank({ line }: { line: PerformanceLine }): ReactNode {
  if (line.id === '') return null;
  return line.rank === null ? (
    <span className="muted small">мало дел</span>
  ) : (
    <>
      <b>{formatNumber(line.rank)}</b>
      {line.doubted > 0 && (
        <span className="small tone-warning">
          {' '}
          под вопросом {counted(line.doubted, 'дело', 'дела', 'дел')}: место ниже, пока признаки не разобраны
        </span>
      )}
    </>
  );
}

/** A number, of how many it is, its bar; a press opens its cases. */
function FigureCell(props: {
  id: PerformanceFigure;
  by: PerformanceSide;
  filter: IndicatorSlice;
  line: PerformanceLine;
  whole: PerformanceLine;
  smallest: number;
  most: number;
  view: PerformanceView;
}): ReactNode {
  const { id, by, filter, line, whole, smallest, most, view } = props;
  const { value, of, cases, listed } = line.figures[id];
  const words = figureWords[id];
  if (value === null) return <span className="muted">—</span>;
  const isSmall = of < smallest;
  const text = formatIndicator(value, words.unit);
  const range = id === 'confirmed' && view === 'league' && !isSmall ? line.interval : null;
  const total = whole.figures[id].value;
  return (
    <div className={isSmall ? 'performance__cell performance__cell--small' : 'performance__cell'}>
      {cases > 0 && listed ? (
        <PageLink
          to={behindHref(words.list, sliceOfLine(filter, by, line.id))}
          className="performance__value"
          aria-label={`${line.title}, ${words.title}: ${text}. Открыть ${words.listWords}: ${
            isOfIncidents(words.list)
              ? behindIncidents(words.list, cases, listed)
              : behindWords(cases, listed)
          }`}
        >
          {text}
        </PageLink>
      ) : (
        <b className="performance__value">{text}</b>
      )}
      <span className="small muted">
        из {counted(of, words.of[0], words.of[1], words.of[1])}
        {range && `, от ${formatPercent(range.low)} до ${formatPercent(range.high)}`}
        {id === 'median' && view === 'equity' && line.id !== '' && !isSmall && total
          ? `, ×${formatDecimal(value / total)} к отбору`
          : ''}
      </span>
      {!isSmall && most > 0 && line.id !== '' && (
        <CellBar value={value} most={Math.max(most, range?.high ?? 0)} />
      )}
    </div>
  );
}

function Flags({ line, filter }: { line: PerformanceLine; filter: IndicatorSlice }): ReactNode {
  const mayRead = usePermission('cases.read');
  if (line.flags.length === 0) return <span className="muted">{line.id === '' ? '' : 'нет'}</span>;
  return (
    <div className="performance__cell">
      {line.flags.map(({ kind, count }) => (
        <Mark key={kind} tone="warning">
          {flagWords[kind]}: {formatNumber(count)}
        </Mark>
      ))}
      {mayRead && (
        <PageLink to={signsHref(line.id, filter)}>
          Дела<span className="aloud"> с признаками: {line.title}</span>
        </PageLink>
      )}
    </div>
  );
}
