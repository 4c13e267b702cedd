import { type ReactNode, useState } from 'react';
import type { AssignmentCard } from '../../../../shared/contract/group/assignments.ts';
import { getOutcome, proposeAnswers, savePost } from '../../../../shared/contract/group/assignments-desk.ts';
import type { RouteInput, RouteReply } from '../../../../shared/contract/route.ts';
import { acted, counted, plural } from '../../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { copyText } from '../../../lib/copy-text.ts';
import { useRoute } from '../../../lib/query.ts';
import { showToast } from '../../../lib/toast.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { outcomeWords } from '../../base/case-kit/case-words.ts';
import { useAssignmentCommand } from './use-assignment.ts';

type Outcome = RouteReply<typeof getOutcome>;
type Result = RouteInput<typeof proposeAnswers>['body']['outcome'];
const results = [
  'solved',
  'solved_partly',
  'explained',
  'refused',
  'not_confirmed',
] as const satisfies readonly Result[];

/** What is said to residents once the assignment is fulfilled: an answer to each, a post for all. */
export function OutcomePart({ card }: { card: AssignmentCard }): ReactNode {
  const outcome = useRoute(getOutcome, { params: { id: card.id } });
  const [isAnswering, setAnswering] = useState(false);
  return (
    <Section title="Сказать жителям" isSmall className="assignment__sheet">
      <Loadable query={outcome} failed="Связанные дела не загрузились">
        {(data) => (
          <>
            <p>{describeWaiting(data)}</p>
            {data.can.includes('answers') && (
              <Button kind="primary" onClick={() => setAnswering(true)}>
                Предложить ответы: {data.waiting}
              </Button>
            )}
            <PostDraft key={data.version} card={card} data={data} />
            {isAnswering && <AnswersDialog card={card} data={data} onClose={() => setAnswering(false)} />}
          </>
        )}
      </Loadable>
    </Section>
  );
}

function describeWaiting({ waiting, answered, hidden, people }: Outcome): string {
  if (waiting + answered + hidden === 0) return 'С поручением не связано ни одного дела: отвечать некому.';
  const words = [
    `За поручением ${acted(people, ['стоит', 'стоят'], 'житель', 'жителя', 'жителей')}`,
    waiting > 0 &&
      `${plural(waiting, 'ждёт', 'ждут', 'ждут')} ответа ${counted(waiting, 'дело', 'дела', 'дел')}`,
    answered > 0 && `ответ дан в ${counted(answered, 'деле', 'делах', 'делах')}`,
    hidden > 0 && `других блоков или территорий: ${hidden}`,
  ];
  return `${words.filter(Boolean).join('; ')}.`;
}

function AnswersDialog(props: { card: AssignmentCard; data: Outcome; onClose: () => void }): ReactNode {
  const { card, data, onClose } = props;
  const propose = useCommand(proposeAnswers, {
    refreshes: ['assignments', 'cases'],
    onDone: ({ sent, refused }) => {
      const words = `На согласование: ${counted(sent, 'ответ', 'ответа', 'ответов')}`;
      const left = refused.map(({ number, reason }) => `${formatCaseNumber(number)} — ${reason}`).join(' ');
      showToast(left ? `${words}. Осталось: ${left}` : words);
      onClose();
    },
  });
  const form = useForm<{ text: string; outcome: Result }>({
    start: { text: data.answerText, outcome: 'solved' },
    commands: propose,
    send: ({ text, outcome }) =>
      propose.mutate({ params: { id: card.id }, body: { version: data.version, text, outcome } }),
  });
  return (
    <FormDialog
      title={`Ответы жителям: ${counted(data.waiting, 'дело', 'дела', 'дел')}`}
      action="На согласование"
      isWide
      form={form}
      onClose={onClose}
    >
      <LongTextField
        form={form}
        name="text"
        label="Ответ"
        hint="{номер}, {адрес} и {имя} в каждом письме станут своими. Каждый ответ согласуют и утвердят как обычно: равные — одним решением."
        rows={9}
      />
      <SelectField
        form={form}
        name="outcome"
        label="Результат"
        choices={results.map((value) => ({ value, label: outcomeWords[value].title }))}
      />
    </FormDialog>
  );
}

/** «Вы сообщили — мы сделали»: a draft to be copied, printed, kept with the assignment. */
function PostDraft({ card, data }: { card: AssignmentCard; data: Outcome }): ReactNode {
  const save = useAssignmentCommand(savePost, { words: 'Черновик сохранён' });
  const form = useForm({
    start: { text: data.postText },
    commands: save,
    gap: ({ text }) => !text.trim() && 'Черновик пуст',
    send: ({ text }) => save.mutate({ params: { id: card.id }, body: { version: data.version, text } }),
  });
  const { text } = form.values;
  const mayKeep = data.can.includes('post');
  return (
    <Form form={form} className="assignment__post">
      {mayKeep ? (
        <LongTextField form={form} name="text" label="Черновик публикации" rows={10} />
      ) : (
        <p className="assignments__words">{text}</p>
      )}
      <div className="assignment__acts">
        {mayKeep && (
          <SendButton form={form} kind="plain">
            Сохранить черновик
          </SendButton>
        )}
        <Button onClick={() => void copyText(text, 'Текст скопирован')}>Скопировать</Button>
        <Button onClick={() => print()}>Напечатать</Button>
      </div>
    </Form>
  );
}
