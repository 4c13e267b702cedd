import { type FormEvent, type ReactNode, useState } from 'react';
import { type ExecutorPage, sendPartByLink } from '../../../shared/contract/messages/cases-executor.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { announce } from '../../lib/announce.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { TextArea } from '../../ui/forms/field.tsx';
import { Note } from '../../ui/mark.tsx';

type Part = NonNullable<ExecutorPage['part']>;

/** A co-executor's own part: what is asked, by what day, and the words; put right until the answer goes to review. */
export function PartForm(props: { part: Part; token: string; isOpen: boolean }): ReactNode {
  const { part, token, isOpen } = props;
  const [text, setText] = useState(part.text ?? '');
  const [isTried, setTried] = useState(false);
  const send = useCommand(sendPartByLink, {
    refreshes: ['cases'],
    onDone: () => announce('Часть отправлена ответственному исполнителю'),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (text.trim()) send.mutate({ params: { token }, body: { text: text.trim() } });
  };
  return (
    <form className="sheet" onSubmit={submit} noValidate>
      <h2>Ваша часть ответа</h2>
      <p>{part.task}</p>
      <p>
        Срок вашей части — <b className="nowrap">до {formatDay(part.dueOn)}</b>
      </p>
      <p className="small muted">За весь ответ отвечает другой исполнитель. Поручил(а): {part.askedByName}</p>
      {part.returnReason && !part.isGiven && (
        <Note>
          <p>
            <b>Часть вернули:</b> {part.returnReason}
          </p>
        </Note>
      )}
      {part.isGiven && (
        <Note>
          <p role="status">
            <b>Часть отправлена.</b>{' '}
            {isOpen ? 'Её можно исправить, пока ответ готовится.' : 'Ответ уже собран, исправить её нельзя.'}
          </p>
        </Note>
      )}
      {isOpen ? (
        <>
          <TextArea
            label="Что ответить по вашей части"
            rows={6}
            maxLength={20_000}
            value={text}
            error={isTried && !text.trim() ? 'Напишите свою часть' : undefined}
            onChange={(event) => setText(event.target.value)}
          />
          <Failures of={send} title="Часть не отправлена" kept="Текст остался в поле." />
          <div>
            <Button type="submit" kind="primary" busy={send.isPending}>
              {part.isGiven ? 'Исправить часть' : 'Отправить часть'}
            </Button>
          </div>
        </>
      ) : (
        <p>{part.text ?? 'Ответ готовят без этой части: сейчас делать ничего не нужно.'}</p>
      )}
    </form>
  );
}
