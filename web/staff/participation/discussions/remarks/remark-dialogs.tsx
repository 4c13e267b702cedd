import { type ReactNode, useState } from 'react';
import {
  groupRemarks,
  judgeRemark,
  type Remark,
  revealAuthor,
} from '../../../../../shared/contract/participation/discussion-remarks.ts';
import type { DiscussionCard } from '../../../../../shared/contract/participation/discussions.ts';
import type { RouteReply } from '../../../../../shared/contract/route.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Facts } from '../../../../ui/figures.tsx';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { ReasonDialog } from '../../../base/case-kit/reason-dialog.tsx';

interface Opened {
  onClose: () => void;
}

/** Those that say the same get one answer. */
export function GroupDialog(
  props: Opened & { card: DiscussionCard; remarks: readonly Remark[]; onDone: () => void },
): ReactNode {
  const { card, remarks, onClose } = props;
  const group = useCommand(groupRemarks, {
    done: 'Объединены: ответ будет один',
    onDone: () => {
      props.onDone();
      onClose();
    },
  });
  const form = useForm({
    start: { title: '' },
    commands: group,
    check: ({ title }) => ({ title: title.trim().length < 3 && 'Назовите, о чём они' }),
    send: ({ title }) =>
      group.mutate({
        params: { id: card.id },
        body: { title: title.trim(), remarks: remarks.map(({ id, version }) => ({ id, version })) },
      }),
  });
  return (
    <FormDialog form={form} title="Объединить сходные" action="Объединить" sendsByEnter onClose={onClose}>
      <p>Замечания № {remarks.map(({ number }) => number).join(', ')}: отвечают на них вместе.</p>
      <TextField form={form} name="title" label="О чём они" hint="Например: ширина дорожки" maxLength={200} />
    </FormDialog>
  );
}

/** Its text nobody reads; in its place stands why. It is answered all the same. */
export function HideDialog({ remark, onClose }: Opened & { remark: Remark }): ReactNode {
  const judge = useCommand(judgeRemark, { done: 'Замечание скрыто', onDone: onClose });
  return (
    <ReasonDialog
      title={`Скрыть замечание ${remark.number}`}
      label="Почему: это прочтут на месте текста"
      hint="Ответить на него всё равно нужно"
      action="Скрыть"
      commands={judge}
      onSend={(reason) =>
        judge.mutate({
          params: { id: remark.id },
          body: { version: remark.version, isReleased: false, reason },
        })
      }
      onClose={onClose}
    />
  );
}

/** Who wrote it: the journal keeps who asked and why. */
export function RevealDialog({ remark, onClose }: Opened & { remark: Remark }): ReactNode {
  const [author, setAuthor] = useState<RouteReply<typeof revealAuthor> | null>(null);
  const reveal = useCommand(revealAuthor, { refreshes: [], onDone: setAuthor });
  const title = `Кто написал замечание ${remark.number}`;
  if (author)
    return (
      <Dialog isOpen title={title} onClose={onClose}>
        <Facts
          facts={[
            ['Имя', author.name || 'не названо'],
            ...(author.address ? [['Адрес', author.address] as const] : []),
            ['Связь', author.contact || 'не названа'],
          ]}
        />
      </Dialog>
    );
  return (
    <ReasonDialog
      title={title}
      label="Зачем: причину хранит журнал"
      action="Показать"
      commands={reveal}
      onSend={(reason) => reveal.mutate({ params: { id: remark.id }, body: { reason } })}
      onClose={onClose}
    />
  );
}
