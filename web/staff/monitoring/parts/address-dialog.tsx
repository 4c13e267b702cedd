import type { ReactNode } from 'react';
import type { Running } from '../../../lib/commands/failure.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

const address = /^https?:\/\/\S/u;

/** What is wrong with an address of the network that somebody has put in. */
export const addressGap = (url: string, isOptional: boolean): string | false =>
  !(isOptional && url.trim() === '') && !address.test(url.trim()) && 'Вставьте адрес: https://…';

/** A person has looked in the network, and says where it stands. */
export function AddressDialog(props: {
  title: string;
  label: string;
  isOptional: boolean;
  commands: Running;
  /** Where to look for it. */
  children: ReactNode;
  onSend: (url: string) => void;
  onClose: () => void;
}): ReactNode {
  const { isOptional } = props;
  const form = useForm({
    start: { url: '' },
    commands: props.commands,
    check: ({ url }) => ({ url: addressGap(url, isOptional) }),
    send: ({ url }) => props.onSend(url.trim()),
  });
  return (
    <FormDialog form={form} title={props.title} action="Записать" onClose={props.onClose} sendsByEnter>
      <p className="muted">{props.children}</p>
      <TextField
        form={form}
        name="url"
        label={props.label}
        inputMode="url"
        placeholder="https://"
        optional={isOptional}
      />
    </FormDialog>
  );
}
