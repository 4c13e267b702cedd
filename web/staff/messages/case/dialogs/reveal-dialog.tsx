import { type ReactNode, useState } from 'react';
import type { Running } from '../../../../lib/commands/failure.ts';
import { Button } from '../../../../ui/button.tsx';
import { Failures } from '../../../../ui/failures/failures.tsx';
import { TextInput } from '../../../../ui/forms/field.tsx';
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
  const [reason, setReason] = useState('');
  const ask = (text: string) => {
    if (!command.isPending) props.onAsk(text);
  };
  return (
    <ChoiceDialog
      title={props.title}
      choices={props.reasons.map((label) => ({ id: label, label }))}
      onPick={ask}
      onClose={onClose}
    >
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          ask(reason.trim());
        }}
      >
        <TextInput
          label="Другая причина"
          value={reason}
          maxLength={300}
          onChange={(event) => setReason(event.target.value)}
        />
        <Failures of={command} />
        <div>
          <Button
            type="submit"
            busy={command.isPending}
            disabledReason={reason.trim().length < 3 && 'Назовите причину в двух словах'}
          >
            Показать
          </Button>
        </div>
      </form>
    </ChoiceDialog>
  );
}
