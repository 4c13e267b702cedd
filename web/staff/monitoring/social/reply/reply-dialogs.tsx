import type { ReactNode } from 'react';
import { returnReply, settleReply } from '../../../../../shared/contract/monitoring/incident-replies.ts';
import type { IncidentCard, IncidentReply } from '../../../../../shared/contract/monitoring/incidents.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { ReasonDialog } from '../../../base/case-kit/reason-dialog.tsx';
import { SureDialog } from '../../../base/case-kit/sure-dialog.tsx';
import { AddressDialog } from '../../parts/address-dialog.tsx';

interface Props {
  card: IncidentCard;
  one: IncidentReply;
  onClose: () => void;
}

/** Back to its author, with what to mend. */
export function ReturnReplyDialog({ card, one, onClose }: Props): ReactNode {
  const send = useCommand(returnReply, { done: 'Ответ вернули на доработку', onDone: onClose });
  return (
    <ReasonDialog
      title="Вернуть ответ"
      label="Что исправить"
      action="Вернуть"
      commands={send}
      onSend={(reason) =>
        send.mutate({ params: { id: card.id, reply: one.id }, body: { version: card.version, reason } })
      }
      onClose={onClose}
    />
  );
}

/** The answer stands there: a person has looked, and says where. */
export function StandsDialog({ card, one, onClose }: Props): ReactNode {
  const send = useCommand(settleReply, { done: 'Записано: ответ стоит на странице', onDone: onClose });
  return (
    <AddressDialog
      title="Ответ стоит на странице"
      label="Адрес ответа"
      // Of a private talk nobody else has an address.
      isOptional={card.talk.find(({ id }) => id === one.postId)?.kind === 'message'}
      commands={send}
      onSend={(url) =>
        send.mutate({
          params: { id: card.id, reply: one.id },
          body: { version: card.version, as: 'published', url },
        })
      }
      onClose={onClose}
    >
      {one.pageTitle}. Откройте страницу, найдите ответ и скопируйте его адрес.
    </AddressDialog>
  );
}

/** Once more, by the consent that was given; of an unknown fate only once a person has looked. */
export function SendAgainDialog({ card, one, onClose }: Props): ReactNode {
  const send = useCommand(settleReply, { done: 'Ответ отправляется снова', onDone: onClose });
  return (
    <SureDialog
      title="Отправить ответ снова?"
      action="Отправить снова"
      commands={send}
      onSend={() =>
        send.mutate({ params: { id: card.id, reply: one.id }, body: { version: card.version, as: 'again' } })
      }
      onClose={onClose}
    >
      <p>
        {one.state === 'unknown'
          ? 'Сначала откройте страницу и убедитесь, что ответа там нет: иначе он выйдет дважды.'
          : 'Сеть ответ не приняла. Тот же текст уйдёт ещё раз, согласие остаётся в силе.'}
      </p>
    </SureDialog>
  );
}
