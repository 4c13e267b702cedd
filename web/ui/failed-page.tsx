import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ApiProblem, asProblem } from '../lib/api-problem.ts';
import { PageTitle } from '../lib/page-title.tsx';
import { ErrorState, SkeletonLines } from './states.tsx';

/** A screen that broke while being drawn, or whose chunk did not come. */
export function FailedPage(props: ErrorComponentProps): ReactNode {
  const error: unknown = props.error;
  const isChunk =
    error instanceof Error && /dynamically imported|module script|fetch|preload/iu.test(error.message);
  const problem = isChunk
    ? new ApiProblem('offline', 'Часть страницы не загрузилась: нет связи или сайт обновился.')
    : asProblem(error);
  return (
    <div className="failed-page">
      <PageTitle text="Страница не открылась" className="aloud" />
      <ErrorState
        title="Страница не открылась"
        problem={problem}
        kept="То, что вы ввели в форму, сохранено на этом устройстве."
        onRetry={() => (isChunk ? location.reload() : props.reset())}
      />
    </div>
  );
}

export function PendingPage(): ReactNode {
  return (
    <div className="failed-page">
      <SkeletonLines lines={6} />
    </div>
  );
}
