import type { ReactNode } from 'react';
import { getCity } from '../../../../shared/contract/base/territory.ts';
import {
  changeGround,
  countIn,
  countManyIn,
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
import { useTopics } from '../../base/case-kit/topics.ts';
import { asksWhy, despiteField } from '../../base/counted/despite.ts';

interface Props {
  card: GroundCard;
  onClose: () => void;
}

type Choices = { value: string; label: string }[] | undefined;

/** What may be chosen of a kind; undefined while it loads, or where it is typed. */
function useSubjects(kind: SubjectKind, discussionId: string): { subjects: Choices; discussions: Choices } {
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
  return {
    subjects: subjects[kind],
    discussions: discussions.data?.items.map(({ id, title }) => ({ value: id, label: title })),
  };
}

/** One thing is taken into account. */
export function LinkDialog({ card, onClose }: Props): ReactNode {
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
  const { subjects, discussions } = useSubjects(kind, discussionId);
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
          none={discussions ? 'выберите' : 'список загружается…'}
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
          none={subjects || kind === 'remark' ? 'выберите' : 'список загружается…'}
          choices={subjects ?? []}
        />
      )}
      {asksWhy(add.code, form.values.despite) && <LongTextField form={form} {...despiteField} />}
    </FormDialog>
  );
}

/** All cases of a selection are. */
export function ManyDialog({ card, onClose }: Props): ReactNode {
  const topics = useTopics();
  const city = useRoute(getCity, undefined, { staleTime: 600_000 });
  const add = useCommand(countManyIn, { done: 'Отбор учитывается: ход виден на странице', onDone: onClose });
  const form = useForm({
    start: { block: '', factId: '', districtId: '', from: '', to: '', despite: '' },
    commands: add,
    check: ({ block, from, to }) => ({
      block: !block && 'Выберите тему',
      from: !from && 'Укажите первый день',
      to: !to ? 'Укажите последний день' : to < from && 'Раньше начала',
    }),
    send: ({ factId, districtId, ...body }) =>
      add.mutate({
        params: { id: card.id },
        body: { ...body, factId: factId || null, districtId: districtId || null },
      }),
  });
  const { block } = form.values;
  return (
    <FormDialog form={form} title="Учесть все дела отбора" action="Учесть" onClose={onClose}>
      <p>Авторам дел отбора уйдут письма через десять минут. Снять связь можно только по одному делу.</p>
      <SelectField
        form={form}
        name="block"
        label="Тема"
        none="выберите"
        choices={(topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title }))}
        also={() => ({ factId: '' })}
      />
      <SelectField
        form={form}
        name="factId"
        label="Что именно"
        none="всё по теме"
        choices={(topics?.facts ?? [])
          .filter((fact) => fact.block === block)
          .map(({ id, title }) => ({ value: id, label: title }))}
      />
      <SelectField
        form={form}
        name="districtId"
        label="Район"
        none="весь город"
        choices={(city.data?.districts ?? []).map(({ id, title }) => ({ value: id, label: title }))}
      />
      <DateField form={form} name="from" label="Сообщили с" />
      <DateField form={form} name="to" label="по" />
      {asksWhy(add.code, form.values.despite) && <LongTextField form={form} {...despiteField} />}
    </FormDialog>
  );
}

/** What residents read of it, on the page of the year and in their letters. */
export function WordsDialog({ card, onClose }: Props): ReactNode {
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
export function ResultDialog({ card, onClose }: Props): ReactNode {
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
