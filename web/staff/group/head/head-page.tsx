import { type ReactNode, useState } from 'react';
import { getReport } from '../../../../shared/contract/group/head-reports.ts';
import { headSheet } from '../../../../shared/contract/group/head-sheet.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { ErrorState, Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { ResolveDialog } from '../reports/report-dialogs.tsx';
import { reportHref } from '../reports/report-words.ts';
import { HeadMatters } from './head-matters.tsx';
import { HeadPains } from './head-pains.tsx';
import { Changes, Group, Promises, type Sheet, Tiles } from './head-parts.tsx';
import '../../base/parts/desk.css';
import '../../heatmap/figures/heatmap.css';
import './head.css';

/** Milliseconds between counts while the sheet is open. */
const REFRESH = 300_000;

/** «Сводка главе»: what is wrong, what to do, which button; half a minute on a phone, one sheet of A4 in print. */
export function HeadPage(): ReactNode {
  const data = useRoute(headSheet, {}, { refreshEvery: REFRESH });
  const formats = useFormats();
  return (
    <StaffPage
      title="Сводка главе"
      actions={
        <>
          {data.data && <span className="small muted">данные на {formats.time(data.data.countedAt)}</span>}
          <ButtonLink to="/staff/reports">Отчёты</ButtonLink>
          <Button kind="quiet" icon="print" onClick={() => window.print()}>
            Печать
          </Button>
        </>
      }
    >
      <div className="desk head-sheet">
        <Loadable query={data} failed="Сводка не загрузилась">
          {(sheet) => (
            <>
              <p className="head-sheet__headline">{sheet.headline}</p>
              <Tiles sheet={sheet} />
              <div className="head-sheet__pair">
                <HeadMatters sheet={sheet} />
                <HeadPains sheet={sheet} />
              </div>
              <div className="head-sheet__three">
                <Promises sheet={sheet} />
                <Changes sheet={sheet} />
                <Group sheet={sheet} />
              </div>
              <Foot sheet={sheet} />
            </>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}

/** What the figures are held against, and the signed report they do not replace. */
function Foot({ sheet: { comparedWith, report } }: { sheet: Sheet }): ReactNode {
  const [isResolving, setResolving] = useState(false);
  const card = useRoute(
    getReport,
    { params: { id: report?.id ?? '' } },
    { enabled: isResolving && report !== null },
  );
  return (
    <footer className="head-sheet__foot small muted">
      <p>
        Сравнение с {formatDay(comparedWith)}; доли — за 30 дней; линия — за 12 недель.{' '}
        {report ? (
          <>
            Подписан отчёт <PageLink to={reportHref(report.id)}>{report.number}</PageLink> за{' '}
            {formatDay(report.from)} — {formatDay(report.to)}: {report.signedBy}
          </>
        ) : (
          'Подписанных отчётов ещё нет.'
        )}
      </p>
      {report?.canResolve && (
        <Button busy={isResolving && card.isFetching} onClick={() => setResolving(true)}>
          Резолюция на отчёт
        </Button>
      )}
      {isResolving && card.error && (
        <ErrorState
          title="Отчёт для резолюции не открылся"
          problem={card.error}
          onRetry={() => void card.refetch()}
        />
      )}
      {isResolving && card.data && <ResolveDialog card={card.data} onClose={() => setResolving(false)} />}
    </footer>
  );
}
