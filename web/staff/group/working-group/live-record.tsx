import type { ReactNode } from 'react';
import type { MeetingDecision } from '../../../../shared/contract/group/working-group-decisions.ts';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import { changeSpeech, writeHeard } from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { Button } from '../../../ui/button.tsx';
import { Form } from '../../../ui/forms/form.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';
import { useMeetingCommand } from './use-meeting.ts';

export type LiveDialog =
  | { kind: 'decision'; item: AgendaItem; decision?: MeetingDecision }
  | { kind: 'vote'; item: AgendaItem; decision: MeetingDecision }
  | { kind: 'speaker' | 'opinion' | 'withdrawn' | 'postponed'; item: AgendaItem }
  | { kind: 'raise' }
  | null;

export interface CurrentProps {
  card: MeetingCard;
  item: AgendaItem;
  /** What is open: a decision in its row, votes under the table, or a dialog. */
  dialog: LiveDialog;
  onOpen: (dialog: LiveDialog) => void;
}

/** What was heard of an item: kept when one leaves the field. */
export function Heard(props: { card: MeetingCard; item: AgendaItem; mayRecord: boolean }): ReactNode {
  const { card, item, mayRecord } = props;
  const write = useMeetingCommand(writeHeard, { words: 'Записано' });
  const form = useForm({
    start: { text: item.heard },
    commands: write,
    names: { text: 'heard' },
    send: ({ text }) => {
      if (text.trim() !== item.heard)
        write.mutate({
          params: { id: card.id, itemId: item.id },
          body: { version: card.version, heard: text },
        });
    },
  });
  if (!mayRecord)
    return (
      <p>
        <b>Слушали:</b> {item.heard || 'не записано'}
      </p>
    );
  return (
    <Form form={form}>
      <LongTextField form={form} name="text" label="Слушали" rows={2} onBlur={form.send} />
    </Form>
  );
}

/** Who speaks and has spoken of an item. */
export function Speeches(props: CurrentProps & { mayRecord: boolean }): ReactNode {
  const { card, item, mayRecord, onOpen } = props;
  const change = useMeetingCommand(changeSpeech);
  const act = (speechId: string, act: 'speak' | 'finish' | 'remove') => () =>
    change.mutate({ params: { id: card.id, speechId }, body: { version: card.version, act } });
  if (!mayRecord && item.speeches.length === 0) return null;
  return (
    <section aria-label="Выступили">
      <h4 className="label">Выступили</h4>
      <ul className="group-speeches">
        {item.speeches.map((speech) => (
          <li key={speech.id}>
            <span>
              <b>{speech.name}</b>
              {speech.state === 'speaking' && (
                <>
                  {' '}
                  <Mark tone="ok">говорит</Mark>
                </>
              )}
              {speech.state === 'waiting' && <span className="muted"> ждёт слова</span>}
              {speech.text && `: ${speech.text}`}
            </span>
            {mayRecord && (
              <span className="cluster">
                {speech.state === 'waiting' && (
                  <Button kind="quiet" onClick={act(speech.id, 'speak')}>
                    Дать слово<span className="aloud">: {speech.name}</span>
                  </Button>
                )}
                {speech.state === 'speaking' && (
                  <Button kind="quiet" onClick={act(speech.id, 'finish')}>
                    Закончил(а)<span className="aloud">: {speech.name}</span>
                  </Button>
                )}
                <Button kind="quiet" onClick={act(speech.id, 'remove')}>
                  Убрать<span className="aloud"> выступление: {speech.name}</span>
                </Button>
              </span>
            )}
          </li>
        ))}
      </ul>
      {mayRecord && (
        <Button hint="KeyS" onClick={() => onOpen({ kind: 'speaker', item })}>
          Выступающий
        </Button>
      )}
    </section>
  );
}
