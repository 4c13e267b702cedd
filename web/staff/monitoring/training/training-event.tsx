import { type ReactNode, useState } from 'react';
import { dismissReasons } from '../../../../shared/contract/monitoring/incidents.ts';
import {
  actInTraining,
  type TrainingAct,
  type TrainingEvent,
  type TrainingSession,
  trainingActs,
} from '../../../../shared/contract/monitoring/training.ts';
import { dismissReasonTitles } from '../../../../shared/text/monitoring/incidents.ts';
import {
  stopwatchWords,
  trainingActTitles,
  trainingMistakeTitles,
} from '../../../../shared/text/monitoring/training-words.ts';
import { formatNumber } from '../../../../shared/text/numbers.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Mark } from '../../../ui/mark.tsx';

interface CardProps {
  session: TrainingSession;
  event: TrainingEvent;
}

/** One thing that has appeared: its words, what was done with it, what was wrong with that. */
export function TrainingEventCard({ session, event }: CardProps): ReactNode {
  const [act, setAct] = useState<TrainingAct | null>(null);
  const { minute, where, author, text, isOfficial, done } = event;
  return (
    <li className="training__event" aria-label={text}>
      <p className="cluster muted small">
        <span>{stopwatchWords(minute * 60)}</span>
        <span>{where}</span>
        <b>{author}</b>
        {isOfficial && <Mark tone="info">официально</Mark>}
      </p>
      <p>{text}</p>
      {done ? <Done session={session} event={event} /> : null}
      <Judged event={event} />
      {!done && !session.isOver && (
        <div className="cluster">
          {trainingActs.map((one) => (
            <Button key={one} onClick={() => setAct(one)}>
              {trainingActTitles[one]}
              <span className="aloud">: {text}</span>
            </Button>
          ))}
        </div>
      )}
      {act && <ActDialog act={act} session={session} event={event} onClose={() => setAct(null)} />}
    </li>
  );
}

function Done({ session, event: { done } }: CardProps): ReactNode {
  if (!done) return null;
  const target = session.events.find(({ id }) => id === done.toEvent);
  const words = done.reason ? dismissReasonTitles[done.reason] : (target?.text ?? done.words);
  return (
    <p>
      <b>{trainingActTitles[done.act]}</b>{' '}
      <span className="muted">через {formatNumber(done.afterMinutes)} мин</span>
      {words && <span>: {words}</span>}
    </p>
  );
}

function Judged({ event: { mistakes, why } }: { event: TrainingEvent }): ReactNode {
  if (mistakes === null) return null;
  return (
    <div className="training__judged">
      <p className="cluster">
        {mistakes.length === 0 ? (
          <Mark tone="ok">верно</Mark>
        ) : (
          mistakes.map((mistake) => (
            <Mark key={mistake} tone="danger">
              {trainingMistakeTitles[mistake]}
            </Mark>
          ))
        )}
      </p>
      {why && <p className="muted small">{why}</p>}
    </div>
  );
}

function ActDialog(props: CardProps & { act: TrainingAct; onClose: () => void }): ReactNode {
  const { act, session, event, onClose } = props;
  const command = useCommand(actInTraining, { onDone: onClose });
  const form = useForm<{ words: string; reason: string; toEvent: string }>({
    start: { words: '', reason: '', toEvent: '' },
    commands: command,
    send: ({ words, reason, toEvent }) =>
      command.mutate({
        params: { id: session.id },
        body: {
          event: event.id,
          act,
          words,
          reason: dismissReasons.find((one) => one === reason) ?? null,
          toEvent: toEvent || null,
        },
      }),
  });
  const others = session.events.filter(({ id }) => id !== event.id);
  return (
    <FormDialog form={form} title={trainingActTitles[act]} action={trainingActTitles[act]} onClose={onClose}>
      <p className="muted">{event.text}</p>
      {act === 'answer' && <LongTextField form={form} name="words" label="Ответ" rows={4} maxLength={2000} />}
      {act === 'dismiss' && (
        <SelectField
          form={form}
          name="reason"
          label="Причина"
          none="выберите"
          choices={dismissReasons.map((value) => ({ value, label: dismissReasonTitles[value] }))}
        />
      )}
      {(act === 'join' || act === 'flag') && (
        <SelectField
          form={form}
          name="toEvent"
          label={act === 'join' ? 'К какой записи' : 'Чему противоречит'}
          none="выберите"
          choices={others.map(({ id, text, author }) => ({
            value: id,
            label: `${author}: ${text.slice(0, 70)}`,
          }))}
        />
      )}
    </FormDialog>
  );
}
