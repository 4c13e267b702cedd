import { type ReactNode, useEffect, useRef } from 'react';
import type { listPublicPoints, PublicPoint } from '../../../shared/contract/messages/cases-open.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { counted } from '../../../shared/text/plural.ts';
import { useFormats } from '../../lib/format.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { DeadlineLine } from '../../ui/deadline.tsx';
import { Marker } from '../../ui/mark.tsx';
import { PageLink } from '../../ui/page-link.tsx';
import { EmptyState } from '../../ui/states.tsx';
import { markerOf } from '../parts/shapes.ts';
import { describePoint } from './order-points.ts';

/** Rows shown at first and added by each «Показать ещё»; their numbers stand on the map. */
export const rowsAtOnce = 20;

interface ListProps {
  points: readonly PublicPoint[];
  reply: RouteReply<typeof listPublicPoints>;
  hasMap: boolean;
  isFiltered: boolean;
  chosen: string | null;
  limit: number;
  onChoose: (number: string | null) => void;
  onMore: () => void;
  onReset: () => void;
}

export function MapList(props: ListProps): ReactNode {
  const { points, reply, limit, chosen } = props;
  if (points.length === 0) return <Nothing {...props} />;
  const rest = points.length - limit;
  return (
    <div className="stack">
      <p className="small" role="status">
        {sumUp(reply, props.hasMap)}
        {points[0]?.shape === 'overdue' && ' Сначала просроченные.'}
      </p>
      <ol className="map-rows">
        {points.slice(0, limit).map((point, at) => (
          <Row
            key={point.number}
            point={point}
            at={at + 1}
            isChosen={point.number === chosen}
            onChoose={props.onChoose}
          />
        ))}
      </ol>
      {rest > 0 && (
        <Button wide onClick={props.onMore}>
          Показать ещё {formatNumber(Math.min(rest, rowsAtOnce))}
        </Button>
      )}
    </div>
  );
}

function sumUp({ points, withoutPlace, total }: ListProps['reply'], hasMap: boolean): string {
  const shown = counted(points.length, 'сообщение', 'сообщения', 'сообщений');
  const where = hasMap ? 'На экране' : 'Всего';
  const rest = withoutPlace > 0 ? `, без места ещё ${formatNumber(withoutPlace)}` : '';
  // The server sends at most so many at once.
  const isCut = points.length >= 500 && total > points.length;
  const advice = hasMap ? ' Это самые новые, приблизьте карту.' : ' Это самые новые, сузьте отбор.';
  return `${where} ${shown}${rest}.${isCut ? advice : ''}`;
}

function Row(props: {
  point: PublicPoint;
  at: number;
  isChosen: boolean;
  onChoose: (number: string | null) => void;
}): ReactNode {
  const { point, at, isChosen, onChoose } = props;
  const formats = useFormats();
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // Only the list itself scrolls: on a phone the map must stay in view.
    if (isChosen) scrollWithin(place.current);
  }, [isChosen]);
  const isOver = point.shape === 'overdue';
  const isOpen = point.deadline !== null && point.deadline.state !== 'stopped';
  return (
    <li
      ref={place}
      className={isChosen ? 'map-row is-chosen' : 'map-row'}
      onMouseEnter={() => onChoose(point.number)}
      onFocus={() => onChoose(point.number)}
    >
      <Marker kind={markerOf[point.shape]} number={at} />
      <div>
        <h2>
          <PageLink to={`/m/${point.number}`}>{point.title}</PageLink>
        </h2>
        {point.address && <p>{point.address}</p>}
        <p className={isOver ? 'map-row__late' : 'small'}>{describePoint(point, formats)}</p>
      </div>
      {isOpen ? (
        <DeadlineLine share={isOver ? 0 : (point.deadline?.leftShare ?? 1)} />
      ) : (
        <span className="map-row__end" />
      )}
    </li>
  );
}

function scrollWithin(row: HTMLElement | null): void {
  const list = row?.closest<HTMLElement>('.map-list');
  if (!row || !list || list.scrollHeight <= list.clientHeight) return;
  const [inner, outer] = [row.getBoundingClientRect(), list.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom)
    list.scrollBy({ top: inner.top - outer.top - outer.height / 3 });
}

function Nothing(props: ListProps): ReactNode {
  const { isFiltered, hasMap, reply } = props;
  const isElsewhere = reply.total - reply.withoutPlace > 0;
  if (hasMap && isElsewhere)
    return (
      <EmptyState title="Здесь ничего нет">
        <p>
          В этой части города сообщений за период нет. Отдалите карту: всего их {formatNumber(reply.total)}.
        </p>
      </EmptyState>
    );
  if (isFiltered)
    return (
      <EmptyState
        title="По этому отбору ничего нет"
        action={<Button onClick={props.onReset}>Показать все</Button>}
      />
    );
  return (
    <EmptyState
      title="На карте пока пусто"
      action={
        <ButtonLink to="/new" kind="primary">
          Сообщите первым
        </ButtonLink>
      }
    >
      <p>Здесь видно то, что жители разрешили показать.</p>
    </EmptyState>
  );
}
