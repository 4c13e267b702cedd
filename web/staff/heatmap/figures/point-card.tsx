import type { ReactNode } from 'react';
import type { HeatPoint } from '../../../../shared/contract/heatmap/heatmap.ts';
import { IconButton } from '../../../ui/button.tsx';
import { markerWords } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { describeDrawn, type HeatChoice, writeIncidentsAddress, writeListAddress } from './heat-filter.ts';
import { markerOf, pointHref, pointNumber } from './places-table.tsx';

/** What a pressed point is. */
export function PointCard(props: {
  point: HeatPoint;
  topics: Topics | undefined;
  onClose: () => void;
}): ReactNode {
  const { point, topics, onClose } = props;
  const { title, block, shape, address } = point;
  return (
    <section className="point-card" aria-label="Сообщение на карте">
      <div className="point-card__head">
        <PageLink className="number" to={pointHref(point)}>
          {pointNumber(point)}
        </PageLink>
        <IconButton kind="quiet" icon="close" label="Закрыть" onClick={onClose} />
      </div>
      <p>{title}</p>
      <p className="small">
        {[
          topics?.block(block)?.shortTitle ?? 'без темы',
          markerWords[markerOf[shape]],
          address ?? 'точка без адреса',
        ].join(' · ')}
      </p>
    </section>
  );
}

/** What a pressed hexagon of both sources opens. */
export function HexagonCard(props: { cell: string; choice: HeatChoice; onClose: () => void }): ReactNode {
  const { cell, choice, onClose } = props;
  const incidents = writeIncidentsAddress(choice, { cell });
  return (
    <section className="point-card" aria-label="Место на карте">
      <div className="point-card__head">
        <b>{describeDrawn(choice)}</b>
        <IconButton kind="quiet" icon="close" label="Закрыть" onClick={onClose} />
      </div>
      <p>
        <PageLink to={writeListAddress(choice, { cell })}>Список дел</PageLink>
      </p>
      {incidents && (
        <p>
          <PageLink to={incidents}>Список инцидентов</PageLink>
        </p>
      )}
    </section>
  );
}
