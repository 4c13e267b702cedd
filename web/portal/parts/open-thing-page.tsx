import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import type { ApiProblem } from '../../lib/api-problem.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useSession } from '../../lib/session.ts';
import { LoadableOne } from '../../ui/states.tsx';
import './open-things.css';

/** One thing of a list for everybody: its page, or that there is none such and where to go on from there. */
export function OpenThingPage<T>(props: {
  query: UseQueryResult<T, ApiProblem>;
  /** «Опрос»: the title while there is none of its own. */
  title: string;
  /** «Опрос не загрузился». */
  failed: string;
  /** An `EmptyState`. */
  unknown: ReactNode;
  children: (data: T) => ReactNode;
}): ReactNode {
  return (
    <div className="page open-things open-things--one">
      <LoadableOne
        query={props.query}
        failed={props.failed}
        unknown={
          <>
            <PageTitle text={props.title} />
            {props.unknown}
          </>
        }
      >
        {props.children}
      </LoadableOne>
    </div>
  );
}

/** Whoever signs in on the page is another to what it shows: it is asked anew then. */
export function useAskedAnew(refetch: () => unknown): void {
  const personId = useSession()?.person?.id ?? null;
  const [seen] = useState(() => ({ personId }));
  useEffect(() => {
    if (seen.personId === personId) return;
    seen.personId = personId;
    void refetch();
  }, [seen, personId, refetch]);
}
