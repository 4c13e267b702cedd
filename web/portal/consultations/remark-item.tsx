import type { ReactNode } from 'react';
import {
  type OpenDiscussion,
  type OpenRemark,
  supportRemark,
} from '../../../shared/contract/participation/discussions-open.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { remarkSourceTitles, verdictTitles } from '../../../shared/text/participation/discussion-words.ts';
import { findProposalObstacle } from '../../../shared/text/participation/proposal-levels.ts';
import { counted } from '../../../shared/text/plural.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { useHydrated } from '../../lib/first-look.ts';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { Mark } from '../../ui/mark.tsx';

const verdictTones = {
  accepted: 'ok',
  'accepted-partly': 'info',
  rejected: 'warning',
  'not-on-subject': 'quiet',
} as const;

/** «к пункту 3» */
export const placeWords = ({ paragraphs }: OpenDiscussion, paragraphId: string | null): string => {
  const at = paragraphs.findIndex(({ id }) => id === paragraphId);
  return at < 0 ? 'к проекту' : `к пункту ${at + 1}`;
};

/** What somebody proposed, who supports it, what was answered. */
export function RemarkItem(props: {
  discussion: OpenDiscussion;
  remark: OpenRemark;
  tellsWhere?: boolean;
}): ReactNode {
  const { discussion, remark } = props;
  const { answer } = remark;
  return (
    <li id={`remark-${remark.number}`} className="consultation__remark">
      <p className="small">
        № {remark.number}
        {props.tellsWhere && ` ${placeWords(discussion, remark.paragraphId)}`},{' '}
        {remarkSourceTitles[remark.source]}, {formatDay(remark.saidOn)}
        {remark.isMine && ' — ваше'}
      </p>
      {remark.text ? (
        <p className="consultation__words">{remark.text}</p>
      ) : (
        <p className="muted">Текст не показан: {remark.hiddenReason}.</p>
      )}
      {remark.wording && (
        <p className="consultation__words">
          <b>Записать так:</b> {remark.wording}
        </p>
      )}
      {answer && (
        <div className="consultation__answer">
          <Mark tone={verdictTones[answer.verdict]}>{verdictTitles[answer.verdict]}</Mark>
          <p className="consultation__words">{answer.reason}</p>
        </div>
      )}
      <Support discussion={discussion} remark={remark} />
    </li>
  );
}

/** One of a person, and counted. */
function Support({ discussion, remark }: { discussion: OpenDiscussion; remark: OpenRemark }): ReactNode {
  const support = useCommand(supportRemark);
  const isHydrated = useHydrated();
  const { supports, isSupported, isMine } = remark;
  const words = supports > 0 ? counted(supports, 'поддержка', 'поддержки', 'поддержек') : '';
  const obstacle = findProposalObstacle(discussion, discussion.mine.level);
  if (discussion.state !== 'open' || isMine || !remark.text || !isHydrated)
    return words && <p className="small">{words}</p>;
  return (
    <>
      <span className="cluster">
        <Button
          kind="quiet"
          busy={support.isPending}
          disabledReason={obstacle}
          aria-pressed={isSupported}
          onClick={() => support.mutate({ params: { id: remark.id }, body: { isOn: !isSupported } })}
        >
          {isSupported ? 'Вы поддержали' : 'Поддержать'}
          <span className="aloud">: предложение {remark.number}</span>
        </Button>
        {words && <span className="small">{words}</span>}
      </span>
      <Failures of={support} />
    </>
  );
}
