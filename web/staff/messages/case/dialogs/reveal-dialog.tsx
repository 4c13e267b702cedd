import type { ReactNode } from 'react';
import type { Running } from '../../../../lib/commands/failure.ts';
import { Form, SendButton } from '../../../../ui/forms/form.tsx';
import { TextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { ChoiceDialog } from '../../../base/case-kit/choice-dialog.tsx';

/** Personal data are shown for a reason: one of the usual by a digit, or one's own. */
export function RevealDialog(props: {
  title: string;
  reasons: readonly string[];
  command: Running;
  onAsk: (reason: string) => void;
  onClose: () => void;
}): ReactNode {
  const { command, onClose } = props;
  const ask = (reason: string) => {
    if (!command.isPending) props.onAsk(reason);
  };
  const form = useForm({
    start: { reason: '' },
    commands: command,
    gap: ({ reason }) => reason.trim().length < 3 && 'Назовите причину в двух словах',
    send: ({ reason }) => ask(reason.trim()),
  });
  return (
    <ChoiceDialog
      title={props.title}
      choices={props.reasons.map((label) => ({ id: label, label }))}
      onPick={ask}
      onClose={onClose}
    >
      <Form form={form}>
        <TextField form={form} name="reason" label="Другая причина" maxLength={300} />
        <div>
          <SendButton form={form} kind="plain">
            Показать
          </SendButton>
        </div>
      </Form>
    </ChoiceDialog>
  );
}
