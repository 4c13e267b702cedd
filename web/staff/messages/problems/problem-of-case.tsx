import type { ReactNode } from 'react';
import { findProblemOfCase } from '../../../../shared/contract/messages/problems.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { RetryLine } from '../../../ui/retry-line.tsx';
import { problemHref, stateWords } from './problem-words.ts';

/** The mass problem a case stands in or is proposed to; nothing where it stands alone. */
export function ProblemOfCase({ caseId }: { caseId: string }): ReactNode {
  const query = useRoute(
    findProblemOfCase,
    { params: { id: caseId } },
    { keepOld: false, staleTime: 30_000 },
  );
  const problem = query.data?.problem;
  if (!problem && !query.isError) return null;
  return (
    <section className="section">
      <h2 className="section__title">Массовая проблема</h2>
      {problem ? (
        <>
          <p>
            <PageLink to={problemHref(problem.id)}>{problem.title}</PageLink>
          </p>
          <p className="small">
            {[
              counted(problem.members, 'дело', 'дела', 'дел'),
              stateWords[problem.state].title,
              // A proposal awaits its «да» on the problem's page.
              !problem.isConfirmed && problem.state !== 'proposed' && 'это дело предложено добавить',
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
        </>
      ) : (
        <RetryLine query={query}>Не узнали, входит ли дело в массовую проблему.</RetryLine>
      )}
    </section>
  );
}
