import type { ReactNode } from 'react';
import type { RouteInput, RouteReply } from '../../../../shared/contract/route.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { ReportButtons } from '../export/report-buttons.tsx';
import { DeskTable } from '../parts/desk-table.tsx';
import { CursorPages, useCursorTrail } from '../parts/list-pages.tsx';
import { useRowKeys } from '../parts/use-row-keys.ts';
import { type ListDefinition, type ListRoute, namesOf, type Patch } from './define-list.ts';
import { FilterControl } from './list-filters.tsx';
import '../parts/desk.css';
import './list.css';

/** The list the address asks for: its reply, its conditions, its page. `params` are those of the route's path. */
export function useList<R extends ListRoute, Row>(of: ListDefinition<R, Row>, params?: object) {
  const [query, change] = useUrlQuery();
  const trail = useCursorTrail();
  const asked = of.ask(query);
  const { limit, refreshEvery } = of;
  const page = { ...(limit && { limit }), ...asked, ...(trail.cursor && { cursor: trail.cursor }) };
  const input = { ...(params && { params }), query: page } as unknown as RouteInput<R>;
  const reply = useRoute(of.route, input, refreshEvery ? { refreshEvery } : {});
  const filters = of.filters?.(reply.data, query) ?? [];
  const names = filters.flatMap(namesOf);
  const set = (patch: Patch): void => {
    trail.restart();
    change(patch);
  };
  return {
    of,
    query,
    asked,
    reply,
    data: reply.data,
    filters,
    trail,
    isFiltered: names.some((name) => query[name]),
    set,
    show: change,
    reset: () => set(Object.fromEntries(names.map((name) => [name, '']))),
  };
}

export type ListState<R extends ListRoute, Row> = ReturnType<typeof useList<R, Row>>;

const rowLinks = [
  '.list-rows :is(th[scope="row"], .row-card__name) :is(a, button)',
  '.list-rows > li > :is(a, button)',
].join(', ');

/** Conditions, rows, pages, keys, print and files of a list, with what is said of none and of a failure. */
export function List<R extends ListRoute, Row>(props: {
  list: ListState<R, Row>;
  /** More controls beside the conditions. */
  actions?: ReactNode;
  /** Words of the reply over the rows, and what stands under them. */
  above?: (reply: RouteReply<R>) => ReactNode;
  below?: (reply: RouteReply<R>) => ReactNode;
  /** How many there are on all pages. */
  total?: number;
}): ReactNode {
  const { list, actions, above, below, total } = props;
  const { of, query, reply, data, filters, trail, set } = list;
  const from = trail.passed * (of.limit ?? 0) + 1;
  const told = data &&
    total !== undefined && {
      told: `${formatNumber(from)}–${formatNumber(from + of.rows(data).length - 1)} из ${formatNumber(total)}`,
    };
  const { walk = 'keys' } = of;
  useRowKeys(of.name, rowLinks, { active: walk !== 'none', withArrows: walk === 'arrows' });
  useHotkeys(of.name, [{ keys: 'KeyP', label: 'Напечатать список', run: () => print() }], {
    active: of.canPrint ?? false,
  });
  return (
    <>
      {(filters.length > 0 || actions || of.canPrint || of.report) && (
        <div className="desk__filters">
          {filters.map((filter) => (
            <FilterControl
              key={filter.kind === 'period' ? 'period' : filter.name}
              filter={filter}
              screen={of.name}
              query={query}
              set={set}
            />
          ))}
          {actions}
          {of.canPrint && (
            <Button hint="KeyP" onClick={() => print()}>
              Печать
            </Button>
          )}
          {of.report && <ReportButtons {...of.report} query={list.asked} screen={of.name} />}
        </div>
      )}
      {reply.error && (
        <ErrorState title={of.failed} problem={reply.error} onRetry={() => void reply.refetch()} />
      )}
      {data && above?.(data)}
      {(data || !reply.error) && <Rows list={list} />}
      <CursorPages {...of.pages} {...told} trail={trail} next={data?.next} />
      {data && below?.(data)}
    </>
  );
}

function Rows<R extends ListRoute, Row>({ list }: { list: ListState<R, Row> }): ReactNode {
  const { of, data, reply, set, show } = list;
  const { look, rowKey } = of;
  const tools = { formats: useFormats(), set, show };
  const rows = data && of.rows(data);
  const isOld = reply.isPlaceholderData;
  const empty = <Nothing list={list} />;
  if ('columns' in look)
    return (
      <div className="list-rows">
        <DeskTable<Row>
          caption={of.caption}
          rows={rows}
          rowKey={rowKey}
          isOld={isOld}
          columns={look.columns(tools)}
          empty={empty}
          {...(look.foldsBelow !== undefined && { foldsBelow: look.foldsBelow })}
        />
      </div>
    );
  if (!rows) return <SkeletonLines lines={8} />;
  if (rows.length === 0) return empty;
  return (
    <ul className={`list-rows ${look.listClass}${isOld ? ' is-old' : ''}`} aria-label={of.caption}>
      {rows.map((row) => (
        <li key={rowKey(row)} className={look.itemClass}>
          {look.item(row, tools)}
        </li>
      ))}
    </ul>
  );
}

/** There is nothing at all, or nothing by these conditions: two different things. */
function Nothing<R extends ListRoute, Row>({ list }: { list: ListState<R, Row> }): ReactNode {
  const { of, isFiltered, reset } = list;
  const { title, words, action } = isFiltered
    ? (of.nothing ?? { title: 'По этому отбору ничего нет' })
    : of.empty;
  return (
    <EmptyState title={title} action={isFiltered ? <Button onClick={reset}>Сбросить отбор</Button> : action}>
      {words}
    </EmptyState>
  );
}
