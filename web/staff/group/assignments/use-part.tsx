import type { ReactNode } from 'react';
import { listUse, type UseRow } from '../../../../shared/contract/group/assignments-desk.ts';
import { assignmentStateTitles } from '../../../../shared/text/group/assignments.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { SearchForm } from '../../../ui/forms/search-form.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { assignmentHref, stateTones } from '../../base/parts/assignment-words.ts';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { YearFilter } from '../../base/parts/year-filter.tsx';
import '../../base/list/list.css';

/** «Учёт сообщений при принятии решений» (глава 2 п. 3.1.2): which messages led to which decision and to what result. */
export function UsePart(): ReactNode {
  const [query, change] = useUrlQuery();
  const year = Number(query.year) || undefined;
  const use = useRoute(listUse, {
    query: { ...(year && { year }), ...(query.number && { number: query.number }) },
  });
  const shown = use.data?.year ?? new Date().getFullYear();
  return (
    <div className="desk assignments">
      <div className="desk__filters">
        <YearFilter
          year={shown}
          years={[0, 1, 2, 3].map((back) => new Date().getFullYear() - back)}
          onChange={change}
        />
        <SearchForm
          className="list-finder"
          label="Номер сообщения"
          value={query.number ?? ''}
          onFind={(number) => change({ number })}
        />
        <Button onClick={() => print()}>Печать</Button>
      </div>
      <Loadable query={use} failed="Учёт сообщений не загрузился">
        {({ rows, totals }) => (
          <>
            {rows.length > 0 && (
              <p>
                Учтены сообщения: {counted(totals.people, 'житель', 'жителя', 'жителей')},{' '}
                {counted(totals.decisions, 'решение', 'решения', 'решений')}, исполнено {totals.fulfilled}.
              </p>
            )}
            <UseTable rows={rows} isFiltered={Boolean(query.number)} />
          </>
        )}
      </Loadable>
    </div>
  );
}

function UseTable(props: { rows: readonly UseRow[]; isFiltered: boolean }): ReactNode {
  return (
    <DeskTable<UseRow>
      caption="Сообщения и решения"
      rows={props.rows}
      rowKey={(row) => `${row.basis} ${row.assignment?.id ?? ''} ${row.href ?? row.title} ${row.text}`}
      foldsBelow={60}
      columns={[
        {
          id: 'message',
          head: 'Сообщения',
          isName: true,
          cell: (row) => (
            <>
              {row.href ? <PageLink to={row.href}>{row.title}</PageLink> : row.title}
              {row.people > 0 && (
                <span className="small muted assignments__basis">
                  {row.kind === 'problem' && 'массовая проблема, '}
                  {counted(row.people, 'житель', 'жителя', 'жителей')}
                </span>
              )}
            </>
          ),
        },
        {
          id: 'item',
          head: 'Вопрос и решение',
          cell: (row) => (
            <>
              {row.item && <span className="assignments__basis">{row.item}</span>}
              {row.meetingId ? (
                <PageLink to={`/staff/working-group/meetings/${row.meetingId}`}>{row.basis}</PageLink>
              ) : (
                row.basis
              )}
            </>
          ),
        },
        {
          id: 'text',
          head: 'Что решено',
          cell: ({ text, assignment }) => (
            <>
              {text}
              {assignment && (
                <>
                  {' '}
                  <PageLink to={assignmentHref(assignment.id)} className="nowrap">
                    {assignment.number}
                  </PageLink>
                </>
              )}
            </>
          ),
        },
        {
          id: 'result',
          head: 'Результат',
          cell: ({ assignment }) =>
            assignment ? (
              <>
                <Mark tone={stateTones[assignment.state]}>{assignmentStateTitles[assignment.state]}</Mark>
                {assignment.state === 'accepted' && (
                  <span className="assignments__basis">{assignment.result}</span>
                )}
              </>
            ) : (
              <span className="muted">поручения нет</span>
            ),
        },
      ]}
      empty={
        <EmptyState title={props.isFiltered ? 'Решений по этому сообщению нет' : 'Решений по сообщениям нет'}>
          {props.isFiltered
            ? 'Проверьте номер. Решение появится, когда поручение свяжут с делом или его массовой проблемой.'
            : 'Свяжите поручение с делами или возьмите в повестку массовую проблему: связь появится сама.'}
        </EmptyState>
      }
    />
  );
}
