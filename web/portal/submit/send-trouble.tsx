import type { ReactNode } from 'react';
import { useOnline } from '../../lib/online.ts';
import { useGo } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { ErrorState } from '../../ui/states.tsx';
import type { Step } from './steps.ts';
import type { Sending } from './use-sending.ts';

const kept = 'Сообщение сохранено на этом устройстве: текст, место и фото целы.';
/** Fields of this step show their own errors; these belong to other steps. */
const stepOfField: Readonly<Record<string, Step>> = {
  text: 'what',
  factId: 'what',
  files: 'what',
  place: 'where',
};

/** Why the message did not go, what is kept, and the one thing to do next. */
export function SendTrouble(props: {
  sending: Sending;
  /** The step shows what is wrong at its own fields. */
  isToldByFields: boolean;
  onStep: (step: Step) => void;
  /** The draft waits for a network and then sends itself. */
  onQueue: () => void;
}): ReactNode {
  const { sending, onStep } = props;
  const { problem, send } = sending;
  const go = useGo();
  const queue = () => {
    props.onQueue();
    void go('/drafts');
  };
  if (sending.isStuckOnPhotos)
    return <PhotoTrouble sending={sending} onPhotos={() => onStep('what')} onQueue={queue} />;
  if (!problem) return null;
  if (problem.code === 'offline') return <Offline onSend={() => send()} onQueue={queue} />;
  if (problem.code === 'lib.idempotency-mismatch')
    return (
      <ErrorState
        title="Прошлая отправка уже дошла"
        problem={problem}
        kept="Если вы что-то изменили и хотите сообщить об этом отдельно, отправьте как новое."
        action={<Button onClick={() => send({ asNew: true })}>Отправить как новое</Button>}
      />
    );
  const step = Object.keys(problem.fields).map((name) => stepOfField[name.replace(/^body\.|\..*$/gu, '')])[0];
  if (step)
    return (
      <ErrorState
        title="Сообщение не принято"
        problem={problem}
        kept={kept}
        action={
          <Button onClick={() => onStep(step)}>{step === 'where' ? 'Изменить место' : 'Исправить'}</Button>
        }
      />
    );
  if (props.isToldByFields) return null;
  return (
    <ErrorState
      title="Сообщение не отправлено"
      problem={problem}
      kept={[...Object.values(problem.fields), kept].join('. ')}
      onRetry={() => send()}
    />
  );
}

function Offline(props: { onSend: () => void; onQueue: () => void }): ReactNode {
  const isOnline = useOnline();
  return (
    <section className="state state--error" role="alert" aria-labelledby="offline-title">
      <h2 id="offline-title">Сообщение сохранено на этом устройстве</h2>
      <p>
        {isOnline
          ? 'Сервер не ответил. Отправьте ещё раз: дважды сообщение не придёт.'
          : 'Сейчас нет связи. Сообщение может уйти само, когда она появится: страница должна быть открыта или открыта снова.'}
      </p>
      <div className="cluster">
        <Button onClick={props.onQueue}>Отправить, когда появится связь</Button>
        <Button icon="refresh" onClick={props.onSend}>
          Отправить ещё раз
        </Button>
      </div>
    </section>
  );
}

function PhotoTrouble(props: { sending: Sending; onPhotos: () => void; onQueue: () => void }): ReactNode {
  return (
    <section className="state state--error" role="alert" aria-labelledby="photo-trouble-title">
      <h2 id="photo-trouble-title">Фото не отправились</h2>
      <p>{kept} Можно отправить слова сейчас, а фото добавить потом на странице сообщения.</p>
      <div className="cluster">
        <Button onClick={() => props.sending.send({ withoutPhotos: true })}>Отправить без фото</Button>
        <Button onClick={props.onQueue}>Отправить с фото, когда появится связь</Button>
        <Button onClick={props.onPhotos}>К фото</Button>
      </div>
    </section>
  );
}
