import type { ReactNode } from 'react';
import { listBodies, nameComplained } from '../../../../../shared/contract/messages/cases-moves.ts';
import { useRoute } from '../../../../lib/query.ts';
import { ItemField } from '../../../../ui/forms/choice-field.tsx';
import { useFields } from '../../../../ui/forms/fields.ts';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { TextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import type { CaseDesk } from '../use-case-desk.ts';

/** Whom the complaint is about: from now on it cannot be given to them. */
export function ComplaintDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const { data } = useRoute(listBodies, undefined, { staleTime: 600_000 });
  const form = useForm({
    start: { chosen: card.complaintAbout.map(({ id }) => id) },
    commands: desk.command(nameComplained),
    send: ({ chosen }) =>
      desk.run(
        nameComplained,
        {
          params: { id: card.id },
          body: { version: card.version, unitIds: pick('unit'), bodyIds: pick('body') },
        },
        { done: chosen.length > 0 ? 'Отмечено, на кого жалоба' : 'Жалобы нет', onDone: onClose },
      ),
  });
  const { chosen } = form.values;
  const finder = useFields({ text: '' });
  const units = card.executors.map(({ unitId, title }) => ({ id: unitId, title, kind: 'unit' as const }));
  const bodies = (data?.bodies ?? []).map(({ id, title }) => ({ id, title, kind: 'body' as const }));
  const known = [...units, ...bodies];
  const all = [...card.complaintAbout.filter(({ id }) => !known.some((one) => one.id === id)), ...known];
  const like = finder.values.text.trim().toLocaleLowerCase('ru');
  const shown = all.filter(
    ({ id, title }) => chosen.includes(id) || title.toLocaleLowerCase('ru').includes(like),
  );
  const pick = (kind: 'unit' | 'body') =>
    all.filter((one) => one.kind === kind && form.get().chosen.includes(one.id)).map(({ id }) => id);
  return (
    <FormDialog form={form} title="На кого жалуется житель" onClose={onClose} action="Сохранить">
      <div className="stack">
        <p className="muted">Тому, на кого жалоба, дело не передать и не назначить: 59-ФЗ, ст. 8 ч. 6.</p>
        <TextField form={finder} name="text" label="Найти" />
        <fieldset className="case__subjects">
          <legend>Подразделения и органы</legend>
          {shown.map(({ id, title }) => (
            <ItemField key={id} form={form} name="chosen" item={id}>
              {title}
            </ItemField>
          ))}
          {shown.length === 0 && <p className="muted">Такого в справочниках нет.</p>}
        </fieldset>
      </div>
    </FormDialog>
  );
}
