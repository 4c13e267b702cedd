import type { ReactNode } from 'react';
import { type Handover, takeShift, withdrawShift } from '../../../../shared/contract/monitoring/shifts.ts';
import { handoverWaitWords, shiftFiguresWords } from '../../../../shared/text/monitoring/shift-words.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';

/** Shifts that wait to be taken over, above all else. */
export function WaitingPart({ handovers }: { handovers: readonly Handover[] }): ReactNode {
  const waiting = handovers.filter(({ state }) => state === 'given');
  if (waiting.length === 0) return null;
  return (
    <Section title="Ждёт приёма" className="shift__waiting">
      {waiting.map((handover) => (
        <Waiting key={handover.id} handover={handover} />
      ))}
    </Section>
  );
}

function Waiting({ handover }: { handover: Handover }): ReactNode {
  const { dateTime } = useFormats();
  const now = useNow();
  const take = useCommand(takeShift, { done: 'Смена принята' });
  const withdraw = useCommand(withdrawShift, { done: 'Смена снова ваша' });
  const { id, givenBy, givenAt, toName, can } = handover;
  const { words, isLong } = handoverWaitWords(handover, now);
  const input = { params: { id } };
  return (
    <article className="shift__handover" aria-label={`Смену сдаёт ${givenBy}`}>
      <p className="cluster">
        <b>Сдаёт {givenBy}</b>
        <span className="muted">{dateTime(givenAt)}</span>
        {toName && <span>кому: {toName}</span>}
        <Mark tone={isLong ? 'danger' : 'info'}>{words}</Mark>
      </p>
      <HandoverWords handover={handover} />
      <Failures of={[take, withdraw]} />
      {can.includes('take') && (
        <p>
          <Button kind="primary" busy={take.isPending} onClick={() => take.mutate(input)}>
            Принять смену
          </Button>
        </p>
      )}
      {can.includes('withdraw') && (
        <p>
          <Button busy={withdraw.isPending} onClick={() => withdraw.mutate(input)}>
            Взять назад
          </Button>
        </p>
      )}
    </article>
  );
}

/** How much stood open, the note, what to look at first. */
function HandoverWords({ handover }: { handover: Handover }): ReactNode {
  const { figures, note, incidents, hidden } = handover;
  return (
    <>
      <p className="muted">Было {shiftFiguresWords(figures)}.</p>
      {note && <p className="shift__words">{note}</p>}
      {incidents.length > 0 && (
        <ul className="shift__rows" aria-label="Посмотреть первыми">
          {incidents.map(({ id, number, title, isOver }) => (
            <li key={id} className="cluster">
              <PageLink to={`/staff/social?id=${id}`}>{title || number}</PageLink>
              <span className="muted small">{number}</span>
              {isOver && <Mark tone="quiet">уже окончен</Mark>}
            </li>
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <p className="muted small">
          Ещё {counted(hidden, 'инцидент', 'инцидента', 'инцидентов')} других блоков или территорий.
        </p>
      )}
    </>
  );
}

/** The last shifts that were taken over or taken back. */
export function HandoversPart({ handovers }: { handovers: readonly Handover[] }): ReactNode {
  const { dateTime } = useFormats();
  const now = useNow();
  const ended = handovers.filter(({ state }) => state !== 'given');
  return (
    <Section title="Прошлые смены" className="shift__history">
      {ended.length === 0 && <p className="muted">Смен ещё не сдавали.</p>}
      <ul className="shift__rows">
        {ended.map((handover) => {
          const { words, isLong } = handoverWaitWords(handover, now);
          return (
            <li key={handover.id}>
              <details>
                <summary>
                  {dateTime(handover.givenAt)}: {handover.givenBy}
                  {handover.takenBy && ` → ${handover.takenBy}`}{' '}
                  <Mark tone={isLong ? 'warning' : 'quiet'}>{words}</Mark>
                </summary>
                <HandoverWords handover={handover} />
              </details>
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
