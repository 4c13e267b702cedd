import { type ReactNode, useState } from 'react';
import {
  type LadderDraft,
  type LadderVersionView,
  previewLadder,
  saveLadder,
} from '../../../../shared/contract/messages/escalation.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { TextArea, TextInput } from '../../../ui/forms/field.tsx';
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
  const [draft, setDraft] = useState<LadderDraft>({
    validFrom: '',
    quietHours,
    digestAt,
    legal,
    toVerify,
    ladders,
  });
  const [reason, setReason] = useState('');
  const preview = useCommand(previewLadder, { refreshes: [] });
  const save = useCommand(saveLadder, {
    refreshes: ['control'],
    onDone: () => {
      showToast('Новая редакция лестницы введена');
      onClose();
    },
  });
  const change = (more: Partial<LadderDraft>): void => {
    // What was shown was of another draft.
    preview.reset();
    save.reset();
    setDraft({ ...draft, ...more });
  };
  return (
    <Dialog
      isOpen
      isWide
      title="Новая редакция лестницы"
      onClose={onClose}
      foot={
        <>
          <Button busy={preview.isPending} onClick={() => preview.mutate({ body: { draft } })}>
            Что изменится
          </Button>
          <Button
            kind="primary"
            busy={save.isPending}
            disabledReason={preview.data ? null : 'Сначала посмотрите, что изменится'}
            onClick={() => save.mutate({ body: { draft, reason } })}
          >
            Ввести
          </Button>
        </>
      }
    >
      <LadderHours draft={draft} fields={fieldWords([preview, save])} onChange={change} />
      {draft.ladders.map((ladder, at) => (
        <LadderSteps
          key={ladder.clocks[0]}
          title={ladder.clocks.map((kind) => clocks[kind] ?? kind).join(', ')}
          steps={ladder.steps}
          onChange={(steps) =>
            change({ ladders: draft.ladders.map((one, place) => (place === at ? { ...one, steps } : one)) })
          }
        />
      ))}
      <p className="small muted">
        Сроки, которые уже идут, остаются на прежней лестнице. Новая — для тех, что начнутся с названного дня.
      </p>
      <Failures of={[preview, save]} />
      <div aria-live="polite" className="stack">
        {preview.data && (
          <>
            <LadderImpact impact={preview.data} />
            <TextArea
              label="Почему меняется лестница"
              hint="Останется в журнале."
              value={reason}
              maxLength={1000}
              error={save.fields.reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </>
        )}
      </div>
    </Dialog>
  );
}

/** From which day, when nobody is written to, by what ground. */
function LadderHours(props: {
  draft: LadderDraft;
  fields: Readonly<Record<string, string>>;
  onChange: (more: Partial<LadderDraft>) => void;
}): ReactNode {
  const { draft, fields, onChange } = props;
  const { from, to } = draft.quietHours;
  return (
    <>
      <div className="desk__filters">
        <DateInput
          label="Действует с"
          value={draft.validFrom}
          error={fields.validFrom}
          onChange={(validFrom) => onChange({ validFrom })}
        />
        <TextInput
          label="Тихие часы с"
          inputMode="numeric"
          size={6}
          maxLength={5}
          placeholder="ЧЧ:ММ"
          value={from}
          onChange={(event) => onChange({ quietHours: { from: event.target.value, to } })}
        />
        <TextInput
          label="Тихие часы до"
          inputMode="numeric"
          size={6}
          maxLength={5}
          placeholder="ЧЧ:ММ"
          value={to}
          onChange={(event) => onChange({ quietHours: { from, to: event.target.value } })}
        />
        <TextInput
          label="Ежедневное письмо"
          inputMode="numeric"
          size={6}
          maxLength={5}
          placeholder="ЧЧ:ММ"
          value={draft.digestAt}
          onChange={(event) => onChange({ digestAt: event.target.value })}
        />
      </div>
      <TextInput
        label="Основание"
        value={draft.legal.text}
        maxLength={300}
        error={fields.legal}
        onChange={(event) => onChange({ legal: { text: event.target.value } })}
      />
      <Checkbox checked={draft.toVerify} onChange={(toVerify) => onChange({ toVerify })}>
        Не подтверждено регламентом
      </Checkbox>
    </>
  );
}
