import type { ReactNode } from 'react';
import type { ActCard, ActNotice } from '../../../../shared/contract/monitoring/moderation.ts';
import { settleNotice } from '../../../../shared/contract/monitoring/moderation-acts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

interface Props {
  card: ActCard;
  notice: ActNotice;
  onClose: () => void;
}

/** It stands there, or the author was told in another way. */
export function NoticeSaidDialog({ card, notice, onClose }: Props): ReactNode {
  const settle = useCommand(settleNotice, { done: 'Записано: автору сказано', onDone: onClose });
  const form = useForm({
    start: { url: '' },
    commands: settle,
    check: ({ url }) => ({
      url: url.trim() !== '' && !/^https?:\/\/\S/u.test(url.trim()) && 'Адрес: https://…',
    }),
    send: ({ url }) =>
      settle.mutate({
        params: { id: card.id, notice: notice.id },
        body: { version: card.version, as: 'said', url: url.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Автору сказано" action="Записать" onClose={onClose} sendsByEnter>
      <p className="muted">
        Посмотрите на странице, стоит ли там уведомление, или скажите автору сами теми же словами.
      </p>
      <TextField form={form} name="url" label="Где сказано" inputMode="url" placeholder="https://" optional />
    </FormDialog>
  );
}

/** Once more; of an unknown fate only once a person has looked. */
export function NoticeAgainDialog({ card, notice, onClose }: Props): ReactNode {
  const settle = useCommand(settleNotice, { done: 'Уведомление отправляется снова', onDone: onClose });
  const form = useForm({
    start: {},
    commands: settle,
    send: () =>
      settle.mutate({
        params: { id: card.id, notice: notice.id },
        body: { version: card.version, as: 'again' },
      }),
  });
  return (
    <FormDialog form={form} title="Сказать снова?" action="Сказать снова" onClose={onClose}>
      <p>
        {notice.state === 'unknown'
          ? 'Сначала убедитесь, что уведомления там нет: иначе его скажут дважды.'
          : 'Сеть уведомление не приняла. Тот же текст уйдёт ещё раз.'}
      </p>
    </FormDialog>
  );
}
