import type { ReactNode } from 'react';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';

/** A form in a dialog: one filled button, Ctrl+Enter does the same. */
export function FormDialog(props: {
  title: string;
  action: string;
  isBusy: boolean;
  isWide?: boolean;
  /** Beside the filled button: what removes or takes back. */
  more?: ReactNode;
  onSend: () => void;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const { title, action, isBusy, onSend } = props;
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
    </Dialog>
  );
}
