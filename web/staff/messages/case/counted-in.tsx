import type { ReactNode } from 'react';
import {
  type CountedDecision,
  listCaseDecisions,
} from '../../../../shared/contract/group/assignments-desk.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { assignmentStateTitles } from '../../../../shared/text/group/assignments.ts';
import { useRoute } from '../../../lib/query.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { RetryLine } from '../../../ui/retry-line.tsx';
import { CountedSection } from '../../base/counted/counted-section.tsx';
import { assignmentHref, stateTones } from '../../base/parts/assignment-words.ts';

/** The decisions a case counted in, on its card: by its assignments, and by what it was taken into account of. */
export function CountedIn({ number, caseId }: { number: string; caseId: string }): ReactNode {
  const query = useRoute(listCaseDecisions, { params: { number } }, { keepOld: false, staleTime: 30_000 });
  const decisions = query.data?.decisions ?? [];
  return (
    <CountedSection
      kind="case"
      id={caseId}
      className="section"
      hasOthers={decisions.length > 0 || query.isError}
    >
      {decisions.map((one) => (
        <Decision key={`${one.basis} ${one.assignment?.id ?? one.on}`} decision={one} />
      ))}
      <RetryLine query={query}>Не узнали, учтено ли дело при решениях с поручением.</RetryLine>
    </CountedSection>
  );
}

function Decision({ decision }: { decision: CountedDecision }): ReactNode {
  const { basis, basisHref, assignment, state, on } = decision;
  const isOver = state === 'accepted' || state === 'cancelled';
  return (
    <p>
      {basisHref ? <PageLink to={basisHref}>{basis}</PageLink> : basis}
      {assignment && (
        <>
          , <PageLink to={assignmentHref(assignment.id)}>{assignment.number}</PageLink>
        </>
      )}{' '}
      <Mark tone={stateTones[state]}>{assignmentStateTitles[state].toLocaleLowerCase('ru')}</Mark>{' '}
      <span className="small nowrap">
        {isOver ? '' : 'до '}
        {formatDay(on)}
      </span>
    </p>
  );
}
