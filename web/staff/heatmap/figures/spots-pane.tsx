import type { ReactNode } from 'react';
import type { listHotspots } from '../../../../shared/contract/heatmap/heatmap.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { KeyHints } from '../../../ui/kbd.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { type HeatChoice, isStockChoice, listsOf, writeListAddress } from './heat-filter.ts';

export type Spot = RouteReply<typeof listHotspots>['hotspots'][number];

const countMessages = (count: number): string => counted(count, 'сообщение', 'сообщения', 'сообщений');

/** Five places with most messages; the one under J/K is framed, Enter opens its list. */
export function SpotList(props: {
  spots: readonly Spot[];
  choice: HeatChoice;
  topics: Topics | undefined;
  current: string | null;
  onCurrent: (spot: Spot) => void;
}): ReactNode {
  const { spots, choice, topics, current, onCurrent } = props;
  if (spots.length === 0)
    return (
      <EmptyState title="Очагов нет">
        {isStockChoice(choice)
          ? 'По такому отбору открытого с местом на карте нет.'
          : 'За этот период по такому отбору нет сообщений с местом на карте.'}
      </EmptyState>
    );
  return (
    <ol className="spots">
      {spots.map((spot, at) => (
        <li
          key={spot.cell}
          className={spot.cell === current ? 'spot is-current' : 'spot'}
          onPointerEnter={() => onCurrent(spot)}
        >
          <span className="spot__at">{at + 1}</span>
          <SpotName spot={spot} choice={choice} onCurrent={onCurrent} />
          <span className="small">
            {[countMessages(spot.count), describeBlocks(spot.blocks, topics)].filter(Boolean).join(' · ')}
          </span>
          <SpotMark spot={spot} />
        </li>
      ))}
    </ol>
  );
}

/** The name leads to the list; of two sources each list has a link of its own. */
function SpotName(props: { spot: Spot; choice: HeatChoice; onCurrent: (spot: Spot) => void }): ReactNode {
  const { spot, choice, onCurrent } = props;
  const lists = listsOf(choice, { cell: spot.cell }, { count: spot.count, networks: spot.networks });
  const [first, ...rest] = lists;
  if (first && rest.length === 0)
    return (
      <PageLink to={first.href} onFocus={() => onCurrent(spot)}>
        {spot.title}
      </PageLink>
    );
  return (
    <span>
      {spot.title}
      {lists.map(({ words, count, href }) => (
        <span key={words} className="small">
          {' · '}
          <PageLink to={href} onFocus={() => onCurrent(spot)}>
            {words === 'Список дел' ? 'дел' : 'инцидентов'} {formatNumber(count)}
            <span className="aloud">: {spot.title}</span>
          </PageLink>
        </span>
      ))}
    </span>
  );
}

function describeBlocks(blocks: readonly string[], topics: Topics | undefined): string {
  return blocks
    .map((code) => topics?.block(code)?.shortTitle ?? '')
    .filter(Boolean)
    .join(', ');
}

/** Late ones of what is open; of what happened in a period there is nothing to be late. */
function SpotMark({ spot: { overdue, dueToday } }: { spot: Spot }): ReactNode {
  if (overdue === null) return null;
  if (overdue > 0) return <Mark tone="danger">{formatNumber(overdue)} просрочено</Mark>;
  if (dueToday) return <Mark tone="warning">{formatNumber(dueToday)} — срок сегодня</Mark>;
  return <Mark tone="ok">в срок</Mark>;
}

/** What cannot be on the map is always told, with the way to mend it. */
export function WithoutPlace(props: { count: number; choice: HeatChoice }): ReactNode {
  const { count, choice } = props;
  if (count === 0) return <p className="small">У всех сообщений есть место на карте.</p>;
  return (
    <p className="small">
      Без места: {count}.{' '}
      {choice.source === 'cases' && (
        <PageLink to={writeListAddress(choice)} search={{ hasPlace: 'no' }}>
          Уточнить адреса
        </PageLink>
      )}
    </p>
  );
}

export function SpotHints(props: { isMap: boolean }): ReactNode {
  return (
    <KeyHints
      hints={[
        { keys: ['KeyJ', 'KeyK'], label: 'по очагам' },
        { keys: 'Enter', label: 'список' },
        { keys: 'KeyM', label: props.isMap ? 'матрица' : 'карта' },
        { keys: 'KeyT', label: 'таблица' },
      ]}
    />
  );
}
