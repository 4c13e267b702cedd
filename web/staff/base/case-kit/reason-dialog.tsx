import { type ReactNode, useState } from 'react';
import type { Running } from '../../../lib/commands/failure.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { TextArea } from '../../../ui/forms/field.tsx';

/** A decision that needs its ground in words. Nothing typed is lost when the server refuses. */
export function ReasonDialog(props: {
  title: string;
  label: string;
  hint?: string;
  action: string;
  commands: Running;
  /** Fields before the words. */
  children?: ReactNode;
  onSend: (reason: string) => void;
  onClose: () => void;
}): ReactNode {
  const { title, action, commands, onSend } = props;
  const [reason, setReason] = useState('');
  const [isTried, setTried] = useState(false);
  const send = () => {
    setTried(true);
    if (reason.trim() && !commands.isPending) onSend(reason.trim());
  };
  useHotkeys(title, [{ keys: 'Ctrl+Enter', label: action, run: send }], { inDialog: true });
  return (
    <Dialog
      isOpen
      title={title}
      onClose={props.onClose}
      foot={
        <Button kind="primary" hint="Ctrl+Enter" busy={commands.isPending} onClick={send}>
          {action}
        </Button>
      }
    >
      {props.children}
      <TextArea
        label={props.label}
        hint={props.hint}
        value={reason}
        maxLength={2000}
        error={isTried && !reason.trim() ? 'Напишите, в чём дело' : undefined}
        onChange={(event) => setReason(event.target.value)}
      />
      <Failures of={commands} />
    </Dialog>
  );
}
