import type { ReactNode } from 'react';
import { returnReply, settleReply } from '../../../../../shared/contract/monitoring/incident-replies.ts';
import type { IncidentCard, IncidentReply } from '../../../../../shared/contract/monitoring/incidents.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { ReasonDialog } from '../../../base/case-kit/reason-dialog.tsx';

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
  // Of a private talk nobody else has an address.
  const isPrivate = card.talk.find(({ id }) => id === one.postId)?.kind === 'message';
  const form = useForm({
    start: { url: '' },
    commands: send,
    check: ({ url }) => ({
      url: !(isPrivate && !url.trim()) && !/^https?:\/\/\S/u.test(url.trim()) && 'Вставьте адрес: https://…',
    }),
    send: ({ url }) =>
      send.mutate({
        params: { id: card.id, reply: one.id },
        body: { version: card.version, as: 'published', url: url.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Ответ стоит на странице" action="Записать" onClose={onClose} sendsByEnter>
      <p className="muted">{one.pageTitle}. Откройте страницу, найдите ответ и скопируйте его адрес.</p>
      <TextField
        form={form}
        name="url"
        label="Адрес ответа"
        inputMode="url"
        placeholder="https://"
        optional={isPrivate}
      />
    </FormDialog>
  );
}

/** Once more, by the consent that was given; of an unknown fate only once a person has looked. */
export function SendAgainDialog({ card, one, onClose }: Props): ReactNode {
  const send = useCommand(settleReply, { done: 'Ответ отправляется снова', onDone: onClose });
  const form = useForm({
    start: {},
    commands: send,
    send: () =>
      send.mutate({ params: { id: card.id, reply: one.id }, body: { version: card.version, as: 'again' } }),
  });
  return (
    <FormDialog form={form} title="Отправить ответ снова?" action="Отправить снова" onClose={onClose}>
      <p>
        {one.state === 'unknown'
          ? 'Сначала откройте страницу и убедитесь, что ответа там нет: иначе он выйдет дважды.'
          : 'Сеть ответ не приняла. Тот же текст уйдёт ещё раз, согласие остаётся в силе.'}
      </p>
    </FormDialog>
  );
}
