import type { ReactNode } from 'react';
import {
  answerInitiative,
  decideInitiative,
  getInitiativeRules,
  type InitiativeAct,
  type InitiativeCard,
  type InitiativeVerdict,
  initiativeVerdicts,
  judgeInitiative,
} from '../../../../shared/contract/participation/initiatives.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { initiativeVerdictTitles } from '../../../../shared/text/participation/initiative-words.ts';
import { findReasonFault } from '../../../../shared/text/participation/reasons.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { Dialog } from '../../../ui/dialog.tsx';
import { RadioField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Loadable } from '../../../ui/states.tsx';
import { SureDialog } from '../../base/case-kit/sure-dialog.tsx';
import { DecisionDialog } from '../parts/decision-dialog.tsx';
import { initiativeBar } from './initiative-acts.ts';

interface Acted {
  card: InitiativeCard;
  onClose: () => void;
}
type Rules = RouteReply<typeof getInitiativeRules>;
type VerdictOrNone = InitiativeVerdict | '';

/** The dialog of an act. */
export function InitiativeDialog({ act, ...acted }: Acted & { act: InitiativeAct }): ReactNode {
  const rules = useRoute(getInitiativeRules, undefined);
  if (act === 'decide') return <DecideDialog {...acted} />;
  if (!rules.data)
    return (
      <Dialog isOpen title={initiativeBar[act].label} onClose={acted.onClose}>
        <Loadable query={rules} failed="Порядок инициатив не загрузился">
          {() => null}
        </Loadable>
      </Dialog>
    );
  const ruled = { ...acted, rules: rules.data };
  if (act === 'publish') return <PublishDialog {...ruled} />;
  return act === 'refuse' ? <RefuseDialog {...ruled} /> : <AnswerDialog {...ruled} />;
}

function PublishDialog({ card, rules, onClose }: Acted & { rules: Rules }): ReactNode {
  const { label } = initiativeBar.publish;
  const judge = useCommand(judgeInitiative, { done: 'Инициативу видят все', onDone: onClose });
  const { threshold, days } = card.districtId === null ? rules.city : rules.district;
  return (
    <SureDialog
      title={label}
      action={label}
      commands={judge}
      onSend={() =>
        judge.mutate({ params: { id: card.id }, body: { version: card.version, isPublished: true } })
      }
      onClose={onClose}
    >
      <p>
        Все увидят её такой, как в разделе «Как увидят все». Голоса собирают не дольше{' '}
        {counted(days, 'дня', 'дней', 'дней')}, нужно {counted(threshold, 'голос', 'голоса', 'голосов')}.
        Автор узнает на своей странице и письмом, если у него есть почта.
      </p>
    </SureDialog>
  );
}

function RefuseDialog({ card, rules, onClose }: Acted & { rules: Rules }): ReactNode {
  const { label } = initiativeBar.refuse;
  const judge = useCommand(judgeInitiative, {
    done: 'Отказано: автор увидит правило и ваши слова',
    onDone: onClose,
  });
  const form = useForm({
    start: { ruleId: '', reason: '' },
    commands: judge,
    check: ({ ruleId, reason }) => ({
      ruleId: !ruleId && 'Выберите правило, по которому отказываете',
      reason: reason.trim().length < 10 && 'Напишите автору, в чём дело: он получит эти слова',
    }),
    send: ({ ruleId, reason }) =>
      judge.mutate({
        params: { id: card.id },
        body: { version: card.version, isPublished: false, ruleId, reason: reason.trim() },
      }),
  });
  return (
    <FormDialog form={form} title={label} action={label} isWide onClose={onClose}>
      <RadioField
        form={form}
        name="ruleId"
        legend="По какому правилу"
        choices={rules.rules.map(({ id, title, words }) => ({ value: id, label: title, hint: words }))}
      />
      <LongTextField form={form} name="reason" label="Слова автору" rows={3} maxLength={1000} />
    </FormDialog>
  );
}

function AnswerDialog({ card, rules, onClose }: Acted & { rules: Rules }): ReactNode {
  const answer = useCommand(answerInitiative, { done: 'Ответ дан, письма уйдут сами', onDone: onClose });
  const form = useForm<{ verdict: VerdictOrNone; reason: string }>({
    start: { verdict: '', reason: '' },
    commands: answer,
    check: ({ verdict, reason }) => ({
      verdict: !verdict && 'Выберите, принята ли инициатива',
      reason: findReasonFault(reason, rules) ?? false,
    }),
    send: ({ verdict, reason }) =>
      verdict &&
      answer.mutate({
        params: { id: card.id },
        body: { version: card.version, verdict, reason: reason.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Ответ города" action="Ответить" isWide onClose={onClose}>
      <RadioField
        form={form}
        name="verdict"
        legend="Инициатива"
        choices={initiativeVerdicts.map((value) => ({ value, label: initiativeVerdictTitles[value] }))}
      />
      <LongTextField
        form={form}
        name="reason"
        label="Почему: это прочтут все"
        hint="Что именно сделают или что мешает сделать. Ответ дают один раз."
        rows={5}
        maxLength={5000}
      />
    </FormDialog>
  );
}

/** «Что город с этим сделал». */
function DecideDialog({ card, onClose }: Acted): ReactNode {
  const decide = useCommand(decideInitiative, {
    done: 'Решение записано, письма уйдут сами',
    onDone: onClose,
  });
  const { id, version } = card;
  return (
    <DecisionDialog
      title="Что город с этим сделал"
      titleHint="Одной строкой: «Пандус сделают до 1 июля»"
      actHint="Например: постановление главы города"
      notNeededLabel="Коротко, что с инициативой"
      command={decide}
      send={(decision) => decide.mutate({ params: { id }, body: { version, ...decision } })}
      onClose={onClose}
    />
  );
}
