import type { ReactNode } from 'react';
import { type HeatView, renameHeatView } from '../../../../shared/contract/heatmap/heat-views.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';

export function RenameDialog({ view, onClose }: { view: HeatView; onClose: () => void }): ReactNode {
  const rename = useCommand(renameHeatView, {
    done: 'Вид переименован',
    onDone: onClose,
  });
  const form = useForm({
    start: { title: view.title },
    commands: rename,
    send: ({ title }) => rename.mutate({ params: { id: view.id }, body: { title } }),
  });
  return (
    <FormDialog title="Переименовать вид" action="Переименовать" form={form} onClose={onClose}>
      <TextField form={form} name="title" label="Название" />
    </FormDialog>
  );
}
