import type { ReactNode } from 'react';
import { type ExecutorPage, sendPartByLink } from '../../../shared/contract/messages/cases-executor.ts';
import { formatDay } from '../../../shared/text/dates.ts';
import { announce } from '../../lib/announce.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { Form, SendButton } from '../../ui/forms/form.tsx';
import { LongTextField } from '../../ui/forms/text-field.tsx';
import { useForm } from '../../ui/forms/use-form.ts';
import { Note } from '../../ui/mark.tsx';

type Part = NonNullable<ExecutorPage['part']>;

/** A co-executor's own part: what is asked, by what day, and the words; put right until the answer goes to review. */
export function PartForm(props: { part: Part; token: string; isOpen: boolean }): ReactNode {
  const { part, token, isOpen } = props;
  const send = useCommand(sendPartByLink, {
    refreshes: ['cases'],
    onDone: () => announce('Часть отправлена ответственному исполнителю'),
  });
  const form = useForm({
    start: { text: part.text ?? '' },
    commands: send,
    check: ({ text }) => ({ text: !text.trim() && 'Напишите свою часть' }),
    send: ({ text }) => send.mutate({ params: { token }, body: { text: text.trim() } }),
  });
  return (
    <Form
      form={form}
      className="sheet"
      failed={{ title: 'Часть не отправлена', kept: 'Текст остался в поле.' }}
      actions={
        isOpen && (
          <div>
            <SendButton form={form}>{part.isGiven ? 'Исправить часть' : 'Отправить часть'}</SendButton>
          </div>
        )
      }
    >
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
        <LongTextField
          form={form}
          name="text"
          label="Что ответить по вашей части"
          rows={6}
          maxLength={20_000}
        />
      ) : (
        <p>{part.text ?? 'Ответ готовят без этой части: сейчас делать ничего не нужно.'}</p>
      )}
    </Form>
  );
}
