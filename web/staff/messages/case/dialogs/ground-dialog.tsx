import { type ReactNode, useState } from 'react';
import type { Ground } from '../../../../../shared/contract/messages/cases-moves.ts';
import type { Running } from '../../../../lib/commands/failure.ts';
import { useHotkeys } from '../../../../lib/hotkeys.ts';
import { Button } from '../../../../ui/button.tsx';
import { Dialog } from '../../../../ui/dialog.tsx';
import { Failures } from '../../../../ui/failures/failures.tsx';
import { Select, TextArea, TextInput } from '../../../../ui/forms/field.tsx';
import { describeLegal, useGrounds } from '../use-grounds.ts';

export interface GroundedDecision {
  groundId: string;
  words: string;
  whose: string;
}

/**
 * A decision with a ground of the directory, its article shown, and the circumstances in words. `whose` asks for the name
 * of whose it is. Nothing typed is lost when the server refuses.
 */
export function GroundDialog(props: {
  title: string;
  kind: Ground['for'];
  regime: string;
  label: string;
  hint?: string;
  action: string;
  whose?: string;
  commands: Running;
  /** Fields before the ground; `isReady` says whether they are filled. */
  children?: ReactNode;
  isReady?: boolean;
  onSend: (decision: GroundedDecision) => void;
  onClose: () => void;
}): ReactNode {
  const { title, kind, regime, action, commands, isReady = true, onSend } = props;
  const grounds = useGrounds(kind, regime);
  const [groundId, setGround] = useState('');
  const [words, setWords] = useState('');
  const [whose, setWhose] = useState('');
  const [isTried, setTried] = useState(false);
  const chosen = grounds.find(({ id }) => id === groundId);
  const isWhoseMissing = props.whose !== undefined && !whose.trim();
  const send = () => {
    setTried(true);
    if (!chosen || !words.trim() || isWhoseMissing || !isReady || commands.isPending) return;
    onSend({ groundId, words: words.trim(), whose: whose.trim() });
  };
  useHotkeys(title, [{ keys: 'Ctrl+Enter', label: action, run: send }], { inDialog: true });
  return (
    <Dialog
      isOpen
      title={title}
      onClose={props.onClose}
      foot={
        <Button kind="primary" hint="Ctrl+Enter" busy={commands.isPending} onClick={send}>
          {action}
        </Button>
      }
    >
      <div className="stack">
        {props.children}
        <Select
          label="Основание"
          value={groundId}
          choices={[
            { value: '', label: 'выберите основание' },
            ...grounds.map((ground) => ({ value: ground.id, label: ground.title })),
          ]}
          hint={chosen ? describeLegal(chosen) : undefined}
          error={isTried && !chosen ? 'Выберите основание' : undefined}
          onChange={setGround}
        />
        {props.whose !== undefined && (
          <TextInput
            label={props.whose}
            value={whose}
            maxLength={300}
            error={isTried && isWhoseMissing ? 'Назовите, чьё это дело' : undefined}
            onChange={(event) => setWhose(event.target.value)}
          />
        )}
        <TextArea
          label={props.label}
          hint={props.hint}
          value={words}
          maxLength={2000}
          error={isTried && !words.trim() ? 'Напишите, в чём дело' : undefined}
          onChange={(event) => setWords(event.target.value)}
        />
        {chosen?.toResident && <p className="small">Житель прочтёт: «{chosen.toResident}»</p>}
        <Failures of={commands} />
      </div>
    </Dialog>
  );
}
