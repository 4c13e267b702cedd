import type { ReactNode } from 'react';
import type {
  PublicationCalendar,
  PublicationCard,
} from '../../../../../shared/contract/pages/publications.ts';
import { counted } from '../../../../../shared/text/plural.ts';
import { Button } from '../../../../ui/button.tsx';
import { SendButton } from '../../../../ui/forms/form.tsx';
import { KeptNote } from './composer-text.tsx';
import type { ComposerState } from './use-composer.ts';

/** What becomes of what is written. */
export function ComposerActs(props: {
  composer: ComposerState;
  calendar: PublicationCalendar;
  card: PublicationCard | null;
  onSubmit: () => void;
  onCancel: () => void;
}): ReactNode {
  const { composer, calendar, card, onSubmit, onCancel } = props;
  const { form } = composer;
  const risk = calendar.risks.find(({ id }) => id === form.values.risk);
  return (
    <>
      <div className="piece-acts">
        <SendButton form={form} type="button" hint="Ctrl+Enter" onClick={onSubmit}>
          На согласование
        </SendButton>
        <div className="cluster">
          <Button busy={form.isBusy} onClick={() => composer.send('save')}>
            Сохранить
          </Button>
          {risk?.mayBeUrgent && (
            <Button kind="quiet" busy={form.isBusy} onClick={() => composer.send('urgent')}>
              Выпустить срочно…
            </Button>
          )}
          {card?.can.includes('cancel') && (
            <Button kind="quiet" onClick={onCancel}>
              Не выйдет…
            </Button>
          )}
        </div>
      </div>
      {risk && (
        <p className="muted small">
          Согласует: {counted(risk.approvals, 'человек', 'человека', 'человек')}, кроме автора.
        </p>
      )}
      <KeptNote composer={composer} />
    </>
  );
}
