import type { ReactNode } from 'react';
import { Checkbox } from '../../../ui/forms/choice.tsx';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { TextInput } from '../../../ui/forms/field.tsx';
import { SignBoxes } from '../case/regime/regime-dialog.tsx';
import type { CallDraft } from './call-draft.ts';
import { EarlierAppeals } from './earlier-appeals.tsx';

/** What the journal of appeals asks of a letter: the day it came, sheets, who passed it on, what was noticed in it. */
export function LetterFields(props: {
  value: CallDraft;
  change: (patch: Partial<CallDraft>) => void;
}): ReactNode {
  const { value, change } = props;
  const text = (name: 'sheets' | 'attachmentSheets' | 'correspondent' | 'correspondentNumber') => ({
    value: value[name],
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  });
  return (
    <>
      <div className="call__person">
        <DateInput
          label="Когда поступило"
          optional
          hint="Если не сегодня: три дня на регистрацию идут с этого дня"
          value={value.receivedOn}
          onChange={(receivedOn) => change({ receivedOn })}
        />
        <TextInput label="Листов" inputMode="numeric" {...text('sheets')} />
        <TextInput label="Листов приложений" inputMode="numeric" {...text('attachmentSheets')} />
        <TextInput label="Корреспондент" hint="Кто переслал" optional {...text('correspondent')} />
        <TextInput label="Его исходящий номер" optional {...text('correspondentNumber')} />
      </div>
      <Checkbox checked={value.isCollective} onChange={(isCollective) => change({ isCollective })}>
        Коллективное
      </Checkbox>
      <EarlierAppeals value={value} change={change} />
      <Checkbox checked={value.isControl} onChange={(isControl) => change({ isControl })}>
        На контроле
      </Checkbox>
      <details>
        <summary>Что замечено в письме</summary>
        <SignBoxes
          signs={value.signs.split(',').filter(Boolean)}
          onChange={(signs) => change({ signs: signs.join(',') })}
        />
      </details>
    </>
  );
}
