import { type ReactNode, useRef, useState } from 'react';
import type { Running } from '../../../lib/commands/failure.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { TextArea } from '../../../ui/forms/field.tsx';
import { ChoiceDialog } from '../../base/case-kit/choice-dialog.tsx';

const questions = [
  'Назовите точный адрес: улицу и дом.',
  'Когда это началось и повторяется ли?',
  'Пришлите фотографию места.',
];

/** I: a question to the resident. The case waits for the answer and then comes back. */
export function AskDialog(props: {
  onAsk: (text: string) => void;
  onClose: () => void;
  /** Where it is sent at once; without one the caller tells by itself how it went. */
  command?: Running;
}): ReactNode {
  const { onAsk, onClose, command } = props;
  const [text, setText] = useState('');
  const field = useRef<HTMLTextAreaElement>(null);
  const send = () => {
    if (text.trim() && !command?.isPending) onAsk(text.trim());
  };
  useHotkeys('Вопрос жителю', [{ keys: 'Ctrl+Enter', label: 'Отправить вопрос', run: send }], {
    inDialog: true,
  });
  return (
    <ChoiceDialog
      title="Спросить жителя"
      intro={<p className="muted">Дело подождёт ответа. Цифра вставляет готовый вопрос.</p>}
      choices={questions.map((question) => ({ id: question, label: question }))}
      onPick={(question) => {
        setText((old) => (old.trim() ? `${old.trimEnd()} ${question}` : question));
        field.current?.focus();
      }}
      onClose={onClose}
    >
      <TextArea
        ref={field}
        label="Вопрос"
        value={text}
        maxLength={2000}
        error={command?.fields.text}
        onChange={(event) => setText(event.target.value)}
      />
      {command && <Failures of={command} />}
      <div>
        <Button
          kind="primary"
          hint="Ctrl+Enter"
          busy={command?.isPending ?? false}
          disabledReason={!text.trim() && 'Напишите вопрос'}
          onClick={send}
        >
          Отправить вопрос
        </Button>
      </div>
    </ChoiceDialog>
  );
}
