import { type ReactNode, useState } from 'react';
import { listEvents, type OutsideEvent, removeEvent } from '../../../../shared/contract/group/interaction.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { assignmentStateTitles } from '../../../../shared/text/group/assignments.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';
import { DeskTable } from '../../base/parts/desk-table.tsx';
import { YearFilter } from '../../base/parts/year-filter.tsx';
import { EventDialog, type EventList, IssueDialog, OutcomeDialog } from './event-dialogs.tsx';
import { eventStates } from './interaction-words.ts';

type Open = { kind: 'add' } | { kind: 'outcome' | 'issue'; event: OutsideEvent } | null;

/** Meetings of ЦУР and the departments that the chair attends, and what came of them. */
export function EventsPart(): ReactNode {
  const [query, change] = useUrlQuery();
  const year = Number(query.year) || undefined;
  const events = useRoute(listEvents, { query: year ? { year } : {} });
  const [open, setOpen] = useState<Open>(null);
  const mayKeep = events.data?.can.includes('keep') ?? false;
  useHotkeys(
    'Совещания',
    mayKeep ? [{ keys: 'KeyA', label: 'Записать совещание', run: () => setOpen({ kind: 'add' }) }] : [],
    { active: open === null },
  );
  const present = new Date().getFullYear();
  return (
    <div className="desk">
      <div className="desk__filters">
        {events.data && (
          <YearFilter year={events.data.year} years={[present + 1, present, present - 1]} onChange={change} />
        )}
        {mayKeep && (
          <Button kind="primary" hint="KeyA" onClick={() => setOpen({ kind: 'add' })}>
            Записать совещание
          </Button>
        )}
      </div>
      <Loadable query={events} failed="Совещания не загрузились">
        {(data) => (
          <>
            <Table data={data} onOpen={setOpen} />
            {open?.kind === 'add' && <EventDialog list={data} onClose={() => setOpen(null)} />}
            {open?.kind === 'outcome' && <OutcomeDialog event={open.event} onClose={() => setOpen(null)} />}
            {open?.kind === 'issue' && <IssueDialog event={open.event} onClose={() => setOpen(null)} />}
          </>
        )}
      </Loadable>
    </div>
  );
}

function Table({ data, onOpen }: { data: EventList; onOpen: (open: Open) => void }): ReactNode {
  const mayKeep = data.can.includes('keep');
  const remove = useCommand(removeEvent, {
    onDone: () => showToast('Совещание убрано'),
  });
  return (
    <DeskTable<OutsideEvent>
      caption={`Совещания ${data.year} года`}
      rows={data.events}
      rowKey={({ id }) => id}
      columns={[
        { id: 'title', head: 'Совещание', isName: true, cell: ({ title }) => <b>{title}</b> },
        { id: 'day', head: 'Когда', cell: ({ day, startsAt }) => `${formatDay(day)}, ${startsAt}` },
        {
          id: 'partner',
          head: 'Проводит',
          cell: ({ partnerName, place }) => [partnerName, place].filter(Boolean).join(', '),
        },
        { id: 'attendee', head: 'Участвует', cell: ({ attendee }) => attendee },
        {
          id: 'state',
          head: 'Итог',
          cell: ({ state, needsOutcome, outcome, assignments }) => (
            <>
              {needsOutcome ? (
                <Mark tone="warning">итог не записан</Mark>
              ) : (
                <Mark tone={eventStates[state].tone}>{eventStates[state].label}</Mark>
              )}
              {outcome && <span className="interaction-line">{outcome}</span>}
              {assignments.map((one) => (
                <span key={one.id} className="interaction-line">
                  <PageLink to={`/staff/assignments/${one.id}`}>{one.number}</PageLink>{' '}
                  {assignmentStateTitles[one.state].toLocaleLowerCase('ru')}
                </span>
              ))}
            </>
          ),
        },
        ...(data.can.length > 0
          ? [
              {
                id: 'acts',
                head: 'Действия',
                cell: (row: OutsideEvent) => (
                  <span className="cluster">
                    {mayKeep && (
                      <Button kind="quiet" onClick={() => onOpen({ kind: 'outcome', event: row })}>
                        Записать итог<span className="aloud">: {row.title}</span>
                      </Button>
                    )}
                    {row.state === 'attended' && data.can.includes('issue') && (
                      <Button kind="quiet" onClick={() => onOpen({ kind: 'issue', event: row })}>
                        Выдать поручение<span className="aloud"> по итогу: {row.title}</span>
                      </Button>
                    )}
                    {mayKeep && row.state === 'planned' && (
                      <Button
                        kind="quiet"
                        busy={remove.isPending}
                        onClick={() =>
                          remove.mutate({ params: { id: row.id }, query: { version: row.version } })
                        }
                      >
                        Убрать<span className="aloud"> совещание: {row.title}</span>
                      </Button>
                    )}
                  </span>
                ),
              },
            ]
          : []),
      ]}
      empty={
        <EmptyState title={`В ${data.year} году совещаний нет`}>
          Записывайте сюда совещания департаментов и ЦУР и их итоги: по итогу поручение выдают здесь же.
        </EmptyState>
      }
    />
  );
}
