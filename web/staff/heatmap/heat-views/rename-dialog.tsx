import { type ReactNode, useState } from 'react';
import { type HeatView, renameHeatView } from '../../../../shared/contract/heatmap/heat-views.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { TextInput } from '../../../ui/forms/field.tsx';
import { FormDialog } from '../../base/parts/form-dialog.tsx';

export function RenameDialog({ view, onClose }: { view: HeatView; onClose: () => void }): ReactNode {
  const [title, setTitle] = useState(view.title);
  const rename = useCommand(renameHeatView, {
    onDone: () => {
      showToast('Вид переименован');
      onClose();
    },
  });
  return (
    <FormDialog
      title="Переименовать вид"
      action="Переименовать"
      commands={rename}
      onSend={() => rename.mutate({ params: { id: view.id }, body: { title } })}
      onClose={onClose}
    >
      <TextInput
        label="Название"
        value={title}
        error={rename.fields.title}
        onChange={(event) => setTitle(event.target.value)}
      />
    </FormDialog>
  );
}
