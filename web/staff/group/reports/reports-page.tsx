import { type ReactNode, useState } from 'react';
import { composeReport, listReports } from '../../../../shared/contract/group/head-reports.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay, monthName } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useGo } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import { reportHref, stateWords } from './report-words.ts';
import '../../base/parts/desk.css';
import './reports.css';

/** «Отчёты»: reports to the head, and what else the centre reports, to whom and when. */
export function ReportsPage(): ReactNode {
  const data = useRoute(listReports, {});
  const formats = useFormats();
  const [isOpen, setOpen] = useState(false);
  const mayCompose = data.data?.can.includes('compose') ?? false;
  useHotkeys(
    'Отчёты',
    mayCompose ? [{ keys: 'KeyA', label: 'Собрать отчёт', run: () => setOpen(true) }] : [],
    { active: !isOpen },
  );
  return (
    <StaffPage
      title="Отчёты"
      hasFinder
      actions={
        mayCompose && (
          <Button kind="primary" hint="KeyA" onClick={() => setOpen(true)}>
            Собрать отчёт
          </Button>
        )
      }
    >
      <div className="desk">
        <Loadable query={data} failed="Отчёты не загрузились">
          {(list) => (
            <>
              <h2>Отчёты главе</h2>
              <p className="muted">
                Следующий соберётся сам {formatDay(list.nextOn)}. Основание: {list.legal}.
              </p>
              {mayCompose && <Months list={list} />}
              <DeskTable<RouteReply<typeof listReports>['rows'][number]>
                caption="Отчёты главе"
                rows={list.rows}
                rowKey={({ id }) => id}
                columns={[
                  {
                    id: 'number',
                    head: 'Отчёт',
                    isName: true,
                    cell: ({ id, number }) => <PageLink to={reportHref(id)}>{number}</PageLink>,
                  },
                  { id: 'city', head: 'Номер СЭД', cell: (row) => row.cityNumber ?? '—' },
                  {
                    id: 'period',
                    head: 'Период',
                    cell: ({ from, to }) => `${formatDay(from)} — ${formatDay(to)}`,
                  },
                  {
                    id: 'made',
                    head: 'Собран',
                    cell: ({ madeAt, madeBy }) => `${formats.date(madeAt)}, ${madeBy}`,
                  },
                  {
                    id: 'signed',
                    head: 'Подписан',
                    cell: ({ signedAt }) => (signedAt ? formats.date(signedAt) : '—'),
                  },
                  {
                    id: 'state',
                    head: 'Состояние',
                    cell: ({ state }) => <Mark tone={stateWords[state].tone}>{stateWords[state].label}</Mark>,
                  },
                ]}
                empty={
                  <EmptyState title="Отчётов ещё нет">
                    Первый можно собрать сейчас за любой период или дождаться, пока он соберётся сам.
                  </EmptyState>
                }
              />
              <h2>Какие отчёты готовит центр</h2>
              <DeskTable
                caption="Каталог отчётов"
                rows={list.catalogue}
                rowKey={({ code }) => code}
                columns={[
                  {
                    id: 'title',
                    head: 'Отчёт',
                    isName: true,
                    cell: ({ title, link }) => <PageLink to={link}>{title}</PageLink>,
                  },
                  { id: 'to', head: 'Кому', cell: ({ to }) => to },
                  { id: 'when', head: 'Когда', cell: ({ when }) => when },
                  { id: 'clause', head: 'Основание', cell: ({ clause }) => clause },
                ]}
                empty={null}
              />
              {isOpen && <ComposeDialog offered={list.offered} onClose={() => setOpen(false)} />}
            </>
          )}
        </Loadable>
      </div>
    </StaffPage>
  );
}

const monthWords = (day: string): string => `${monthName(day).toLocaleLowerCase('ru')} ${day.slice(0, 4)}`;

/** The two months one reports on, each by one press; a month that is signed has its report. */
function Months({ list }: { list: RouteReply<typeof listReports> }): ReactNode {
  const { offered, current, rows } = list;
  const go = useGo();
  const compose = useCommand(composeReport, {
    onDone: ({ id }) => void go(reportHref(id)),
  });
  const months = [
    { ...offered, label: `За ${monthWords(offered.from)}` },
    { ...current, label: `За ${monthWords(current.from)}, по сегодня` },
  ].filter(
    ({ from, to }) => !rows.some((row) => row.from === from && row.to === to && row.signedAt !== null),
  );
  return (
    <div className="cluster">
      {months.map(({ from, to, label }) => (
        <Button key={from} busy={compose.isPending} onClick={() => compose.mutate({ body: { from, to } })}>
          {label}
        </Button>
      ))}
    </div>
  );
}

function ComposeDialog(props: { offered: { from: string; to: string }; onClose: () => void }): ReactNode {
  const go = useGo();
  const compose = useCommand(composeReport, {
    onDone: ({ id }) => void go(reportHref(id)),
  });
  const form = useForm({
    start: props.offered,
    commands: compose,
    send: (period) => compose.mutate({ body: period }),
  });
  return (
    <FormDialog title="Отчёт главе" action="Собрать" form={form} onClose={props.onClose}>
      <DateField form={form} name="from" label="С" />
      <DateField form={form} name="to" label="По" />
      <p className="muted small">Если за этот период есть неподписанный отчёт, он соберётся заново.</p>
    </FormDialog>
  );
}
