import type { ReactNode } from 'react';
import type { Running } from '../../../lib/commands/failure.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

/** Nothing is to be filled in: what will come of it is said before it is done. */
export function SureDialog(props: {
  title: string;
  action: string;
  commands: Running;
  /** What will come of it. */
  children: ReactNode;
  onSend: () => void;
  onClose: () => void;
}): ReactNode {
  const form = useForm({ start: {}, commands: props.commands, send: props.onSend });
  return (
    <FormDialog form={form} title={props.title} action={props.action} onClose={props.onClose}>
      {props.children}
    </FormDialog>
  );
}
