import type { ReactNode } from 'react';
import type { CaseRow, DeadlineLine as DeadlineTerm } from '../../../../shared/contract/messages/cases.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { describeTermShort, drawnShare } from '../../../lib/term-words.ts';
import { PickBox } from '../../../ui/data-table.tsx';
import { DeadlineLine, DeadlineWords } from '../../../ui/deadline.tsx';
import { ChannelBadge } from '../../base/case-kit/channel-badge.tsx';
import { type ColumnTools, StatusCell, TitleCell } from './case-columns.tsx';

/** The same rows where there is no room for columns: matter, number and place, state, and the term as the bottom line. */
export function CaseCards(props: {
  title: string;
  rows: readonly CaseRow[];
  tools: ColumnTools;
  picked: ReadonlySet<string>;
  current: string | null;
  onPick: ((row: CaseRow) => void) | undefined;
}): ReactNode {
  const { title, rows, current, picked } = props;
  return (
    <section aria-label={title || 'Дела по отбору'}>
      {title && (
        <h2 className="case-cards__title">
          {title} — {counted(rows.length, 'дело', 'дела', 'дел')}
        </h2>
      )}
      <ul className="case-cards">
        {rows.map((row) => (
          <li
            key={row.id}
            data-key={row.id}
            data-current={row.id === current || undefined}
            className={picked.has(row.id) ? 'case-card is-picked' : 'case-card'}
          >
            <Card {...props} row={row} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Card(props: Parameters<typeof CaseCards>[0] & { row: CaseRow }): ReactNode {
  const { row, tools, picked, onPick } = props;
  return (
    <>
      <div className="case-card__mark">
        {onPick ? (
          <PickBox
            label={`Отметить: ${formatCaseNumber(row.number)}`}
            checked={picked.has(row.id)}
            onToggle={() => onPick(row)}
          />
        ) : (
          <ChannelBadge channel={row.channel} />
        )}
      </div>
      <div className="case-card__words">
        <TitleCell row={row} onOpen={tools.onOpen} found={tools.found?.get(row.id)} />
        <span className="small">
          {formatCaseNumber(row.number)} · {row.address ?? 'без места'}
        </span>
        <span className="case-card__line">
          <StatusCell status={row.status} />
          {row.deadline && <TermWords deadline={row.deadline} tools={tools} />}
        </span>
      </div>
      <div className="case-card__term">
        {row.deadline && row.deadline.state !== 'stopped' && (
          <DeadlineLine share={drawnShare(row.deadline)} />
        )}
      </div>
    </>
  );
}

function TermWords(props: { deadline: DeadlineTerm; tools: ColumnTools }): ReactNode {
  const { deadline, tools } = props;
  const words = describeTermShort(deadline, tools.formats);
  if (deadline.state === 'stopped') return <span className="muted">{words}</span>;
  return <DeadlineWords share={drawnShare(deadline)}>{words}</DeadlineWords>;
}
