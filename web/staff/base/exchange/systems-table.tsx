import type { ReactNode } from 'react';
import type { ConnectedSystem, SystemState } from '../../../../shared/contract/base/exchange.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark, type Tone } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { EmptyState } from '../../../ui/states.tsx';
import { DeskTable } from '../parts/desk-table.tsx';

const systemStates: Readonly<Record<SystemState, { label: string; tone: Tone }>> = {
  ok: { label: 'обмен идёт', tone: 'ok' },
  waiting: { label: 'копится очередь', tone: 'warning' },
  errors: { label: 'есть ошибки', tone: 'danger' },
  silent: { label: 'давно молчит', tone: 'warning' },
  off: { label: 'выключена', tone: 'quiet' },
  none: { label: 'не подключена', tone: 'quiet' },
};

/** Connected systems: the last exchange, what waits, what failed, who answers for it. */
export function SystemsTable(props: {
  systems: readonly ConnectedSystem[];
  /** The word of the button that opens a system, and of what it is; null = nobody may. */
  act: { word: string; of: string } | null;
  onOpen: (system: ConnectedSystem) => void;
}): ReactNode {
  const { systems, act, onOpen } = props;
  const formats = useFormats();
  return (
    <DeskTable<ConnectedSystem>
      caption="Подключённые системы"
      foldsBelow={70}
      rows={systems}
      rowKey={({ code }) => code}
      columns={[
        {
          id: 'title',
          head: 'Система',
          isName: true,
          cell: ({ title, clause, link }) => (
            <>
              {link ? <PageLink to={link}>{title}</PageLink> : <b>{title}</b>}
              {clause && <span className="muted small line-below">{clause}</span>}
            </>
          ),
        },
        { id: 'way', head: 'Как', cell: ({ way }) => way },
        {
          id: 'state',
          head: 'Состояние',
          cell: ({ state, words, lastAt }) => (
            <>
              <Mark tone={systemStates[state].tone}>
                {state === 'silent' && !lastAt ? 'обмена не было' : systemStates[state].label}
              </Mark>
              {words && <span className="muted small line-below">{words}</span>}
            </>
          ),
        },
        {
          id: 'last',
          head: 'Последний обмен',
          cell: ({ lastAt }) => (lastAt ? formats.ago(lastAt) : 'не было'),
        },
        {
          id: 'waiting',
          head: 'Ждёт',
          cell: ({ waiting, oldestWaitingAt }) => (
            <>
              {formatNumber(waiting)}
              {oldestWaitingAt && (
                <span className="muted small line-below">старшее — {formats.ago(oldestWaitingAt)}</span>
              )}
            </>
          ),
        },
        { id: 'errors', head: 'Ошибок', cell: ({ errors }) => formatNumber(errors) },
        {
          id: 'responsible',
          head: 'Отвечает',
          cell: (row) => (
            <span className="cluster">
              <span>
                {row.responsible ?? 'не назначен'}
                {row.note && <span className="muted small line-below">{row.note}</span>}
                {row.silentAfterHours !== null && (
                  <span className="muted small line-below">
                    тревога после {counted(row.silentAfterHours, 'часа', 'часов', 'часов')} молчания
                  </span>
                )}
              </span>
              {act && (
                <Button kind="quiet" onClick={() => onOpen(row)}>
                  {act.word}
                  <span className="aloud">{` ${act.of}: ${row.title}`}</span>
                </Button>
              )}
            </span>
          ),
        },
      ]}
      empty={<EmptyState title="Систем нет" />}
    />
  );
}
