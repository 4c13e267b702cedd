import type { ReactNode } from 'react';
import {
  exportNetworkAnswers,
  type IncidentListId,
  type IndicatorSlice,
  listNetworkAnswers,
  type NetworkLine,
  type NetworkSide,
  networkSides,
  tellList,
} from '../../../../shared/contract/heatmap/indicators.ts';
import { firstOf } from '../../../../shared/lists.ts';
import { behindIncidents, formatIndicator } from '../../../../shared/text/heatmap/indicators.ts';
import { networkSideWords } from '../../../../shared/text/heatmap/performance.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { CellBar } from '../../../ui/chart/chart.tsx';
import type { Column } from '../../../ui/data-table.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { FilterSelect } from '../../../ui/forms/filter-select.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { ReportButtons } from '../../base/export/report-buttons.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { incidentsHref } from './indicator-parts.ts';

interface TableProps {
  by: NetworkSide;
  filter: IndicatorSlice;
  lines: readonly NetworkLine[];
  whole: NetworkLine;
  smallest: number;
}

/** «Ответы в соцсетях»: how soon a page, an organisation, a topic or a territory is answered, and how many comments are not. */
export function NetworksPart({ filter }: { filter: IndicatorSlice }): ReactNode {
  const [query, change] = useUrlQuery();
  const by = networkSides.find((side) => side === query.by) ?? firstOf(networkSides);
  const reply = useRoute(listNetworkAnswers, { query: { ...filter, by } });
  return (
    <div className="desk__list performance">
      <div className="desk__filters">
        <FilterSelect
          form={bindValue(by, (value) => change({ by: value === networkSides[0] ? '' : value }))}
          name="value"
          label="По"
          choices={networkSides.map((value) => ({ value, label: networkSideWords[value].by }))}
        />
        <ReportButtons
          route={exportNetworkAnswers}
          query={{ ...filter, by }}
          screen="Показатели"
          disabledReason={!reply.data?.lines.length && 'Выгружать нечего'}
        />
        <span className="muted">
          Первый ответ страницы после того, как сообщение заметили. Сверху — где отвечают медленнее всего.
        </span>
      </div>
      <Loadable query={reply} failed="Таблица не посчиталась">
        {({ lines, whole, rules, isKept }) =>
          lines.length === 0 ? (
            <EmptyState title={isKept ? 'За этот период сказать нечего' : 'Страницы в сетях не подключены'}>
              {isKept
                ? 'Расширьте период или сбросьте отбор.'
                : 'Числа появятся, когда администратор подключит страницы в «Настройки → Сети».'}
            </EmptyState>
          ) : (
            <>
              <Table by={by} filter={filter} lines={lines} whole={whole} smallest={rules.smallest} />
              <p className="muted small">
                Заштриховано — меньше {formatNumber(rules.smallest)}: число ничего не значит. Ответа требует
                комментарий под своей страницей, который не отклонили и из которого не сделали дело. Числа —
                по всему городу; списки — инциденты, которые вам видны.
              </p>
            </>
          )
        }
      </Loadable>
    </div>
  );
}

/** The slice of a line; of a page the slice is that of the screen, and the list names the page. */
function lineSlice({ by, filter }: TableProps, { id }: NetworkLine): IndicatorSlice {
  if (id === '' || by === 'page') return filter;
  if (by === 'district' && filter.districtId) return filter;
  return { ...filter, [by === 'district' ? 'districtId' : by === 'unit' ? 'unitId' : 'block']: id };
}

function hrefOf(props: TableProps, line: NetworkLine, list: IncidentListId) {
  const { from, to, ...slice } = lineSlice(props, line);
  const page = props.by === 'page' && line.id !== '' && line.id !== 'none' ? line.id : undefined;
  return incidentsHref(tellList(list, { from, to }, page), slice);
}

interface AnswerNumber {
  id: string;
  head: string;
  list: IncidentListId;
  of: (line: NetworkLine) => { value: number | null; of: number; events: number };
  words: (value: number) => string;
  ofWords: readonly [one: string, many: string];
}

const minutes = (value: number): string =>
  value < 120 ? formatIndicator(Math.round(value), 'minutes') : formatIndicator(value / 60, 'hours');

const firstAnswers = ['ответа', 'ответов'] as const;

const numbers: readonly AnswerNumber[] = [
  {
    id: 'median',
    head: 'Первый ответ, медиана',
    list: 'K7',
    of: ({ median, answers }) => ({ value: median, of: answers, events: answers }),
    words: minutes,
    ofWords: firstAnswers,
  },
  {
    id: 'watched',
    head: 'В часы дежурства',
    list: 'K7',
    of: ({ watched, answers }) => ({ value: watched, of: answers, events: answers }),
    words: minutes,
    ofWords: firstAnswers,
  },
  {
    id: 'slowest',
    head: '9 из 10 быстрее',
    list: 'K7',
    of: ({ slowest, answers }) => ({ value: slowest, of: answers, events: answers }),
    words: minutes,
    ofWords: firstAnswers,
  },
  {
    id: 'unanswered',
    head: 'Комментарии без ответа',
    list: 'K18',
    of: ({ comments, unanswered }) => ({
      value: comments === 0 ? null : unanswered / comments,
      of: comments,
      events: unanswered,
    }),
    words: (value) => formatIndicator(value, 'share'),
    ofWords: ['комментария', 'комментариев'],
  },
];

function Table(props: TableProps): ReactNode {
  const { by, lines, whole, smallest } = props;
  const columns: Column<NetworkLine>[] = [
    {
      id: 'name',
      head: networkSideWords[by].head,
      isName: true,
      cell: (line) => (line.id === '' ? <b>{line.title}</b> : line.title),
    },
    ...numbers.map((number) => ({
      id: number.id,
      head: number.head,
      cell: (line: NetworkLine) => <NumberCell table={props} line={line} number={number} />,
    })),
    {
      id: 'comment',
      head: 'Ответ на комментарий, медиана',
      cell: ({ commentHours }) =>
        commentHours === null ? <span className="muted">—</span> : formatIndicator(commentHours, 'hours'),
    },
  ];
  return (
    <DeskTable<NetworkLine>
      caption={`Ответы в соцсетях: по ${networkSideWords[by].by}, мало — меньше ${smallest}`}
      rows={[...lines, whole]}
      rowKey={({ id }) => id}
      columns={columns}
      empty={null}
      foldsBelow={70}
    />
  );
}

function NumberCell({
  table,
  line,
  number,
}: {
  table: TableProps;
  line: NetworkLine;
  number: AnswerNumber;
}): ReactNode {
  const { value, of, events } = number.of(line);
  if (value === null) return <span className="muted">—</span>;
  const isSmall = of < table.smallest;
  const text = number.words(value);
  const listed = line.listed?.[number.list];
  const most = Math.max(
    ...table.lines.map((one) => (number.of(one).of < table.smallest ? 0 : (number.of(one).value ?? 0))),
  );
  return (
    <div className={isSmall ? 'performance__cell performance__cell--small' : 'performance__cell'}>
      {events > 0 && listed ? (
        <PageLink
          to={hrefOf(table, line, number.list)}
          className="performance__value"
          aria-label={`${line.title}, ${number.head}: ${text}. Открыть ${behindIncidents(number.list, events, listed)}`}
        >
          {text}
        </PageLink>
      ) : (
        <b className="performance__value">{text}</b>
      )}
      <span className="small muted">
        из {counted(of, number.ofWords[0], number.ofWords[1], number.ofWords[1])}
      </span>
      {!isSmall && most > 0 && line.id !== '' && <CellBar value={value} most={most} />}
    </div>
  );
}
