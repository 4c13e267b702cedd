import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { addNote } from '../../../../../shared/contract/messages/cases-staff.ts';
import { useDraft } from '../../../../lib/draft.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { Form, SendButton } from '../../../../ui/forms/form.tsx';
import { LongTextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import type { CaseDesk } from '../use-case-desk.ts';
import { type Colleague, ColleaguesField } from './colleagues-field.tsx';
import { composerField } from './composer-field.ts';
import { callInText, isCallBegun } from './note-call.ts';

interface NoteDraft {
  text: string;
  called: Colleague[];
}

/** A note among staff; `@` calls a colleague to it. */
export function NoteForm(props: { desk: CaseDesk }): ReactNode {
  const { desk } = props;
  const draft = useDraft<NoteDraft>(`note.${desk.card.id}`, { text: '', called: [] }, 2);
  const form = useForm({
    draft,
    commands: desk.command(addNote),
    isBusy: desk.isBusy,
    names: { called: 'mentions' },
    check: ({ text }) => ({ text: !text.trim() && 'Напишите заметку' }),
    send: ({ text, called }) =>
      desk.run(
        addNote,
        { params: { id: desk.card.id }, body: { text: text.trim(), mentions: called.map(({ id }) => id) } },
        { done: 'Заметка добавлена', onDone: draft.clear },
      ),
  });
  const { text, called } = draft.value;
  const [isCalling, setCalling] = useState(false);
  // Where the «@» stands that began the call.
  const place = useRef<number | null>(null);
  useHotkeys('Заметка', [{ keys: 'Ctrl+Enter', label: 'Добавить заметку', run: form.send }]);
  const lookForCall = ({ currentTarget: field }: FormEvent<HTMLTextAreaElement>): void => {
    if (!isCallBegun(text, field.value, field.selectionStart)) return;
    place.current = field.selectionStart - 1;
    setCalling(true);
  };
  const goOn = (isOpen: boolean): void => {
    setCalling(isOpen);
    if (isOpen) place.current = null;
    else document.getElementById(composerField('note'))?.focus();
  };
  return (
    <Form form={form} className="composer__form">
      <LongTextField
        form={form}
        name="text"
        id={composerField('note')}
        label="Заметка для сотрудников"
        hiddenLabel
        placeholder="Что важно знать коллегам; @ — позвать коллегу"
        maxLength={10_000}
        onInput={lookForCall}
      />
      <ColleaguesField
        caseId={desk.card.id}
        called={called}
        isOpen={isCalling}
        error={form.errorOf('called')}
        onOpen={goOn}
        onCall={(colleague) => {
          form.set({
            text: callInText(text, colleague.name, place.current),
            called: [...called, colleague],
          });
          goOn(false);
        }}
        onRemove={(id) => form.set({ called: called.filter((one) => one.id !== id) })}
      />
      <div className="composer__foot">
        <span className="small push">
          {draft.savedAt !== null && text ? 'Черновик на этом устройстве' : ''}
        </span>
        <SendButton form={form} kind="plain" hint="Ctrl+Enter">
          Добавить заметку
        </SendButton>
      </div>
    </Form>
  );
}
