import type { ReactNode } from 'react';
import { Icon } from '../../../../ui/icons.tsx';
import { Kbd } from '../../../../ui/kbd.tsx';
import { describeAddressee } from '../place/addressee.ts';
import type { CaseDesk } from '../use-case-desk.ts';
import { AnswerForm } from './answer-form.tsx';
import type { ComposerTab } from './composer-field.ts';
import { NoteForm } from './note-form.tsx';
import { OthersWriting } from './others-writing.tsx';
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
      <OthersWriting writing={desk.card.writing} />
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
