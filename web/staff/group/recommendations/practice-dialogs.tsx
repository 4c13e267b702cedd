import type { ReactNode } from 'react';
import {
  addPractice,
  changePractice,
  type PracticeCard,
  startPractice,
} from '../../../../shared/contract/group/practices.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useGo } from '../../../lib/router.tsx';
import { usePermission, useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { useTopics } from '../../base/case-kit/topics.ts';
import { PersonField } from '../../base/parts/person-field.tsx';
import { practiceHref } from './recommendation-words.ts';

/** «Осмотреть места — 2»: one step a line, working days after the dash. */
export function readSteps(text: string): { text: string; days: number }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, words = line, days = '0'] = /^(.*?)\s*[—–-]\s*(\d{1,3})$/u.exec(line) ?? [];
      return { text: words, days: Number(days) };
    });
}

const writeSteps = (steps: readonly { text: string; days: number }[]): string =>
  steps.map(({ text, days }) => `${text} — ${days}`).join('\n');

/** A new practice, or what is written of a known one. */
export function PracticeDialog({ card, onClose }: { card?: PracticeCard; onClose: () => void }): ReactNode {
  const go = useGo();
  const topics = useTopics();
  const add = useCommand(addPractice, {
    onDone: ({ id }) => {
      showToast('Практика записана');
      void go(practiceHref(id));
    },
  });
  const change = useCommand(changePractice, {
    done: 'Практика исправлена',
    onDone: onClose,
  });
  const form = useForm({
    start: {
      title: card?.title ?? '',
      problem: card?.problem ?? '',
      action: card?.action ?? '',
      result: card?.result ?? '',
      owner: card?.owner ?? '',
      block: card?.block ?? '',
      steps: card ? writeSteps(card.playbook) : '',
    },
    commands: [add, change],
    send: (value) => {
      const { steps, ...rest } = value;
      const body = { ...rest, block: value.block || null, playbook: readSteps(steps) };
      if (card)
        change.mutate({
          params: { id: card.id },
          body: { ...body, recommendationId: card.recommendationId, version: card.version },
        });
      else add.mutate({ body });
    },
  });
  const area = (label: string, name: 'problem' | 'action' | 'result', hint?: string) => (
    <LongTextField form={form} name={name} label={label} hint={hint} rows={2} />
  );
  return (
    <FormDialog
      title={card ? 'Практика' : 'Новая практика'}
      action="Записать"
      isWide
      form={form}
      onClose={onClose}
    >
      <TextField form={form} name="title" label="Название" />
      {area('В чём была проблема', 'problem')}
      {area('Что сделали', 'action')}
      {area('Результат', 'result', 'С числами: было и стало')}
      <TextField form={form} name="owner" label="Кто сделал" optional />
      <SelectField
        form={form}
        name="block"
        label="Сфера"
        choices={[
          { value: '', label: 'любая' },
          ...(topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title })),
        ]}
      />
      <LongTextField
        form={form}
        name="steps"
        label="Шаги"
        hint="По одному в строке, после тире — рабочих дней от начала: «Осмотреть места — 2»"
        rows={5}
      />
    </FormDialog>
  );
}

/** The playbook begins for a purpose, by somebody, from a day. */
export function StartDialog({ card, onClose }: { card: PracticeCard; onClose: () => void }): ReactNode {
  const isGiving = usePermission('assignments.control');
  const start = useCommand(startPractice, {
    refreshes: ['recommendations', 'assignments'],
    done: isGiving ? 'Шаги выданы поручениями' : 'Работы начаты: шаги со сроками ниже',
    onDone: onClose,
  });
  const form = useForm({
    start: { purpose: '', responsibleId: '', startsOn: localDay(Date.now(), useZone()) },
    commands: start,
    check: ({ responsibleId }) => ({ responsibleId: !responsibleId && 'Выберите ответственного' }),
    send: (body) => start.mutate({ params: { id: card.id }, body }),
  });
  return (
    <FormDialog title={`Начать: ${card.title}`} action="Начать" form={form} onClose={onClose}>
      <TextField form={form} name="purpose" label="Для чего" />
      <PersonField form={form} name="responsibleId" label="Отвечает" />
      <p className="muted small">
        {isGiving
          ? 'Каждый шаг станет поручением ответственному, со сроком по рабочему календарю.'
          : 'Шаги станут списком дел со сроками; поручениями их выдают секретарь и руководитель.'}
      </p>
      <DateField form={form} name="startsOn" label="Первый день" />
    </FormDialog>
  );
}
