import type { ReactNode } from 'react';
import { reportTrends } from '../../../../shared/charts/indicator-charts.ts';
import type { IndicatorLine, ReportFigures } from '../../../../shared/contract/group/head-report-figures.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { assignmentStateTitles } from '../../../../shared/text/group/assignments.ts';
import { socialWords, zoneWords } from '../../../../shared/text/group/reports.ts';
import {
  formatIndicator,
  goalWords,
  indicatorCode,
  isMet,
  sectorIndicators,
} from '../../../../shared/text/heatmap/indicators.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { ChartFigure } from '../../../ui/chart/chart.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';

/** Blocks of a report that were not in the first ones: a report signed before them says so. */

const uncounted = <p className="muted">В этом отчёте не считалось.</p>;

/** Red zones that run: since when, why, who leads the way out and by when. */
export function Zones({ zones }: { zones: ReportFigures['zones'] }): ReactNode {
  if (!zones) return uncounted;
  return (
    <>
      <p>{zoneWords(zones)}</p>
      {zones.running.length > 0 && (
        <DeskTable
          caption="Зоны, которые ещё красные"
          rows={zones.running}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'title',
              head: 'Зона',
              isName: true,
              cell: ({ id, title }) => <PageLink to={`/staff/zones/${id}`}>{title}</PageLink>,
            },
            { id: 'openedOn', head: 'С какого дня', cell: ({ openedOn }) => formatDay(openedOn) },
            { id: 'reason', head: 'Почему', cell: ({ reason }) => reason },
            { id: 'owner', head: 'Владелец', cell: ({ owner }) => owner ?? 'не назначен' },
            {
              id: 'exit',
              head: 'Выход до',
              cell: ({ exitOn, isLate }) => (
                <>
                  {exitOn ? formatDay(exitOn) : 'плана нет'} {isLate && <Mark tone="danger">прошёл</Mark>}
                </>
              ),
            },
          ]}
          empty={null}
        />
      )}
    </>
  );
}

/** Indicators of the city beside their goals; some of them by sector. */
export function Indicators({ figures }: { figures: ReportFigures }): ReactNode {
  const { indicators, sectors } = figures;
  if (!indicators) return uncounted;
  if (indicators.length === 0) return <p className="muted">За период считать нечего.</p>;
  const shown = indicators.filter(({ id }) => sectorIndicators.includes(id));
  return (
    <>
      <DeskTable<IndicatorLine>
        caption="Показатели города"
        rows={indicators}
        rowKey={({ id }) => id}
        columns={[
          {
            id: 'title',
            head: 'Показатель',
            isName: true,
            cell: ({ id, title }) => `${indicatorCode(id)}. ${title}`,
          },
          {
            id: 'value',
            head: 'Значение',
            align: 'right',
            cell: ({ value, unit }) => formatIndicator(value, unit),
          },
          { id: 'goal', head: 'Цель', cell: (line) => <Goal line={line} /> },
        ]}
        empty={null}
      />
      <div className="report__trends">
        {reportTrends(figures).map((chart) => (
          <ChartFigure key={chart.title} chart={chart} size="small" />
        ))}
      </div>
      {shown.length > 0 && (
        <DeskTable
          caption="Показатели по сферам"
          rows={sectors.map(({ code, title }, at) => ({ code, title, at }))}
          rowKey={({ code }) => code}
          columns={[
            { id: 'title', head: 'Сфера', isName: true, cell: ({ title }) => title },
            ...shown.map(({ id, title, unit, bySector }) => ({
              id,
              head: `${indicatorCode(id)}. ${title}`,
              align: 'right' as const,
              cell: ({ at }: { at: number }) => formatIndicator(bySector[at] ?? null, unit),
            })),
          ]}
          empty={null}
        />
      )}
    </>
  );
}

function Goal({ line }: { line: IndicatorLine }): ReactNode {
  const goal = goalWords(line);
  if (goal === null || line.value === null) return '—';
  const met = isMet(line.value, line);
  return <Mark tone={met ? 'ok' : 'warning'}>{`${goal}, ${met ? 'достигнута' : 'не достигнута'}`}</Mark>;
}

type MadeLine = NonNullable<ReportFigures['decisions']['made']>[number];

/** What was given in the period and where it stands. */
export function Made({ made }: { made: readonly MadeLine[] }): ReactNode {
  return (
    <DeskTable<MadeLine>
      caption="Выдано за период"
      rows={made}
      rowKey={({ id }) => id}
      columns={[
        {
          id: 'number',
          head: '№',
          isName: true,
          cell: ({ id, number }) => <PageLink to={`/staff/assignments/${id}`}>{number}</PageLink>,
        },
        { id: 'text', head: 'Основание и поручение', cell: ({ basis, text }) => `${basis}: ${text}` },
        { id: 'who', head: 'Ответственный', cell: ({ responsible }) => responsible },
        { id: 'due', head: 'Срок', cell: ({ dueOn }) => formatDay(dueOn) },
        {
          id: 'state',
          head: 'Состояние',
          cell: ({ state }) => assignmentStateTitles[state].toLocaleLowerCase('ru'),
        },
      ]}
      empty={null}
    />
  );
}

/** Topics residents wrote of most: what the pages of the city should speak of. */
export function Social({ social }: { social: ReportFigures['social'] }): ReactNode {
  if (!social) return uncounted;
  return (
    <>
      <p>{socialWords(social)}</p>
      {social.topics.length > 0 && (
        <DeskTable
          caption="О чём рассказать"
          rows={social.topics}
          rowKey={({ title }) => title}
          columns={[
            { id: 'title', head: 'Тема', isName: true, cell: ({ title }) => title },
            {
              id: 'received',
              head: 'Сообщений',
              align: 'right',
              cell: ({ received }) => formatNumber(received),
            },
            { id: 'former', head: 'Было', align: 'right', cell: ({ former }) => formatNumber(former) },
          ]}
          empty={null}
        />
      )}
    </>
  );
}
