import type { ReactNode } from 'react';
import { listAssignments } from '../../../../shared/contract/group/assignments.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { assignmentStateTitles } from '../../../../shared/text/group/assignments.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { assignmentHref, describeTerm } from '../../base/parts/assignment-words.ts';
import './assignments.css';

/** So many stand on the day's screen; the rest is behind the link. */
const SHOWN = 5;

/** «Мои поручения» of the day: what I answer for or help with; nothing where there is none. */
export function MyAssignments(): ReactNode {
  const mayRead = usePermission('assignments.take-part');
  const mine = useRoute(
    listAssignments,
    { query: { mine: 'yes', view: 'open', limit: SHOWN } },
    { refreshEvery: 120_000, enabled: mayRead },
  );
  if (!mine.data || mine.data.rows.length === 0) return null;
  const { rows, counts } = mine.data;
  return (
    <Section title="Мои поручения">
      <ul className="assignments__mine">
        {rows.map((row) => {
          const term = describeTerm(row);
          return (
            <li key={row.id}>
              <PageLink to={assignmentHref(row.id)}>{row.text}</PageLink>
              <span className="small">
                {row.number}, {assignmentStateTitles[row.state].toLocaleLowerCase('ru')}, до{' '}
                {formatDay(row.dueOn)}{' '}
                {term && term.tone !== 'quiet' && <Mark tone={term.tone}>{term.words}</Mark>}
              </span>
            </li>
          );
        })}
      </ul>
      {counts.open > rows.length && (
        <PageLink to="/staff/assignments" search={{ mine: 'yes' }}>
          Все мои: {counts.open}
        </PageLink>
      )}
    </Section>
  );
}
