import type { ReactNode } from 'react';
import { addNote } from '../../../../../shared/contract/messages/cases-staff.ts';
import { useDraft } from '../../../../lib/draft.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { Form, SendButton } from '../../../../ui/forms/form.tsx';
import { LongTextField } from '../../../../ui/forms/text-field.tsx';
import { useForm } from '../../../../ui/forms/use-form.ts';
import { Icon } from '../../../../ui/icons.tsx';
import { Kbd } from '../../../../ui/kbd.tsx';
import { describeAddressee } from '../place/addressee.ts';
import type { CaseDesk } from '../use-case-desk.ts';
import { AnswerForm } from './answer-form.tsx';
import { type ComposerTab, composerField } from './composer-field.ts';
import './composer.css';

/**
 * An answer to the resident (malachite, the addressee named) or a note among staff (ochre, a lock): never alike.
 * What is not allowed is not shown.
 */
export function Composer(props: {
  desk: CaseDesk;
  tab: ComposerTab;
  onTab: (tab: ComposerTab) => void;
  /** Ctrl+Shift+Enter: the next case of the list opens after sending. */
  onSentAndNext: (() => void) | undefined;
}): ReactNode {
  const { desk, tab, onTab } = props;
  const canAnswer = desk.can('draft');
  const canNote = desk.can('note');
  if (!canAnswer && !canNote) return null;
  const shown = canAnswer && (tab === 'answer' || !canNote) ? 'answer' : 'note';
  const last = desk.card.answers.at(-1);
  return (
    <section
      className={`composer composer--${shown}`}
      aria-label={shown === 'answer' ? 'Ответ жителю' : 'Заметка'}
    >
      <div className="composer__tabs">
        {canAnswer && (
          <button
            type="button"
            className="composer__tab composer__tab--answer"
            aria-pressed={shown === 'answer'}
            onClick={() => onTab('answer')}
          >
            Ответ жителю <Kbd keys="KeyR" />
          </button>
        )}
        {canNote && (
          <button
            type="button"
            className="composer__tab composer__tab--note"
            aria-pressed={shown === 'note'}
            onClick={() => onTab('note')}
          >
            <Icon name="lock" />
            Заметка <Kbd keys="KeyC" />
          </button>
        )}
        <span className="composer__to small">
          {shown === 'answer' ? describeAddressee(desk.card) : 'Видят только сотрудники'}
        </span>
      </div>
      {shown === 'answer' ? (
        <AnswerForm
          key={`${desk.card.id}-${last?.id ?? ''}-${last?.state ?? ''}`}
          desk={desk}
          onSentAndNext={props.onSentAndNext}
        />
      ) : (
        <NoteForm key={desk.card.id} desk={desk} />
      )}
    </section>
  );
}

function NoteForm(props: { desk: CaseDesk }): ReactNode {
  const { desk } = props;
  const draft = useDraft(`note.${desk.card.id}`, { text: '' });
  const form = useForm({
    draft,
    commands: desk.command(addNote),
    isBusy: desk.isBusy,
    check: ({ text }) => ({ text: !text.trim() && 'Напишите заметку' }),
    send: ({ text }) =>
      desk.run(
        addNote,
        { params: { id: desk.card.id }, body: { text: text.trim() } },
        { done: 'Заметка добавлена', onDone: draft.clear },
      ),
  });
  useHotkeys('Заметка', [{ keys: 'Ctrl+Enter', label: 'Добавить заметку', run: form.send }]);
  return (
    <Form form={form} className="composer__form">
      <LongTextField
        form={form}
        name="text"
        id={composerField('note')}
        label="Заметка для сотрудников"
        hiddenLabel
        placeholder="Что важно знать коллегам"
        maxLength={10_000}
      />
      <div className="composer__foot">
        <span className="small push">
          {draft.savedAt !== null && draft.value.text ? 'Черновик на этом устройстве' : ''}
        </span>
        <SendButton form={form} kind="plain" hint="Ctrl+Enter">
          Добавить заметку
        </SendButton>
      </div>
    </Form>
  );
}
