import type { ReactNode } from 'react';
import { useHotkeys } from '../../lib/hotkeys.ts';
import { Dialog } from '../dialog.tsx';
import { FormInside, SendButton, type ShownForm, sendBy } from './form.tsx';
import { useLeaving } from './leaving.tsx';

/** A form in a dialog: one filled button, Ctrl+Enter does the same; what fails is said above the button. */
export function FormDialog<T extends object>(
  props: ShownForm<T> & {
    title: string;
    action: string;
    isWide?: boolean;
    /** Enter in a line sends it too: where there is little else to fill in. */
    sendsByEnter?: boolean;
    /** Beside the filled button: what removes or takes back. */
    more?: ReactNode;
    onClose: () => void;
  },
): ReactNode {
  const { form, title, action } = props;
  const leaving = useLeaving(form.isUnsaved, props.onClose);
  useHotkeys(title, [{ keys: 'Ctrl+Enter', label: action, run: form.send }], {
    active: !leaving.question,
    inDialog: true,
  });
  return (
    <Dialog
      isOpen
      isWide={props.isWide ?? false}
      title={title}
      onClose={leaving.close}
      foot={
        <>
          <SendButton form={form} type="button" hint="Ctrl+Enter" onClick={form.send}>
            {action}
          </SendButton>
          {props.more}
        </>
      }
    >
      {props.sendsByEnter ? (
        <form className="stack" noValidate onSubmit={sendBy(form)}>
          <FormInside {...props} />
          <input type="submit" hidden />
        </form>
      ) : (
        <FormInside {...props} />
      )}
      {leaving.question}
    </Dialog>
  );
}
