import type { ReactNode } from 'react';
import { getCase } from '../../../../shared/contract/messages/cases-card.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useRoute } from '../../../lib/query.ts';
import { useParam } from '../../../lib/router.tsx';
import { ButtonLink } from '../../../ui/button.tsx';
import { EmptyState, ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { CaseScreen } from './case-screen.tsx';
import './case.css';
import './case-history.css';

/** The card of a case, by its number. */
export function CasePage(): ReactNode {
  const number = useParam('number');
  const query = useRoute(
    getCase,
    { params: { number } },
    { keepOld: false, staleTime: 5_000, refreshEvery: 60_000 },
  );
  const { data, error } = query;
  if (data) return <CaseScreen key={data.id} card={data} />;
  const title = formatCaseNumber(number);
  return (
    <StaffPage title={title} hasFinder>
      {error?.status === 404 || error?.status === 403 ? (
        <EmptyState
          title={`Дело ${title} не открылось`}
          action={
            <ButtonLink to="/staff" kind="primary">
              На рабочее место
            </ButtonLink>
          }
        >
          {error.message} Если дело вам нужно, попросите доступ у руководителя или у того, кто дал ссылку.
        </EmptyState>
      ) : error ? (
        <ErrorState title="Дело не загрузилось" problem={error} onRetry={() => void query.refetch()} />
      ) : (
        <div className="reading-pane">
          <SkeletonLines lines={8} label="Загружаем дело…" />
        </div>
      )}
    </StaffPage>
  );
}
