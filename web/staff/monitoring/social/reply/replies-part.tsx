import { type ReactNode, useState } from 'react';
import { approveReply, reviewReply } from '../../../../../shared/contract/monitoring/incident-replies.ts';
import type { IncidentCard, IncidentReply } from '../../../../../shared/contract/monitoring/incidents.ts';
import { replyStateTitles } from '../../../../../shared/text/monitoring/incidents.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { useFormats } from '../../../../lib/format.ts';
import { Button } from '../../../../ui/button.tsx';
import { Failures } from '../../../../ui/failures/failures.tsx';
import { Icon } from '../../../../ui/icons.tsx';
import { Mark, type Tone } from '../../../../ui/mark.tsx';
import { Section } from '../../../../ui/section.tsx';
import { ReturnReplyDialog, SendAgainDialog, StandsDialog } from './reply-dialogs.tsx';
import { orderReplies } from './reply-rules.ts';

const stateTones: Readonly<Record<IncidentReply['state'], Tone>> = {
  draft: 'quiet',
  approval: 'info',
  returned: 'warning',
  saying: 'info',
  published: 'ok',
  unknown: 'danger',
  failed: 'danger',
};

/** What pages have answered or are about to; what somebody has to act on stands first. */
export function RepliesPart(props: {
  card: IncidentCard;
  onMend: (reply: IncidentReply) => void;
}): ReactNode {
  const { card, onMend } = props;
  if (card.replies.length === 0) return null;
  return (
    <Section title="Ответы" isSmall className="talk__replies">
      <ul>
        {orderReplies(card.replies).map((one) => (
          <ReplyRow key={one.id} card={card} one={one} onMend={onMend} />
        ))}
      </ul>
    </Section>
  );
}

interface RowProps {
  card: IncidentCard;
  one: IncidentReply;
  onMend: (reply: IncidentReply) => void;
}

function ReplyRow(props: RowProps): ReactNode {
  const { one } = props;
  const formats = useFormats();
  return (
    <li className={`talk__reply is-${one.state}`}>
      <p className="cluster">
        <b>{one.pageTitle || 'Страница отключена'}</b>
        <Mark tone={stateTones[one.state]}>{replyStateTitles[one.state]}</Mark>
        {one.isInterim && <Mark tone="warning">промежуточный</Mark>}
        {one.isUrgent && (
          <Mark tone={one.reviewedBy ? 'quiet' : 'warning'}>
            {one.reviewedBy ? 'срочный, проверен' : 'срочный, не проверен'}
          </Mark>
        )}
      </p>
      {one.state === 'unknown' && (
        <p className="talk__alarm">
          <Icon name="alert" size="text" /> Сеть не сказала, вышел ли ответ. Откройте страницу и посмотрите
          сами: отправленный второй раз, он выйдет дважды.
        </p>
      )}
      <p className="talk__words">{one.text}</p>
      {one.promisedOn && <p className="small">Обещан окончательный ответ: {formats.date(one.promisedOn)}</p>}
      {one.reason && <p className="talk__reason">{reasonWords(one)}</p>}
      <ReplyCourse one={one} />
      <ReplyActs {...props} />
    </li>
  );
}

const reasonWords = ({ state, reason }: IncidentReply): string =>
  state === 'failed' || state === 'unknown' ? `Причина: ${reason}` : `Вернули: ${reason}`;

/** Who wrote, who agreed, where it stands. */
function ReplyCourse({ one }: { one: IncidentReply }): ReactNode {
  const formats = useFormats();
  return (
    <p className="muted small">
      {one.madeBy}, {formats.short(one.madeAt)}
      {one.approvedBy &&
        one.approvedAt &&
        `; согласовано: ${one.approvedBy}, ${formats.short(one.approvedAt)}`}
      {one.reviewedBy && `; проверено: ${one.reviewedBy}`}
      {one.publishedAt && `; вышел ${formats.short(one.publishedAt)}`}
      {one.publishedUrl && (
        <>
          {' '}
          <a href={one.publishedUrl} target="_blank" rel="noopener noreferrer">
            Открыть на странице
          </a>
        </>
      )}
    </p>
  );
}

function ReplyActs({ card, one, onMend }: RowProps): ReactNode {
  const [dialog, setDialog] = useState<'return' | 'stands' | 'again' | null>(null);
  const approve = useCommand(approveReply, {
    done: 'Ответ согласован: страница публикует его',
    mustReread: true,
  });
  const review = useCommand(reviewReply, { done: 'Отмечено: ответ проверен' });
  const input = { params: { id: card.id, reply: one.id }, body: { version: card.version } };
  const may = (act: string) => one.can.includes(act);
  const onClose = () => setDialog(null);
  if (one.can.length === 0) return null;
  return (
    <>
      <Failures of={[approve, review]} />
      <div className="cluster">
        {may('approve') && (
          <Button kind="primary" busy={approve.isPending} onClick={() => approve.mutate(input)}>
            Согласовать
          </Button>
        )}
        {may('return') && <Button onClick={() => setDialog('return')}>Вернуть</Button>}
        {may('review') && (
          <Button busy={review.isPending} onClick={() => review.mutate(input)}>
            Проверено
          </Button>
        )}
        {may('settle') && (
          <>
            <Button kind="primary" onClick={() => setDialog('stands')}>
              Стоит на странице
            </Button>
            <Button onClick={() => setDialog('again')}>Отправить снова</Button>
          </>
        )}
        {may('change') && (
          <Button hint="KeyR" onClick={() => onMend(one)}>
            Исправить
          </Button>
        )}
      </div>
      {dialog === 'return' && <ReturnReplyDialog card={card} one={one} onClose={onClose} />}
      {dialog === 'stands' && <StandsDialog card={card} one={one} onClose={onClose} />}
      {dialog === 'again' && <SendAgainDialog card={card} one={one} onClose={onClose} />}
    </>
  );
}
