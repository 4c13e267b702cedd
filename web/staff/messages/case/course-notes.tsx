import type { ReactNode } from 'react';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { useFormats } from '../../../lib/format.ts';

/** What must be known before anything is done: where the case is, and who alone decides. */
export function CourseNotes({ card }: { card: CaseCard }): ReactNode {
  const formats = useFormats();
  const sent = card.forwardings.at(-1);
  const bodies = card.forwardings.filter(({ at, returnedAt }) => at === sent?.at && !returnedAt);
  return (
    <>
      {card.headDecides && (
        <div className="case__conflict">
          <p>
            <b>Исполнители трижды вернули это дело.</b> Чьё оно, решает руководитель центра: назначить или
            передать его может только он.
          </p>
        </div>
      )}
      {card.status === 'forwarded_out' && sent && (
        <div className="case__closed">
          <p>
            <b>Передано: {bodies.map(({ body }) => body).join('; ')}</b> {formats.date(sent.at)}.{' '}
            {sent.ground}, {sent.legal}. Решил(а) {sent.byName}
          </p>
        </div>
      )}
    </>
  );
}
