import type { ReactNode } from 'react';
import { CheckField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { bindFields, type Fields } from '../../../ui/forms/fields.ts';
import { TextField } from '../../../ui/forms/text-field.tsx';
import { SignBoxes } from '../case/regime/regime-dialog.tsx';
import type { CallDraft } from './call-draft.ts';
import { EarlierAppeals } from './earlier-appeals.tsx';

/** What the journal of appeals asks of a letter: the day it came, sheets, who passed it on, what was noticed in it. */
export function LetterFields(props: { form: Fields<CallDraft> }): ReactNode {
  const { form } = props;
  const value = form.values;
  return (
    <>
      <div className="call__person">
        <DateField
          form={form}
          name="receivedOn"
          label="Когда поступило"
          optional
          hint="Если не сегодня: три дня на регистрацию идут с этого дня"
        />
        <TextField form={form} name="sheets" label="Листов" inputMode="numeric" />
        <TextField form={form} name="attachmentSheets" label="Листов приложений" inputMode="numeric" />
        <TextField form={form} name="correspondent" label="Корреспондент" hint="Кто переслал" optional />
        <TextField form={form} name="correspondentNumber" label="Его исходящий номер" optional />
      </div>
      <CheckField form={form} name="isCollective">
        Коллективное
      </CheckField>
      <EarlierAppeals value={value} change={form.set} />
      <CheckField form={form} name="isControl">
        На контроле
      </CheckField>
      <details>
        <summary>Что замечено в письме</summary>
        <SignBoxes
          form={bindFields({ signs: value.signs.split(',').filter(Boolean) }, ({ signs = [] }) =>
            form.set({ signs: signs.join(',') }),
          )}
        />
      </details>
    </>
  );
}
