import { type ReactNode, useRef } from 'react';
import type { Running } from '../../../lib/commands/failure.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
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
  const form = useForm({
    start: { text: '' },
    commands: command ?? [],
    gap: ({ text }) => !text.trim() && 'Напишите вопрос',
    send: ({ text }) => onAsk(text.trim()),
  });
  const field = useRef<HTMLTextAreaElement>(null);
  useHotkeys('Вопрос жителю', [{ keys: 'Ctrl+Enter', label: 'Отправить вопрос', run: form.send }], {
    inDialog: true,
  });
  return (
    <ChoiceDialog
      title="Спросить жителя"
      intro={<p className="muted">Дело подождёт ответа. Цифра вставляет готовый вопрос.</p>}
      choices={questions.map((question) => ({ id: question, label: question }))}
      onPick={(question) => {
        const { text } = form.get();
        form.set({ text: text.trim() ? `${text.trimEnd()} ${question}` : question });
        field.current?.focus();
      }}
      onClose={onClose}
    >
      <Form form={form}>
        <LongTextField form={form} name="text" ref={field} label="Вопрос" maxLength={2000} />
        <div>
          <SendButton form={form} hint="Ctrl+Enter">
            Отправить вопрос
          </SendButton>
        </div>
      </Form>
    </ChoiceDialog>
  );
}
