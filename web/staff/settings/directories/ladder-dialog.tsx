import type { ReactNode } from 'react';
import {
  type LadderDraft,
  type LadderVersionView,
  previewLadder,
  saveLadder,
} from '../../../../shared/contract/messages/escalation.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { CheckField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { type Fields, partOf, rowOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { LadderImpact } from './ladder-impact.tsx';
import { LadderSteps } from './ladder-steps.tsx';

/** A new dated version of the ladder: first what it would change, then the decision. Running clocks keep theirs. */
export function LadderDialog(props: {
  latest: LadderVersionView;
  clocks: Readonly<Record<string, string>>;
  onClose: () => void;
}): ReactNode {
  const { latest, clocks, onClose } = props;
  const { quietHours, digestAt, legal, toVerify, ladders } = latest;
  const preview = useCommand(previewLadder, { refreshes: [] });
  const save = useCommand(saveLadder, {
    refreshes: ['control'],
    done: 'Новая редакция лестницы введена',
    onDone: onClose,
  });
  const form = useForm({
    start: { validFrom: '', quietHours, digestAt, legal, toVerify, ladders, reason: '' },
    commands: [preview, save],
    gap: () => (preview.data ? null : 'Сначала посмотрите, что изменится'),
    send: ({ reason, ...draft }) => save.mutate({ body: { draft, reason } }),
    onSet: (patch) => {
      if ('reason' in patch) return;
      // What was shown was of another draft.
      preview.reset();
      save.reset();
    },
  });
  return (
    <FormDialog
      form={form}
      isWide
      title="Новая редакция лестницы"
      onClose={onClose}
      action="Ввести"
      more={
        <Button
          busy={preview.isPending}
          onClick={() => {
            const { reason: _, ...draft } = form.get();
            preview.mutate({ body: { draft } });
          }}
        >
          Что изменится
        </Button>
      }
    >
      <LadderHours form={form} />
      {ladders.map((ladder, at) => (
        <LadderSteps
          key={ladder.clocks[0]}
          title={ladder.clocks.map((kind) => clocks[kind] ?? kind).join(', ')}
          form={rowOf(form, 'ladders', at)}
        />
      ))}
      <p className="small muted">
        Сроки, которые уже идут, остаются на прежней лестнице. Новая — для тех, что начнутся с названного дня.
      </p>
      <div aria-live="polite" className="stack">
        {preview.data && (
          <>
            <LadderImpact impact={preview.data} />
            <LongTextField
              form={form}
              name="reason"
              label="Почему меняется лестница"
              hint="Останется в журнале."
              maxLength={1000}
            />
          </>
        )}
      </div>
    </FormDialog>
  );
}

/** From which day, when nobody is written to, by what ground. */
function LadderHours(props: { form: Fields<LadderDraft & { reason: string }> }): ReactNode {
  const { form } = props;
  const quiet = partOf(form, 'quietHours');
  return (
    <>
      <div className="desk__filters">
        <DateField form={form} name="validFrom" label="Действует с" />
        <TextField
          form={quiet}
          name="from"
          label="Тихие часы с"
          inputMode="numeric"
          size={6}
          maxLength={5}
          placeholder="ЧЧ:ММ"
        />
        <TextField
          form={quiet}
          name="to"
          label="Тихие часы до"
          inputMode="numeric"
          size={6}
          maxLength={5}
          placeholder="ЧЧ:ММ"
        />
        <TextField
          form={form}
          name="digestAt"
          label="Ежедневное письмо"
          inputMode="numeric"
          size={6}
          maxLength={5}
          placeholder="ЧЧ:ММ"
        />
      </div>
      <TextField
        form={partOf(form, 'legal')}
        name="text"
        label="Основание"
        maxLength={300}
        error={form.errorOf('legal')}
      />
      <CheckField form={form} name="toVerify">
        Не подтверждено регламентом
      </CheckField>
    </>
  );
}
