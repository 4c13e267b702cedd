import { type ReactNode, useState } from 'react';
import {
  enterProtocol,
  type PaperNumbers,
  type PollPlace,
} from '../../../../../shared/contract/participation/poll-paper.ts';
import { type Question, UNSURE } from '../../../../../shared/contract/participation/questionnaire.ts';
import { checkPaper, paperChoices } from '../../../../../shared/text/participation/paper-sums.ts';
import { NONE } from '../../../../../shared/text/participation/result-sentences.ts';
import { useCommand } from '../../../../lib/commands/use-command.ts';
import { rowOf } from '../../../../ui/forms/fields.ts';
import { FormDialog } from '../../../../ui/forms/form-dialog.tsx';
import { LongTextField, NumberField } from '../../../../ui/forms/text-field.tsx';
import { type Form, useForm } from '../../../../ui/forms/use-form.ts';
import { AddFile } from '../../../base/parts/papers.tsx';

interface Line {
  questionId: string;
  choice: string;
  count: number | null;
}

const heads = [
  ['received', 'Получено бюллетеней'],
  ['issued', 'Выдано'],
  ['spoilt', 'Испорчено'],
  ['unused', 'Осталось'],
  ['inBox', 'В ящике'],
  ['invalid', 'Из них недействительных'],
] as const;
type Head = (typeof heads)[number][0];
type Values = Record<Head, number | null> & { votes: Line[]; reason: string };

function numbersOf({ votes, ...rest }: Values): PaperNumbers {
  const byQuestion: PaperNumbers['votes'] = {};
  for (const { questionId, choice, count } of votes) {
    const own = byQuestion[questionId] ?? {};
    byQuestion[questionId] = own;
    own[choice] = count ?? 0;
  }
  const of = (name: Head): number => rest[name] ?? 0;
  return {
    received: of('received'),
    issued: of('issued'),
    spoilt: of('spoilt'),
    unused: of('unused'),
    inBox: of('inBox'),
    invalid: of('invalid'),
    votes: byQuestion,
  };
}

function titleOf(question: Question, choice: string): string {
  if (choice === NONE) return 'Без отметки в этом вопросе';
  if (choice === UNSURE) return 'Затрудняюсь ответить';
  return question.options.find(({ id }) => id === choice)?.title ?? choice;
}

/** What does not add up, at its field: of votes at the first line of their question. */
function wrongIn(
  questions: readonly Question[],
  values: Values,
  given: number,
): Record<`${string}.${string}` | Head, string | undefined> {
  const wrong = Object.entries(checkPaper(questions, numbersOf(values), given)).map(([name, words]) => {
    const [part, questionId] = name.split('.');
    if (part !== 'votes') return [name, words];
    return [`votes.${values.votes.findIndex((one) => one.questionId === questionId)}.count`, words];
  });
  return Object.fromEntries(wrong);
}

interface Asked {
  place: PollPlace;
  questions: readonly Question[];
}

const startOf = ({ place, questions }: Asked): Values => {
  const former = place.protocol?.numbers;
  return {
    received: former?.received ?? null,
    issued: former?.issued ?? place.given,
    spoilt: former?.spoilt ?? null,
    unused: former?.unused ?? null,
    inBox: former?.inBox ?? null,
    invalid: former?.invalid ?? null,
    votes: questions.flatMap((question) =>
      paperChoices(question).map((choice) => ({
        questionId: question.id,
        choice,
        count: former?.votes[question.id]?.[choice] ?? null,
      })),
    ),
    reason: '',
  };
};

function useProtocolForm({ place, questions }: Asked, file: string | null, onDone: () => void): Form<Values> {
  const enter = useCommand(enterProtocol, {
    done: 'Протокол внесён: его подтверждает другой человек',
    onDone,
  });
  return useForm<Values>({
    start: startOf({ place, questions }),
    commands: enter,
    gap: () => file === null && 'Приложите скан протокола',
    check: (values) => ({
      ...wrongIn(questions, values, place.given),
      reason: place.protocol && values.reason.trim().length < 5 && 'Напишите, почему протокол вносят заново',
    }),
    rename: (name) => name.replace(/^numbers\./u, ''),
    send: (values) =>
      file &&
      enter.mutate({
        params: { id: place.id },
        body: {
          seen: place.protocol?.serial ?? 0,
          numbers: numbersOf(values),
          file: { fileId: file },
          reason: values.reason,
        },
      }),
  });
}

/** The protocol of a place as it stands on paper; it is told at once what does not add up. */
export function ProtocolDialog({ onClose, ...asked }: Asked & { onClose: () => void }): ReactNode {
  const { place, questions } = asked;
  const [file, setFile] = useState<{ fileId: string; title: string } | null>(null);
  const form = useProtocolForm(asked, file?.fileId ?? null, onClose);
  return (
    <FormDialog
      form={form}
      title={`${place.protocol ? 'Исправить протокол' : 'Протокол участка'}: ${place.title}`}
      action="Внести"
      isWide
      onClose={onClose}
    >
      <p className="muted small">В списке отмечено {place.given}. Пустое поле — ноль.</p>
      {heads.map(([name, label]) => (
        <NumberField key={name} form={form} name={name} label={label} />
      ))}
      {questions.map((question) => (
        <VotesFields key={question.id} form={form} question={question} />
      ))}
      {place.protocol && (
        <LongTextField
          form={form}
          name="reason"
          label="Почему протокол вносят заново"
          rows={2}
          maxLength={500}
        />
      )}
      <p className="cluster">
        <AddFile onSent={setFile}>{file ? 'Другой скан' : 'Приложить скан'}</AddFile>
        {file && <span>{file.title}</span>}
      </p>
    </FormDialog>
  );
}

function VotesFields({ form, question }: { form: Form<Values>; question: Question }): ReactNode {
  return (
    <fieldset className="stack">
      <legend>{question.title}</legend>
      {form.values.votes.map((line, at) =>
        line.questionId === question.id ? (
          <NumberField
            key={line.choice}
            form={rowOf(form, 'votes', at)}
            name="count"
            label={titleOf(question, line.choice)}
          />
        ) : null,
      )}
    </fieldset>
  );
}
