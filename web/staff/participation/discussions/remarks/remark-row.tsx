import type { ReactNode } from 'react';
import {
  judgeRemark,
  type Remark,
  ungroupRemark,
  type Verdict,
  verdicts,
} from '../../../../../shared/contract/participation/discussion-remarks.ts';
import type { DiscussionCard } from '../../../../../shared/contract/participation/discussions.ts';
import { formatDay } from '../../../../../shared/text/dates.ts';
import {
  remarkSourceTitles,
  verdictTitles,
} from '../../../../../shared/text/participation/discussion-words.ts';
import { counted } from '../../../../../shared/text/plural.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { Button } from '../../../../ui/button.tsx';
import { Failures } from '../../../../ui/failures/failures.tsx';
import { CheckField } from '../../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../../ui/forms/fields.ts';
import { Mark } from '../../../../ui/mark.tsx';
import { verdictTones } from '../discussion-acts.ts';
import { AnswerForm } from './answer-form.tsx';
import { remarkRowId } from './use-remark-keys.ts';

interface RowProps {
  card: DiscussionCard;
  remark: Remark;
  isChosen: boolean;
  /** Which answer is being written; null = none. */
  verdict: Verdict | null;
  isPicked: boolean;
  onChoose: (verdict: Verdict | null) => void;
  onPick: () => void;
  onHide: () => void;
  onReveal: () => void;
}

/** «к пункту 3» */
const whereOf = ({ paragraphs }: DiscussionCard, { paragraphId }: Remark): string => {
  const at = paragraphs.findIndex(({ id }) => id === paragraphId);
  return at < 0 ? 'к проекту' : `к пункту ${at + 1}`;
};

/** One remark: whose it is by its number, what was said, what becomes of it. */
export function RemarkRow(props: RowProps): ReactNode {
  const { card, remark, isChosen, verdict } = props;
  const mayAnswer = card.can.includes('answer');
  return (
    <li
      id={remarkRowId(remark.id)}
      tabIndex={-1}
      className={isChosen ? 'discussions__remark is-chosen' : 'discussions__remark'}
    >
      <RemarkHead {...props} />
      <RemarkWords remark={remark} hidesAnswer={verdict !== null} />
      {card.can.includes('judge') && <Judgement {...props} />}
      {mayAnswer && !verdict && <VerdictButtons {...props} />}
      {mayAnswer && verdict && (
        <AnswerForm key={verdict} card={card} remark={remark} verdict={verdict} onVerdict={props.onChoose} />
      )}
    </li>
  );
}

function RemarkHead({ card, remark, isChosen, onChoose }: RowProps): ReactNode {
  return (
    <div className="discussions__head">
      <button
        type="button"
        className="link-button"
        aria-current={isChosen ? 'true' : undefined}
        onClick={() => onChoose(null)}
      >
        № {remark.number} {whereOf(card, remark)}
      </button>
      <span className="muted small">
        {remarkSourceTitles[remark.source]}, {formatDay(remark.saidOn)}
        {remark.enteredBy && `; внёс ${remark.enteredBy}`}
        {!remark.isLocal && '; живёт не здесь'}
        {remark.supports > 0 && `; ${counted(remark.supports, 'поддержка', 'поддержки', 'поддержек')}`}
      </span>
      {remark.answer && (
        <Mark tone={verdictTones[remark.answer.verdict]}>{verdictTitles[remark.answer.verdict]}</Mark>
      )}
      {remark.shown === 'hidden' && <Mark tone="quiet">скрыто: {remark.hiddenReason}</Mark>}
    </div>
  );
}

/** What was said, with what it is alike, and what was answered. */
function RemarkWords({ remark, hidesAnswer }: { remark: Remark; hidesAnswer: boolean }): ReactNode {
  const { alike, answer, wording } = remark;
  return (
    <>
      <p className="discussions__words">{remark.text}</p>
      {wording && (
        <p className="discussions__words">
          <b>Предлагает записать:</b> {wording}
        </p>
      )}
      {alike && (
        <p className="small">
          Сходные: {alike.title} ({counted(alike.count, 'замечание', 'замечания', 'замечаний')})
        </p>
      )}
      {answer && !hidesAnswer && (
        <p className="discussions__words">
          <b>Ответ:</b> {answer.reason} <span className="muted small">{answer.by}</span>
        </p>
      )}
    </>
  );
}

function VerdictButtons({ remark, isChosen, isPicked, onChoose, onPick }: RowProps): ReactNode {
  return (
    <span className="cluster">
      {verdicts.map((one, at) => (
        <Button key={one} {...(isChosen && { hint: `Digit${at + 1}` })} onClick={() => onChoose(one)}>
          {verdictTitles[one]}
          <span className="aloud">: замечание {remark.number}</span>
        </Button>
      ))}
      <CheckField form={bindValue(isPicked, onPick)} name="value">
        Сходное<span className="aloud">: замечание {remark.number}</span>
      </CheckField>
    </span>
  );
}

/** Whether everybody reads it, and who wrote it. */
function Judgement({ card, remark, onHide, onReveal }: RowProps): ReactNode {
  const judge = useCommand(judgeRemark);
  const ungroup = useCommand(ungroupRemark);
  const { id, version } = remark;
  const isMasked = remark.shown !== 'hidden' && remark.shownText !== remark.text;
  return (
    <>
      <Failures of={judge} />
      <Failures of={ungroup} />
      {isMasked && <p className="muted small">Все прочтут так: {remark.shownText}</p>}
      <span className="cluster">
        {remark.shown !== 'released' && (
          <Button
            kind={remark.shown === 'waiting' ? 'plain' : 'quiet'}
            busy={judge.isPending}
            onClick={() => judge.mutate({ params: { id }, body: { version, isReleased: true } })}
          >
            Показать всем<span className="aloud">: замечание {remark.number}</span>
          </Button>
        )}
        {remark.shown !== 'hidden' && (
          <Button kind="quiet" onClick={onHide}>
            Скрыть<span className="aloud">: замечание {remark.number}</span>
          </Button>
        )}
        <Button kind="quiet" onClick={onReveal}>
          Кто написал<span className="aloud">: замечание {remark.number}</span>
        </Button>
        {remark.alike && card.can.includes('answer') && (
          <Button
            kind="quiet"
            busy={ungroup.isPending}
            onClick={() => ungroup.mutate({ params: { id }, body: { version } })}
          >
            Вынуть из сходных<span className="aloud">: замечание {remark.number}</span>
          </Button>
        )}
      </span>
    </>
  );
}
