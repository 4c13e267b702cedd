import type { ReactNode } from 'react';
import type { DifferenceDecision, DifferenceSides } from '../../../../shared/contract/outside-tables.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { type Failing, Failures } from '../../../ui/failures/failures.tsx';
import './outside-tables.css';

/** How the outside side is called. */
export interface OutsideSide {
  /** «ПОС», «файла»: what theirs is taken out of. */
  of: string;
  /** «В ПОС», «В файле». */
  inside: string;
}

/** What was decided, in words. */
export const decisionWords = (decision: DifferenceDecision | null, { of }: OutsideSide): string =>
  decision === 'take' ? `Взято из ${of}` : 'Оставлено наше';

/** Both sides of a difference; decided by a press, or by whom it was. */
export function DifferenceRow(props: {
  one: DifferenceSides;
  /** «№ 12 в ПОС». */
  name: string;
  /** Where ours is opened. */
  link: ReactNode;
  side: OutsideSide;
  decide: Failing & { isPending: boolean };
  onDecide: (decision: DifferenceDecision) => void;
}): ReactNode {
  const { one, name, link, side, decide, onDecide } = props;
  return (
    <li className="outside-table__row" aria-label={name}>
      <div className="outside-table__head">
        <b>{name}</b>
        {link}
        {one.title && <span className="small">{one.title}</span>}
      </div>
      <dl className="outside-table__sides">
        <div>
          <dt>{side.inside}</dt>
          <dd>{one.theirs ?? 'нет'}</dd>
        </div>
        <div>
          <dt>Здесь</dt>
          <dd>{one.ours ?? 'нет'}</dd>
        </div>
      </dl>
      {one.decision ? (
        <Decided one={one} words={decisionWords(one.decision, side)} />
      ) : (
        <div className="cluster">
          {one.can.includes('take') && (
            <Button kind="primary" busy={decide.isPending} onClick={() => onDecide('take')}>
              Взять из {side.of}
              <span className="aloud">: {name}</span>
            </Button>
          )}
          <Button busy={decide.isPending} onClick={() => onDecide('keep')}>
            Оставить наше<span className="aloud">: {name}</span>
          </Button>
          {one.whyNot && <span className="small">{one.whyNot}</span>}
        </div>
      )}
      <Failures of={decide} title="Не сделано" />
    </li>
  );
}

function Decided({ one, words }: { one: DifferenceSides; words: string }): ReactNode {
  const { dateTime } = useFormats();
  return (
    <p className="small">
      {words} · {one.decidedByName}
      {one.decidedAt && ` · ${dateTime(one.decidedAt)}`}
    </p>
  );
}
