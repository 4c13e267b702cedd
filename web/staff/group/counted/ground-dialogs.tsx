import type { ReactNode } from 'react';
import {
  changeGround,
  countIn,
  findRemarks,
  type GroundCard,
  recordGroundResult,
  type SubjectKind,
  subjectKinds,
} from '../../../../shared/contract/group/counted.ts';
import { listProblems } from '../../../../shared/contract/messages/problems.ts';
import { listDiscussions } from '../../../../shared/contract/participation/discussions.ts';
import { listPolls } from '../../../../shared/contract/participation/polls.ts';
import { subjectKindTitles } from '../../../../shared/text/group/counted.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { CheckField, SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { RetryLine, unchosen } from '../../../ui/retry-line.tsx';
import { asksWhy, despiteField } from '../../base/counted/despite.ts';

export interface GroundDialogProps {
  card: GroundCard;
  onClose: () => void;
}

type Choices = { value: string; label: string }[] | undefined;

/** What may be chosen of a kind; undefined while it loads, or where it is typed. */
function useSubjects(kind: SubjectKind, discussionId: string) {
  const problems = useRoute(listProblems, { query: { view: 'open' } }, { enabled: kind === 'problem' });
  const polls = useRoute(listPolls, { query: { shelf: 'over', limit: 200 } }, { enabled: kind === 'poll' });
  const discussions = useRoute(
    listDiscussions,
    { query: { shelf: 'over', limit: 200 } },
    { enabled: kind === 'remark' },
  );
  const remarks = useRoute(findRemarks, { params: { id: discussionId } }, { enabled: discussionId !== '' });
  const subjects: Readonly<Record<SubjectKind, Choices>> = {
    case: undefined,
    problem: problems.data?.rows.map(({ id, title, members }) => ({
      value: id,
      label: `${title}: ${counted(members, 'дело', 'дела', 'дел')}`,
    })),
    poll: polls.data?.items.map(({ id, title }) => ({ value: id, label: title })),
    remark: remarks.data?.remarks.map(({ id, title }) => ({ value: id, label: title })),
  };
  const read = { case: undefined, problem: problems, poll: polls, remark: remarks }[kind];
  return {
    /** What the list of the kind is read from: of cases there is none. */
    read,
    failed: discussions.isError ? discussions : read,
    subjects: subjects[kind],
    ofDiscussions: discussions,
    discussions: discussions.data?.items.map(({ id, title }) => ({ value: id, label: title })),
  };
}

/** One thing is taken into account. */
export function LinkDialog({ card, onClose }: GroundDialogProps): ReactNode {
  const add = useCommand(countIn, {
    done: 'Учтено. Письма уйдут через десять минут тем, у кого есть почта',
    onDone: onClose,
  });
  const form = useForm<{ kind: SubjectKind; discussionId: string; target: string; despite: string }>({
    start: { kind: 'case', discussionId: '', target: '', despite: '' },
    commands: add,
    check: ({ kind, target }) => ({
      target: !target.trim() && (kind === 'case' ? 'Впишите номер дела' : 'Выберите, что учесть'),
    }),
    send: ({ discussionId: _, ...body }) => add.mutate({ params: { id: card.id }, body }),
  });
  const { kind, discussionId } = form.values;
  const { subjects, discussions, ofDiscussions, read, failed } = useSubjects(kind, discussionId);
  return (
    <FormDialog form={form} title="Учесть при решении" action="Учесть" onClose={onClose}>
      <SelectField
        form={form}
        name="kind"
        label="Что учли"
        choices={subjectKinds.map((value) => ({ value, label: subjectKindTitles[value] }))}
        also={() => ({ target: '', discussionId: '', despite: '' })}
      />
      {kind === 'remark' && (
        <SelectField
          form={form}
          name="discussionId"
          label="Обсуждение"
          none={unchosen(ofDiscussions)}
          choices={discussions ?? []}
          also={() => ({ target: '' })}
        />
      )}
      {kind === 'case' ? (
        <TextField form={form} name="target" label="Номер дела" />
      ) : (
        <SelectField
          form={form}
          name="target"
          label={kind === 'remark' ? 'Учтённое предложение' : 'Что именно'}
          none={read && (kind !== 'remark' || discussionId) ? unchosen(read) : 'выберите'}
          choices={subjects ?? []}
        />
      )}
      {failed && <RetryLine query={failed}>Список не загрузился.</RetryLine>}
      {asksWhy(add.code, form.values.despite) && <LongTextField form={form} {...despiteField} />}
    </FormDialog>
  );
}

/** What residents read of it, on the page of the year and in their letters. */
export function WordsDialog({ card, onClose }: GroundDialogProps): ReactNode {
  const change = useCommand(changeGround, { done: 'Записано', onDone: onClose });
  const form = useForm({
    start: { words: card.words, isShown: card.isShown },
    commands: change,
    check: ({ words, isShown }) => ({
      words: isShown && words.trim().length < 10 && 'Напишите хотя бы одно предложение',
    }),
    send: (values) => change.mutate({ params: { id: card.id }, body: { ...values, version: card.version } }),
  });
  return (
    <FormDialog form={form} title="Рассказать жителям" action="Записать" onClose={onClose}>
      <LongTextField
        form={form}
        name="words"
        label="Что изменилось"
        hint="Без имён и домашних адресов: это прочтут все"
        rows={3}
        maxLength={600}
      />
      <CheckField form={form} name="isShown">
        Показать на странице «Что изменилось благодаря жителям»
      </CheckField>
    </FormDialog>
  );
}

/** It is carried out. */
export function ResultDialog({ card, onClose }: GroundDialogProps): ReactNode {
  const record = useCommand(recordGroundResult, {
    done: 'Результат записан. Письма уйдут тем, у кого есть почта',
    onDone: onClose,
  });
  const form = useForm({
    start: { words: '', on: '' },
    commands: record,
    check: ({ words, on }) => ({
      words: words.trim().length < 10 && 'Напишите, что получилось: это прочтут жители',
      on: !on && 'Укажите день',
    }),
    send: (values) => record.mutate({ params: { id: card.id }, body: { ...values, version: card.version } }),
  });
  return (
    <FormDialog form={form} title="Решение исполнено" action="Записать" onClose={onClose}>
      <LongTextField
        form={form}
        name="words"
        label="Что получилось"
        hint="Записывают один раз, исправить нельзя: это прочтут жители"
        rows={3}
        maxLength={600}
      />
      <DateField form={form} name="on" label="В какой день" />
    </FormDialog>
  );
}
