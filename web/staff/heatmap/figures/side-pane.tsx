import { type ReactNode, useState } from 'react';
import {
  gapWords,
  type RatioValue,
  tellRatio,
  writeRatio,
  writeRatioChange,
} from '../../../../shared/charts/ratio-heat.ts';
import {
  getMapSummary,
  getMatrix,
  type HeatFilter,
  listHotspots,
  listStockStatuses,
} from '../../../../shared/contract/heatmap/heatmap.ts';
import type { AdditiveMeasure } from '../../../../shared/contract/heatmap/heatmap-pivot.ts';
import { heatMeasures, measureTitles, tellEvents } from '../../../../shared/text/heatmap/heatmap.ts';
import { heatRatioOf, type Ratio, tellParts } from '../../../../shared/text/heatmap/ratios.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Loadable } from '../../../ui/states.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { CellHeat } from './cell-heat.tsx';
import { describeNothing, describeSpots, type HeatChoice, isStockChoice, listsOf } from './heat-filter.ts';
import { opensOf, valuesOf } from './matrix-figure.ts';
import type { Chosen } from './matrix-table.tsx';
import { type Spot, SpotHints, SpotList, WithoutPlace } from './spots-pane.tsx';

/** The number under the cursor in words, and the five worst places. Enter opens whichever was pointed at last. */
export function SidePane(props: {
  choice: HeatChoice;
  filter: HeatFilter;
  topics: Topics | undefined;
  chosen: Chosen | null;
  spot: Spot | null;
  onSpot: (spot: Spot) => void;
  onOpen: (href: string) => void;
}): ReactNode {
  const { choice, filter, topics, chosen, spot, onSpot, onOpen } = props;
  const hotspots = useRoute(listHotspots, { query: filter });
  const places = useRoute(getMapSummary, { query: filter }).data;
  const spots = hotspots.data?.hotspots ?? [];
  const current = spots.find(({ cell }) => cell === spot?.cell) ?? null;
  const target = useLatestTarget(
    chosen ? addressOf(chosen, choice) : null,
    current && firstHref(choice, current),
  );
  const step = (by: 1 | -1) => {
    const at = current ? spots.indexOf(current) + by : by > 0 ? 0 : spots.length - 1;
    const next = spots[Math.min(spots.length - 1, Math.max(0, at))];
    if (next) onSpot(next);
  };
  useHotkeys('Тепловая карта', [
    { keys: 'KeyJ', label: 'Следующий очаг', run: () => step(1) },
    { keys: 'KeyK', label: 'Предыдущий очаг', run: () => step(-1) },
    { keys: 'Enter', label: 'Список', run: () => target && onOpen(target) },
  ]);
  return (
    <aside className="heatmap__side" aria-label="Подробности">
      {chosen && <ChosenCell chosen={chosen} filter={filter} choice={choice} />}
      {chosen && <CellHeat chosen={chosen} />}
      {isStockChoice(choice) && choice.source === 'cases' && (
        <StockStatuses filter={filter} choice={choice} />
      )}
      <h2 className="section__title">{describeSpots(choice)}</h2>
      <Loadable query={hotspots} failed="Очаги не загрузились">
        {() => (
          <SpotList
            spots={spots}
            choice={choice}
            topics={topics}
            current={current?.cell ?? null}
            onCurrent={onSpot}
          />
        )}
      </Loadable>
      {places && (places.withoutPlace > 0 || spots.length > 0) && (
        <WithoutPlace count={places.withoutPlace} choice={choice} />
      )}
      <SpotHints isMap={choice.view === 'map'} />
    </aside>
  );
}

/** What Enter opens of the cell under the cursor. */
function addressOf({ cell }: Chosen, { measure }: HeatChoice): string | null {
  const ratio = heatRatioOf(measure);
  return ratio ? (opensOf(cell, ratio)?.href ?? null) : (cell.lists[0]?.href ?? null);
}

/** What Enter opens of a place: cases, or incidents where there is nothing else. */
const firstHref = (choice: HeatChoice, { cell, count, networks }: Spot): string | null =>
  listsOf(choice, { cell }, { count, networks })[0]?.href ?? null;

