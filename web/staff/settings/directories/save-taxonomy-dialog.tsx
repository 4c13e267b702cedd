import type { ReactNode } from 'react';
import {
  getLatestTaxonomy,
  previewTaxonomyChange,
  saveTaxonomyChange,
  type TaxonomyChange,
} from '../../../../shared/contract/base/taxonomy-edit.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FieldError } from '../../../ui/forms/field.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Loadable } from '../../../ui/states.tsx';
import { useToday } from './use-today.ts';

/** What the gathered changes do and from which day, before they become a version. */
export function SaveTaxonomyDialog(props: {
  changes: TaxonomyChange[];
  onClose: () => void;
  onSaved: () => void;
}): ReactNode {
  const { changes, onClose } = props;
  const latest = useRoute(getLatestTaxonomy, undefined, { staleTime: 60_000 });
  const today = useToday();
  const save = useCommand(saveTaxonomyChange, {
    onDone: () => {
      showToast('Новая редакция рубрикатора записана');
      props.onSaved();
    },
  });
  const form = useForm({
    start: { validFrom: '' },
    commands: save,
    gap: (): string | false => !preview.data && 'Правки ещё не проверены',
    send: () => save.mutate({ body }),
  });
  const earliest = latest.data && latest.data.validFrom > today ? latest.data.validFrom : today;
  const validFrom = form.values.validFrom || earliest;
  const body = { base: latest.data?.id ?? '', changes, validFrom };
  const preview = useRoute(
    previewTaxonomyChange,
    { body },
    { enabled: latest.data !== undefined, keepOld: false },
  );
  const refused = preview.error?.fields;
  return (
    <FormDialog form={form} title="Новая редакция рубрикатора" onClose={onClose} action="Записать редакцию">
      <DateField
        form={bindFields({ validFrom }, form.set)}
        name="validFrom"
        label="Действует с"
        error={save.fields.validFrom ?? refused?.validFrom}
      />
      {refused?.changes && <FieldError text={refused.changes} />}
      <Loadable query={latest} failed="Нынешняя редакция не открылась">
        {() => !refused?.validFrom && !refused?.changes && <WhatChanges preview={preview} />}
      </Loadable>
    </FormDialog>
  );
}

function WhatChanges(props: {
  preview: ReturnType<typeof useRoute<typeof previewTaxonomyChange>>;
}): ReactNode {
  return (
    <Loadable query={props.preview} failed="Правки не проверены">
      {({ lines, words }) => (
        <>
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>
            <b>{words}</b>
          </p>
        </>
      )}
    </Loadable>
  );
}
