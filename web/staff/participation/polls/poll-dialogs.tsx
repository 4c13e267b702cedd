import type { ReactNode } from 'react';
import type { PollCard } from '../../../../shared/contract/participation/polls.ts';
import {
  correctPoll,
  decidePoll,
  extendPoll,
  type JudgeAct,
  judgeActs,
  judgePoll,
  type KeepAct,
  movePoll,
} from '../../../../shared/contract/participation/polls-acts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { rowOf } from '../../../ui/forms/fields.ts';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { SureDialog } from '../../base/case-kit/sure-dialog.tsx';
import { DecisionDialog } from '../parts/decision-dialog.tsx';
import { ExtendDialog } from '../parts/extend-dialog.tsx';
import { actLabel, type actWords } from './poll-words.ts';
import { SettleDialog } from './settle-dialog.tsx';

interface Acted {
  card: PollCard;
  onClose: () => void;
}

type Plain = KeepAct | JudgeAct;

/** What will come of an act that asks for nothing. */
const sure: Partial<Record<Plain, string>> = {
  submit: 'Опрос уйдёт на проверку другому человеку. До его решения вопросы не меняют; вернуть себе можно.',
  approve: 'Вы проверили вопросы, круг участников и основания. После этого опрос можно объявить.',
  announce: 'Опрос увидят все. Откроется он сам в назначенное время; до него его ещё можно вернуть себе.',
  publish: 'Итог и ответы, которые решено показать, увидят все. Тем, кто просил, уйдёт письмо.',
  resume: 'Опрос снова принимает ответы до прежнего срока.',
  recall: 'Опрос снова станет черновиком, утверждать его придётся заново.',
  archive: 'В архиве опрос остаётся виден всем, менять в нём больше ничего нельзя.',
};
const sureOfVote: typeof sure = {
  ...sure,
  submit:
    'Голосование уйдёт на проверку другому человеку. До его решения вопросы не меняют; вернуть себе можно.',
  approve:
    'Вы проверили вопросы, круг участников и основания. Когда будет ключ подсчёта, голосование можно объявить.',
  announce:
    'Голосование увидят все. Откроется оно само в назначенное время; до него его ещё можно вернуть себе. Ключ подсчёта после этого не меняют.',
  publish: 'Итог и все бюллетени, без имён, увидят все. Тем, кто просил, уйдёт письмо.',
  resume: 'Голосование снова принимает бюллетени до прежнего срока.',
  recall: 'Голосование снова станет черновиком, утверждать его придётся заново.',
  archive: 'В архиве голосование остаётся видно всем, менять в нём больше ничего нельзя.',
};
const asksReason: Partial<Record<Plain, string>> = {
  return: 'Что поправить',
  pause: 'Почему остановка: это прочтут все',
  close: 'Почему раньше срока: это прочтут все',
  cancel: 'Почему отмена',
};

/** The dialog of an act. */
export function PollDialog({ act, ...acted }: Acted & { act: keyof typeof actWords }): ReactNode {
  switch (act) {
    case 'extend':
      return <ExtendPollDialog {...acted} />;
    case 'correct':
      return <CorrectDialog {...acted} />;
    case 'settle':
      return <SettleDialog {...acted} />;
    case 'decide':
      return <DecideDialog {...acted} />;
    default:
      return <PlainDialog {...acted} act={act} />;
  }
}

const isJudged = (act: Plain): act is JudgeAct => judgeActs.some((one) => one === act);

function PlainDialog({ card, act, onClose }: Acted & { act: Plain }): ReactNode {
  const move = useCommand(movePoll, { onDone: onClose });
  const judge = useCommand(judgePoll, { onDone: onClose });
  const label = actLabel(act, card.kind);
  const send = (reason: string): void => {
    const [params, version] = [{ id: card.id }, card.version];
    if (isJudged(act)) judge.mutate({ params, body: { version, act, reason } });
    else move.mutate({ params, body: { version, act, reason } });
  };
  const commands = isJudged(act) ? judge : move;
  const ask = asksReason[act];
  if (ask)
    return (
      <ReasonDialog
        title={label}
        label={ask}
        action={label}
        commands={commands}
        onSend={send}
        onClose={onClose}
      />
    );
  return (
    <SureDialog title={label} action={label} commands={commands} onSend={() => send('')} onClose={onClose}>
      <p>{(card.kind === 'vote' ? sureOfVote : sure)[act]}</p>
    </SureDialog>
  );
}

function ExtendPollDialog({ card, onClose }: Acted): ReactNode {
  const extend = useCommand(extendPoll, {
    done: card.kind === 'vote' ? 'Голосование продлено' : 'Опрос продлён',
    onDone: onClose,
  });
  const { id, version, closesAt } = card;
  return (
    <ExtendDialog
      title="Продлить"
      closesAt={closesAt}
      command={extend}
      send={(extended) => extend.mutate({ params: { id }, body: { version, ...extended } })}
      onClose={onClose}
    />
  );
}

/** Words alone: which questions and options there are stays as it was. */
function CorrectDialog({ card, onClose }: Acted): ReactNode {
  const correct = useCommand(correctPoll, { done: 'Слова исправлены', onDone: onClose });
  const form = useForm({
    start: { questions: card.questions, reason: '' },
    commands: correct,
    check: ({ reason }) => ({
      reason: reason.trim().length < 3 && 'Напишите, что исправлено: это прочтут все',
    }),
    send: ({ questions, reason }) =>
      correct.mutate({
        params: { id: card.id },
        body: { version: card.version, questions, reason: reason.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Исправить слова" action="Исправить" isWide onClose={onClose}>
      <p className="small">Пока ответы принимают, состав вопросов и вариантов прежний: правят опечатки.</p>
      {card.questions.map((question, at) => {
        const row = rowOf(form, 'questions', at);
        return (
          <fieldset key={question.id} className="field">
            <legend className="aloud">Вопрос {at + 1}</legend>
            <TextField form={row} name="title" label={`Вопрос ${at + 1}`} maxLength={300} />
            {question.options.map((option, place) => (
              <TextField
                key={option.id}
                form={rowOf(row, 'options', place)}
                name="title"
                label={`Вариант ${place + 1}`}
                maxLength={200}
              />
            ))}
          </fieldset>
        );
      })}
      <LongTextField
        form={form}
        name="reason"
        label="Что исправлено: это прочтут все"
        rows={2}
        maxLength={500}
      />
    </FormDialog>
  );
}

/** «Что город с этим сделал». */
function DecideDialog({ card, onClose }: Acted): ReactNode {
  const decide = useCommand(decidePoll, { done: 'Решение записано, письма уйдут сами', onDone: onClose });
  const { id, version } = card;
  return (
    <DecisionDialog
      title="Что город с этим сделал"
      titleHint="Одной строкой: «Обновим двор на Примерной, 10–14»"
      actHint="Например: постановление главы города"
      notNeededLabel="Коротко, что с итогом"
      command={decide}
      send={(decision) => decide.mutate({ params: { id }, body: { version, ...decision } })}
      onClose={onClose}
    />
  );
}