/** In what state it all is, counted once somebody has asked. */
function StockStatuses({ filter, choice }: { filter: HeatFilter; choice: HeatChoice }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const told = useRoute(listStockStatuses, { query: filter }, { enabled: isOpen });
  return (
    <details open={isOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>В каком состоянии</summary>
      {isOpen && (
        <Loadable query={told} failed="Состояния не посчитались">
          {({ statuses, total }) =>
            total === 0 ? (
              <p className="small">{describeNothing(choice)}</p>
            ) : (
              <ul className="plain-rows">
                {statuses.map(({ status, title, count }) => (
                  <li key={status}>
                    {title}: <b className="number">{formatNumber(count)}</b>
                  </li>
                ))}
              </ul>
            )
          }
        </Loadable>
      )}
    </details>
  );
}

/** Of two addresses, the one that changed last. */
function useLatestTarget(first: string | null, second: string | null): string | null {
  const [state, setState] = useState({ first, second, target: first ?? second });
  if (state.first !== first || state.second !== second) {
    const target = state.first !== first ? first : second;
    setState({ first, second, target: target ?? first ?? second });
  }
  return state.target;
}

function ChosenCell(props: { chosen: Chosen; filter: HeatFilter; choice: HeatChoice }): ReactNode {
  const ratio = heatRatioOf(props.choice.measure);
  return ratio ? <ChosenRatio chosen={props.chosen} ratio={ratio} /> : <ChosenCount {...props} />;
}

/** A ratio in words: the number, what it is made of, how it has changed, a list for each of its two sides. */
function ChosenRatio({ chosen, ratio }: { chosen: Chosen; ratio: Ratio }): ReactNode {
  const { line, column, cell } = chosen;
  const { now, former } = valuesOf(cell, ratio);
  const parts = { part: cell.count, whole: cell.whole ?? null };
  const lists = [
    ...(ratio.unit === 'mean' ? [] : cell.lists.map((list) => ({ ...list, measure: ratio.part }))),
    ...(ratio.whole === 'residents'
      ? []
      : cell.wholeLists.map((list) => ({ ...list, measure: ratio.whole as AdditiveMeasure }))),
  ];
  const events = lists.map(({ measure }) => tellEvents(measure)).find(Boolean);
  return (
    <div className="chosen">
      <b>
        {line.title} × {column?.fullTitle ?? 'все блоки'} — {tellRatio(ratio, now)}
      </b>
      <p className="small">
        {ratio.title}: {now.gap === 'nothing' ? 'не из чего считать' : tellParts(ratio, parts)}
      </p>
      <p className="small">{describeRatioChange(ratio, now, former)}</p>
      {lists.map(({ href, measure, words }, at) => (
        <p key={href}>
          <PageLink to={href} tabIndex={-1}>
            {words}: {measureTitles[measure]}
          </PageLink>{' '}
          {at === 0 && <Kbd keys="Enter" />}
        </p>
      ))}
      {events && <p className="small muted">{events}</p>}
    </div>
  );
}

function describeRatioChange(ratio: Ratio, now: RatioValue, former: RatioValue): string {
  if (former.gap !== null)
    return `раньше — ${former.gap === 'nothing' ? 'не из чего считать' : gapWords[former.gap]}`;
  const was = `было ${writeRatio(ratio, former.value)}`;
  return now.gap === null ? `${was}, изменение ${writeRatioChange(ratio, now.value - former.value)}` : was;
}

function ChosenCount(props: { chosen: Chosen; filter: HeatFilter; choice: HeatChoice }): ReactNode {
  const { chosen, filter, choice } = props;
  const { line, column, cell } = chosen;
  const overdue = useOverdue(chosen, filter);
  const eventsWords = tellEvents(heatMeasures[choice.measure]);
  const words = [describeChange(cell), overdue ? `просрочено ${formatNumber(overdue)}` : ''];
  return (
    <div className="chosen">
      <b>
        {line.title} × {column?.fullTitle ?? 'все блоки'} — {formatNumber(cell.count)}
      </b>
      <p className="small">{words.filter(Boolean).join(' · ')}</p>
      {cell.lists.map(({ words: title, href, count }, at) => (
        <p key={title}>
          <PageLink to={href} tabIndex={-1}>
            {title}
            {cell.lists.length > 1 && `: ${formatNumber(count)}`}
          </PageLink>{' '}
          {at === 0 && <Kbd keys="Enter" />}
        </p>
      ))}
      {cell.count > 0 && eventsWords && <p className="small muted">{eventsWords}</p>}
    </div>
  );
}

function describeChange({ count, before }: Chosen['cell']): string {
  if (before === null) return 'раньше — нет данных';
  const change = count - before;
  if (change === 0) return 'столько же, сколько раньше';
  return `на ${formatNumber(Math.abs(change))} ${change > 0 ? 'больше' : 'меньше'}, было ${formatNumber(before)}`;
}

/** Of open ones those overdue, from the same matrix by another measure. */
function useOverdue({ line, column }: Chosen, filter: HeatFilter): number {
  const isTold = filter.measure !== 'open';
  const { data } = useRoute(getMatrix, { query: { ...filter, measure: 'overdue' } }, { enabled: !isTold });
  if (!data || isTold) return 0;
  if (line.kind === 'grand') return (column ? data.total.cells[column.code] : data.total.total)?.count ?? 0;
  const isLoose = line.key.endsWith('.none');
  const row = data.rows.find(({ districtId, level }) => {
    if (line.kind === 'lost') return districtId === null;
    if (isLoose) return level === 1 && `${districtId}.none` === line.key;
    return districtId === line.key;
  });
  return (column ? row?.cells[column.code] : row?.total)?.count ?? 0;
}
