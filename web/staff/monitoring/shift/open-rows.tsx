import type { ReactNode } from 'react';
import type { IncidentLine } from '../../../../shared/contract/monitoring/incidents.ts';
import type { Shift } from '../../../../shared/contract/monitoring/shifts.ts';
import { termEndWords, termLineWords, termShare } from '../../../../shared/text/monitoring/incident-words.ts';
import { incidentStatusTitles } from '../../../../shared/text/monitoring/incidents.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { DeadlineWords } from '../../../ui/deadline.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { NetworkMark } from '../social/network-names.tsx';

/** What stands open, the nearest term first; `mark` stands before each where it may be marked. */
export function OpenRows(props: { shift: Shift; mark?: (row: IncidentLine) => ReactNode }): ReactNode {
  const { incidents, figures } = props.shift;
  if (incidents.length === 0) return <p className="muted">Открытых инцидентов нет.</p>;
  const rest = figures.open - incidents.length;
  return (
    <>
      <ul className="shift__rows" aria-label="Открытые инциденты">
        {incidents.map((row) => (
          <OpenRow key={row.id} row={row} mark={props.mark?.(row)} />
        ))}
      </ul>
      {rest > 0 && (
        <p>
          <PageLink to="/staff/social">
            Ещё {counted(rest, 'инцидент', 'инцидента', 'инцидентов')} в ленте
          </PageLink>
        </p>
      )}
    </>
  );
}

function OpenRow({ row, mark }: { row: IncidentLine; mark: ReactNode }): ReactNode {
  const { zone } = useFormats();
  const now = useNow();
  const { term } = row;
  return (
    <li className="shift__row">
      <NetworkMark networks={row.networks} />
      <div>
        <PageLink to={`/staff/social?id=${row.id}`}>{row.title || row.number}</PageLink>
        <p className="cluster muted small">
          <span>{row.number}</span>
          <span>{incidentStatusTitles[row.status]}</span>
          {row.unitTitle && <span>{row.unitTitle}</span>}
          {row.importance === 'high' && <Mark tone="danger">важность высокая</Mark>}
        </p>
        {mark}
      </div>
      <p className="shift__term">
        {term ? (
          <>
            <DeadlineWords share={termShare(term, now)}>{termLineWords(term, zone, now)}</DeadlineWords>{' '}
            <span className="muted small">{termEndWords(term, zone, now)}</span>
          </>
        ) : (
          <span className="muted">срок не идёт</span>
        )}
      </p>
    </li>
  );
}
