import { type ReactNode, useState } from 'react';
import { sectorChart } from '../../../../shared/charts/report-charts.ts';
import type { ReportFigures } from '../../../../shared/contract/group/head-report-figures.ts';
import { latestReport, type ReportCard } from '../../../../shared/contract/group/head-reports.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { formatNumber, formatPercent } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { ChartFigure } from '../../../ui/chart/chart.tsx';
import { StatTile } from '../../../ui/figures.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { Asks, Pains } from './report-body.tsx';
import { ResolveDialog } from './report-dialogs.tsx';
import { reportHref } from './report-words.ts';
import '../../base/parts/desk.css';
import './reports.css';

/** «Сводка главе»: half a minute on a phone, one sheet of A4 in print: four numbers, three pains, red zones, what is asked. */
export function HeadPage(): ReactNode {
  const data = useRoute(latestReport, {});
  const [isResolving, setResolving] = useState(false);
  const report = data.data?.report;
  return (
    <StaffPage
      title="Сводка главе"
      actions={
        <>
          {report?.can.includes('resolve') && (
            <Button kind="primary" onClick={() => setResolving(true)}>
              Резолюция
            </Button>
          )}
          {report && (
            <Button kind="quiet" icon="print" onClick={() => window.print()}>
              Печать
            </Button>
          )}
        </>
      }
    >
      <div className="desk head-brief">
        <Loadable query={data} failed="Сводка не загрузилась">
          {({ report: card }) =>
            card ? (
              <>
                <Brief card={card} />
                {isResolving && <ResolveDialog card={card} onClose={() => setResolving(false)} />}
              </>
            ) : (
              <EmptyState title="Отчётов главе ещё не было">
                Сводка появится, когда руководитель центра подпишет и отправит первый отчёт.
              </EmptyState>
            )
          }
        </Loadable>
      </div>
    </StaffPage>
  );
}

/** Bars that one sheet has room for. */
const MOST_SECTORS = 6;

/** Tasks of a resolution that one sheet has room for. */
const MOST_TASKS = 5;

/** The longest red zones with who leads each out and by when. */
function RedZones({ running }: { running: NonNullable<ReportFigures['zones']>['running'] }): ReactNode {
  return (
    <ul aria-label="Красные зоны">
      {running.slice(0, 3).map(({ id, title, owner, exitOn, isLate }) => (
        <li key={id}>
          Красная зона <PageLink to={`/staff/zones/${id}`}>{title}</PageLink>:{' '}
          {owner ?? 'владелец не назначен'},{' '}
          {exitOn ? `выход до ${formatDay(exitOn)}${isLate ? ', срок прошёл' : ''}` : 'плана выхода нет'}
        </li>
      ))}
    </ul>
  );
}

function Brief({ card }: { card: ReportCard }): ReactNode {
  const { total, pains, zones } = card.figures!;
  return (
    <>
      <p className="muted">
        Отчёт <PageLink to={reportHref(card.id)}>{card.number}</PageLink> за {formatDay(card.from)} —{' '}
        {formatDay(card.to)}, подписал(а) {card.signedBy}
      </p>
      <dl className="head-brief__figures" aria-label="Главные числа">
        <StatTile figure={formatNumber(total.received)} label="сообщений поступило" />
        <StatTile
          figure={total.answered === 0 ? '—' : formatPercent(total.inTime / total.answered)}
          label="ответов в срок"
        />
        <StatTile figure={formatNumber(total.overdue)} label="дел просрочено" />
        {zones && <StatTile figure={formatNumber(zones.red)} label="красных зон сейчас" />}
      </dl>
      <Section title="Что требуется">
        <Asks asks={card.asks} />
      </Section>
      <Section title="Где болит">
        <Pains pains={pains.slice(0, 3)} />
        {zones && zones.running.length > 0 && <RedZones running={zones.running} />}
      </Section>
      <Section title="Сообщений по сферам">
        <ChartFigure chart={sectorChart(card.figures!, MOST_SECTORS)} isTitleAbove />
      </Section>
      <Section title="Что изменилось">
        <ul>
          {card.changes.slice(0, 5).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </Section>
      {card.resolution && (
        <Section title="Резолюция">
          <p>{card.resolution}</p>
          <ul>
            {card.assignments.slice(0, MOST_TASKS).map((one) => (
              <li key={one.id}>
                {one.number}: {one.text}, {one.responsible}, до {formatDay(one.dueOn)}
              </li>
            ))}
          </ul>
          {card.assignments.length > MOST_TASKS && (
            <p>
              <PageLink to={reportHref(card.id)}>
                Ещё {counted(card.assignments.length - MOST_TASKS, 'поручение', 'поручения', 'поручений')} — в
                отчёте
              </PageLink>
            </p>
          )}
        </Section>
      )}
    </>
  );
}
