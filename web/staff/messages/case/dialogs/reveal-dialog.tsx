import { type ReactNode, useState } from 'react';
import type { ApiProblem } from '../../../../lib/api-problem.ts';
import { Button } from '../../../../ui/button.tsx';
import { FieldError, TextInput } from '../../../../ui/forms/field.tsx';
import { ChoiceDialog } from '../../../base/case-kit/choice-dialog.tsx';

/** Personal data are shown for a reason: one of the usual by a digit, or one's own. */
export function RevealDialog(props: {
  title: string;
  reasons: readonly string[];
  command: { isPending: boolean; error: ApiProblem | null };
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
        {command.error && <FieldError text={command.error.fields['body.reason'] ?? command.error.message} />}
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
