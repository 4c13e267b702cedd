import type { ReactNode } from 'react';
import type { ActCard, ActNotice } from '../../../../shared/contract/monitoring/moderation.ts';
import { settleNotice } from '../../../../shared/contract/monitoring/moderation-acts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { SureDialog } from '../../base/case-kit/sure-dialog.tsx';
import { AddressDialog } from '../parts/address-dialog.tsx';

interface Props {
  card: ActCard;
  notice: ActNotice;
  onClose: () => void;
}

/** It stands there, or the author was told in another way. */
export function NoticeSaidDialog({ card, notice, onClose }: Props): ReactNode {
  const settle = useCommand(settleNotice, { done: 'Записано: автору сказано', onDone: onClose });
  return (
    <AddressDialog
      title="Автору сказано"
      label="Где сказано"
      isOptional
      commands={settle}
      onSend={(url) =>
        settle.mutate({
          params: { id: card.id, notice: notice.id },
          body: { version: card.version, as: 'said', url },
        })
      }
      onClose={onClose}
    >
      Посмотрите на странице, стоит ли там уведомление, или скажите автору сами теми же словами.
    </AddressDialog>
  );
}

/** Once more; of an unknown fate only once a person has looked. */
export function NoticeAgainDialog({ card, notice, onClose }: Props): ReactNode {
  const settle = useCommand(settleNotice, { done: 'Уведомление отправляется снова', onDone: onClose });
  return (
    <SureDialog
      title="Сказать снова?"
      action="Сказать снова"
      commands={settle}
      onSend={() =>
        settle.mutate({
          params: { id: card.id, notice: notice.id },
          body: { version: card.version, as: 'again' },
        })
      }
      onClose={onClose}
    >
      <p>
        {notice.state === 'unknown'
          ? 'Сначала убедитесь, что уведомления там нет: иначе его скажут дважды.'
          : 'Сеть уведомление не приняла. Тот же текст уйдёт ещё раз.'}
      </p>
    </SureDialog>
  );
}
