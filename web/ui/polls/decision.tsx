import type { ReactNode } from 'react';
import type { PollDecision } from '../../../shared/contract/participation/polls.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { Stamp } from '../mark.tsx';
import { Section } from '../section.tsx';
import './decision.css';

/** «Что город с этим сделал», with its act. */
export function PollDecisionPart({
  decision,
  afterwards,
}: {
  decision: PollDecision | null;
  afterwards: string;
}): ReactNode {
  if (!decision)
    return (
      <Section title="Что решили" className="poll__decision">
        <p>Решения пока нет: {afterwards || 'оно появится здесь'}.</p>
      </Section>
    );
  const { actTitle, actNumber, actOn, actUrl } = decision;
  return (
    <Section title={decision.isNeeded ? 'Что решили' : 'Решение не требуется'} className="poll__decision">
      <div className="poll__signature">
        <div className="stack stack--tight">
          <p className="poll__answer">{decision.title}</p>
          {decision.words && <p>{decision.words}</p>}
          {actUrl && (
            <p>
              <a href={actUrl}>{actTitle || 'Документ'}</a>
            </p>
          )}
        </div>
        {actTitle && (
          <Stamp title="Утверждено">
            {actTitle}
            <br />
            {actOn && `от ${formatDay(actOn)}`} {actNumber && `№ ${actNumber}`}
          </Stamp>
        )}
      </div>
    </Section>
  );
}
