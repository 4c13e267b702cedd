import { type NavigateOptions, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import {
  addPractice,
  changePractice,
  type PracticeCard,
  startPractice,
} from '../../../../shared/contract/group/practices.ts';
import { localDay } from '../../../../shared/text/dates.ts';
import { fieldWords } from '../../../lib/commands/failure.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { usePermission, useZone } from '../../../lib/session.ts';
import { showToast } from '../../../lib/toast.ts';
import { DateInput } from '../../../ui/forms/date-input.tsx';
import { FieldError, Select, TextArea, TextInput } from '../../../ui/forms/field.tsx';
import { useTopics } from '../../base/case-kit/topics.ts';
import { FormDialog } from '../../base/parts/form-dialog.tsx';
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
  const navigate = useNavigate();
  const topics = useTopics();
  const [value, setValue] = useState({
    title: card?.title ?? '',
    problem: card?.problem ?? '',
    action: card?.action ?? '',
    result: card?.result ?? '',
    owner: card?.owner ?? '',
    block: card?.block ?? '',
    steps: card ? writeSteps(card.playbook) : '',
  });
  const set = (patch: Partial<typeof value>) => setValue({ ...value, ...patch });
  const add = useCommand(addPractice, {
    onDone: ({ id }) => {
      showToast('Практика записана');
      void navigate({ to: practiceHref(id) } as NavigateOptions);
    },
  });
  const change = useCommand(changePractice, {
    onDone: () => {
      showToast('Практика исправлена');
      onClose();
    },
  });
  const errors = fieldWords([add, change]);
  const send = () => {
    const { steps, ...rest } = value;
    const body = { ...rest, block: value.block || null, playbook: readSteps(steps) };
    if (card)
      change.mutate({
        params: { id: card.id },
        body: { ...body, recommendationId: card.recommendationId, version: card.version },
      });
    else add.mutate({ body });
  };
  const known = ['title', 'problem', 'action', 'result', 'owner', 'block'];
  const rest = Object.entries(errors).filter(([name]) => !known.includes(name));
  const area = (label: string, name: 'problem' | 'action' | 'result', hint?: string) => (
    <TextArea
      label={label}
      hint={hint}
      rows={2}
      value={value[name]}
      error={errors[name]}
      onChange={(event) => set({ [name]: event.target.value })}
    />
  );
  return (
    <FormDialog
      title={card ? 'Практика' : 'Новая практика'}
      action="Записать"
      isWide
      commands={[add, change]}
      onSend={send}
      onClose={onClose}
    >
      <TextInput
        label="Название"
        value={value.title}
        error={errors.title}
        onChange={(event) => set({ title: event.target.value })}
      />
      {area('В чём была проблема', 'problem')}
      {area('Что сделали', 'action')}
      {area('Результат', 'result', 'С числами: было и стало')}
      <TextInput
        label="Кто сделал"
        optional
        value={value.owner}
        error={errors.owner}
        onChange={(event) => set({ owner: event.target.value })}
      />
      <Select
        label="Сфера"
        value={value.block}
        error={errors.block}
        choices={[
          { value: '', label: 'любая' },
          ...(topics?.blocks ?? []).map(({ code, title }) => ({ value: code, label: title })),
        ]}
        onChange={(block) => set({ block })}
      />
      <TextArea
        label="Шаги"
        hint="По одному в строке, после тире — рабочих дней от начала: «Осмотреть места — 2»"
        rows={5}
        value={value.steps}
        onChange={(event) => set({ steps: event.target.value })}
      />
      {rest.map(([name, words]) => (
        <FieldError key={name} text={words} />
      ))}
    </FormDialog>
  );
}

/** The playbook begins for a purpose, by somebody, from a day. */
export function StartDialog({ card, onClose }: { card: PracticeCard; onClose: () => void }): ReactNode {
  const [purpose, setPurpose] = useState('');
  const [responsibleId, setResponsible] = useState('');
  const [startsOn, setStartsOn] = useState(localDay(Date.now(), useZone()));
  const [missing, setMissing] = useState('');
  const isGiving = usePermission('assignments.control');
  const start = useCommand(startPractice, {
    refreshes: ['recommendations', 'assignments'],
    onDone: () => {
      showToast(isGiving ? 'Шаги выданы поручениями' : 'Работы начаты: шаги со сроками ниже');
      onClose();
    },
  });
  const errors = fieldWords([start]);
  const send = () => {
    setMissing(responsibleId ? '' : 'Выберите ответственного');
    if (responsibleId) start.mutate({ params: { id: card.id }, body: { purpose, responsibleId, startsOn } });
  };
  return (
    <FormDialog
      title={`Начать: ${card.title}`}
      action="Начать"
      commands={start}
      onSend={send}
      onClose={onClose}
    >
      <TextInput
        label="Для чего"
        value={purpose}
        error={errors.purpose}
        onChange={(event) => setPurpose(event.target.value)}
      />
      <PersonField
        label="Отвечает"
        error={missing || errors.responsibleId}
        onPick={(person) => setResponsible(person?.id ?? '')}
      />
      <p className="muted small">
        {isGiving
          ? 'Каждый шаг станет поручением ответственному, со сроком по рабочему календарю.'
          : 'Шаги станут списком дел со сроками; поручениями их выдают секретарь и руководитель.'}
      </p>
      <DateInput label="Первый день" value={startsOn} error={errors.startsOn} onChange={setStartsOn} />
    </FormDialog>
  );
}
