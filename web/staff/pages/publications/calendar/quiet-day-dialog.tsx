import type { ReactNode } from 'react';
import { saveQuietDay } from '../../../../../shared/contract/pages/publications-acts.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { Button } from '../../../../ui/button.tsx';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { longDayTitle } from '../publication-words.ts';

/** Mourning, an accident: pages are silent for a day, or speak again. */
export function QuietDayDialog(props: { day: string; quiet: string; onClose: () => void }): ReactNode {
  const { day, quiet, onClose } = props;
  const save = useCommand(saveQuietDay, { onDone: onClose });
  const form = useForm({
    start: { reason: quiet },
    commands: save,
    check: ({ reason }) => ({ reason: !reason.trim() && 'Напишите, почему страницы молчат' }),
    send: ({ reason }) => save.mutate({ params: { day }, body: { reason: reason.trim() } }),
  });
  return (
    <FormDialog
      form={form}
      title={`День тишины: ${longDayTitle(day)}`}
      action={quiet ? 'Записать' : 'Страницы молчат'}
      more={
        quiet && (
          <Button
            busy={save.isPending}
            onClick={() => save.mutate({ params: { day }, body: { reason: '' } })}
          >
            День снова обычный
          </Button>
        )
      }
      onClose={onClose}
      sendsByEnter
    >
      <p>
        В этот день ничего не запланировать и не отдать на согласование. Что уже согласовано, перенесите или
        верните себе.
      </p>
      <TextField form={form} name="reason" label="Почему" hint="Траур, происшествие" maxLength={200} />
    </FormDialog>
  );
}
