import type { ReactNode } from 'react';
import { listRegimeSigns, regimes } from '../../../../../shared/contract/base/regimes.ts';
import { changeRegime } from '../../../../../shared/contract/messages/cases-staff.ts';
import { useRoute } from '../../../../lib/query.ts';
import { ItemsField, SelectField } from '../../../../ui/forms/choice-field.tsx';
import type { Fields } from '../../../../ui/forms/fields.ts';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { regimeWords } from '../../../base/case-kit/case-words.ts';
import type { CaseDesk } from '../use-case-desk.ts';
import './regime.css';

/** Another legal order, or what was noticed in the words: never without a ground. */
export function RegimeDialog(props: { desk: CaseDesk; onClose: () => void }): ReactNode {
  const { desk, onClose } = props;
  const { card } = desk;
  const form = useForm({
    start: { regime: card.regime, signs: card.signs, ground: '' },
    commands: desk.command(changeRegime),
    check: ({ ground }) => ({ ground: ground.trim().length < 3 && 'Назовите основание' }),
    send: ({ ground, ...said }) =>
      desk.run(
        changeRegime,
        { params: { id: card.id }, body: { version: card.version, ...said, ground: ground.trim() } },
        { done: 'Режим записан', onDone: onClose },
      ),
  });
  return (
    <FormDialog form={form} title="Правовой режим" onClose={onClose} action="Записать">
      <SelectField
        form={form}
        name="regime"
        label="Режим"
        choices={regimes.map((value) => ({ value, label: regimeWords[value] }))}
      />
      <SignBoxes form={form} />
      <LongTextField
        form={form}
        name="ground"
        label="Основание"
        hint="Останется в ленте дела и в журнале. Срок пересчитается от регистрации."
        maxLength={1000}
      />
    </FormDialog>
  );
}

/** What was noticed in the words, by the list of the pack. */
export function SignBoxes({ form }: { form: Fields<{ signs: string[] }> }): ReactNode {
  const { data } = useRoute(listRegimeSigns, {});
  if (!data) return null;
  return (
    <ItemsField
      form={form}
      name="signs"
      className="regime__signs"
      legend="Что замечено"
      choices={data.signs.map(({ id, title }) => ({ value: id, label: title }))}
    />
  );
}
