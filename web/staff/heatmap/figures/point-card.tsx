import type { ReactNode } from 'react';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { IconButton } from '../../../ui/button.tsx';
import { markerWords } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { caseHref } from '../../base/case-kit/near-list.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { type HeatPoint, markerOf } from './places-table.tsx';

/** What a pressed point is. */
export function PointCard(props: {
  point: HeatPoint;
  topics: Topics | undefined;
  onClose: () => void;
}): ReactNode {
  const { point, topics, onClose } = props;
  const { number, title, block, shape, address } = point;
  return (
    <section className="point-card" aria-label="Сообщение на карте">
      <div className="point-card__head">
        <PageLink className="number" to={caseHref(number)}>
          {formatCaseNumber(number)}
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
