import { type ReactNode, useRef, useState } from 'react';
import { addNote } from '../../../../../shared/contract/messages/cases-staff.ts';
import { useDraft } from '../../../../lib/draft.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { Button } from '../../../../ui/button.tsx';
import { TextArea } from '../../../../ui/forms/field.tsx';
import { Icon } from '../../../../ui/icons.tsx';
import { Kbd } from '../../../../ui/kbd.tsx';
import { describeAddressee } from '../place/addressee.ts';
import type { CaseDesk } from '../use-case-desk.ts';
import { AnswerForm } from './answer-form.tsx';
import { type ComposerTab, composerField } from './composer-field.ts';
import './composer.css';
import { Failures } from '../../../../ui/failures/failures.tsx';

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
  const [isEmpty, setEmpty] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const { text } = draft.value;
  const send = () => {
    if (desk.isBusy) return;
    if (!text.trim()) {
      setEmpty(true);
      return;
    }
    desk.run(
      addNote,
      { params: { id: desk.card.id }, body: { text: text.trim() } },
      { done: 'Заметка добавлена', onDone: draft.clear },
    );
  };
  useHotkeys('Заметка', [{ keys: 'Ctrl+Enter', label: 'Добавить заметку', run: send }]);
  return (
    <form
      ref={form}
      className="composer__form"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <TextArea
        id={composerField('note')}
        label="Заметка для сотрудников"
        hiddenLabel
        placeholder="Что важно знать коллегам"
        value={text}
        maxLength={10_000}
        error={isEmpty && !text.trim() ? 'Напишите заметку' : undefined}
        onChange={(event) => draft.change({ text: event.target.value })}
      />
      <Failures of={desk.command(addNote)} />
      <div className="composer__foot">
        <span className="small push">
          {draft.savedAt !== null && text ? 'Черновик на этом устройстве' : ''}
        </span>
        <Button type="submit" hint="Ctrl+Enter" busy={desk.isBusy}>
          Добавить заметку
        </Button>
      </div>
    </form>
  );
}
