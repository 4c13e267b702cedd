import { type ReactNode, useEffect, useState } from 'react';
import {
  getLatestTaxonomy,
  previewTaxonomyChange,
  saveTaxonomyChange,
  type TaxonomyChange,
} from '../../../../shared/contract/base/taxonomy-edit.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { call } from '../../../lib/api.ts';
import { type ApiProblem, asProblem } from '../../../lib/api-problem.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FieldError } from '../../../ui/forms/field.tsx';
import { bindFields } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { SkeletonLines } from '../../../ui/states.tsx';
import { useToday } from './use-today.ts';

type Effect = RouteReply<typeof previewTaxonomyChange>;

/** What the gathered changes do and from which day, before they become a version. */
export function SaveTaxonomyDialog(props: {
  changes: TaxonomyChange[];
  onClose: () => void;
  onSaved: () => void;
}): ReactNode {
  const { changes, onClose } = props;
  const latest = useRoute(getLatestTaxonomy, undefined, { staleTime: 60_000 }).data;
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
    gap: () => !effect && 'Правки ещё не проверены',
    send: () => save.mutate({ body }),
  });
  const earliest = latest && latest.validFrom > today ? latest.validFrom : today;
  const validFrom = form.values.validFrom || earliest;
  const body = { base: latest?.id ?? '', changes, validFrom };
  const { effect, problem } = useEffectOf(latest ? body : null);
  return (
    <FormDialog form={form} title="Новая редакция рубрикатора" onClose={onClose} action="Записать редакцию">
      <DateField
        form={bindFields({ validFrom }, form.set)}
        name="validFrom"
        label="Действует с"
        error={save.fields.validFrom ?? problem?.fields.validFrom}
      />
      {!effect && !problem && <SkeletonLines lines={3} />}
      {problem && !problem.fields.validFrom && (
        <FieldError text={problem.fields.changes ?? problem.message} />
      )}
      {effect && (
        <>
          <ul>
            {effect.lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
          <p>
            <b>{effect.words}</b>
          </p>
        </>
      )}
    </FormDialog>
  );
}

function useEffectOf(body: { base: string; changes: TaxonomyChange[]; validFrom: string } | null) {
  const [effect, setEffect] = useState<Effect | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const asked = JSON.stringify(body);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the body
  useEffect(() => {
    if (!body) return;
    const abort = new AbortController();
    setEffect(null);
    setProblem(null);
    call(previewTaxonomyChange, { body }, { signal: abort.signal }).then(setEffect, (error: unknown) => {
      if (!abort.signal.aborted) setProblem(asProblem(error));
    });
    return () => abort.abort();
  }, [asked]);
  return { effect, problem };
}
