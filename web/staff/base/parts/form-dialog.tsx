import type { ReactNode } from 'react';
import type { Running } from '../../../lib/commands/failure.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';

/** A form in a dialog: one filled button, Ctrl+Enter does the same; what fails is said above the button. */
export function FormDialog(props: {
  title: string;
  action: string;
  /** What it sends: it says that they run, and how they failed. */
  commands: Running | readonly Running[];
  isWide?: boolean;
  /** Beside the filled button: what removes or takes back. */
  more?: ReactNode;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { title, action, commands, onSend } = props;
  const isBusy = [commands].flat().some(({ isPending }) => isPending);
  useHotkeys(title, [{ keys: 'Ctrl+Enter', label: action, run: onSend }], { inDialog: true });
  return (
    <Dialog
      isOpen
      isWide={props.isWide ?? false}
      title={title}
      onClose={props.onClose}
      foot={
        <>
          <Button kind="primary" hint="Ctrl+Enter" busy={isBusy} onClick={onSend}>
            {action}
          </Button>
          {props.more}
        </>
      }
    >
      {props.children}
      <Failures of={commands} />
    </Dialog>
  );
}
