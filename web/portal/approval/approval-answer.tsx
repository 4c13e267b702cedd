import { type ReactNode, useState } from 'react';
import { agreeByLink, returnByLink } from '../../../shared/contract/pages/publications-outside.ts';
import { announce } from '../../lib/announce.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { LongTextField } from '../../ui/forms/text-field.tsx';
import { useForm } from '../../ui/forms/use-form.ts';

/** «Согласовано» in one press, or back with what to mend. */
export function ApprovalAnswer({ token }: { token: string }): ReactNode {
  const [isReturning, setReturning] = useState(false);
  const done = (words: string) => () => {
    announce(words);
    scrollTo(0, 0);
  };
  const refreshes = ['publications'] as const;
  const agree = useCommand(agreeByLink, { refreshes, onDone: done('Публикация согласована') });
  const giveBack = useCommand(returnByLink, {
    refreshes,
    onDone: done('Публикация возвращена на доработку'),
  });
  const form = useForm({
    start: { reason: '' },
    commands: giveBack,
    check: ({ reason }) => ({ reason: reason.trim().length < 3 && 'Напишите, что поправить' }),
    send: ({ reason }) => giveBack.mutate({ params: { token }, body: { reason: reason.trim() } }),
  });
  if (!isReturning)
    return (
      <div className="cluster">
        <Button
          kind="primary"
          size="main"
          busy={agree.isPending}
          onClick={() => agree.mutate({ params: { token } })}
        >
          Согласовано
        </Button>
        <Button size="main" onClick={() => setReturning(true)}>
          Вернуть
        </Button>
      </div>
    );
  return (
    <Form
      form={form}
      className="sheet"
      labelledBy="return-title"
      failed={{ title: 'Публикация не возвращена', kept: 'Причина осталась в поле.' }}
      actions={
        <div className="cluster">
          <SendButton form={form}>Вернуть на доработку</SendButton>
          <Button kind="quiet" onClick={() => setReturning(false)}>
            Закрыть
          </Button>
        </div>
      }
    >
      <h2 id="return-title">Вернуть на доработку</h2>
      <LongTextField form={form} name="reason" label="Что поправить" rows={4} maxLength={500} />
    </Form>
  );
}
