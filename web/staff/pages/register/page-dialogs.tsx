import { type ReactNode, useState } from 'react';
import type { PageCard, Register } from '../../../../shared/contract/pages/register.ts';
import {
  archivePage,
  keepFigures,
  lookAtPage,
  moveVerification,
  restorePage,
} from '../../../../shared/contract/pages/register-acts.ts';
import {
  type VerificationState,
  verificationWays,
} from '../../../../shared/contract/pages/register-proof.ts';
import { verificationActs } from '../../../../shared/text/pages/register.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { ItemsField, RadioField, SegmentedField } from '../../../ui/forms/choice-field.tsx';
import { DateField } from '../../../ui/forms/date-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, NumberField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { AddFile } from '../../base/parts/papers.tsx';

export type PageDialogKind = 'change' | 'figures' | 'archive' | 'restore' | 'look' | 'verify';

interface Props {
  card: PageCard;
  register: Register;
  onClose: () => void;
}

interface Sent {
  fileId: string;
  token: string;
  title: string;
}

/** The file of a form, sent as soon as it is chosen; what is wrong with it stands beside it. */
function FilePart(props: {
  file: Sent | null;
  label: string;
  error: string | undefined;
  onFile: (file: Sent) => void;
}): ReactNode {
  const { file, label, error, onFile } = props;
  return (
    <div className="stack stack--tight">
      <span className="cluster">
        <AddFile onSent={onFile}>{file ? 'Выбрать другой файл' : label}</AddFile>
        {file && <span>{file.title}</span>}
      </span>
      {error && (
        <p className="tone-danger" role="alert">
          {error}
        </p>
      )}
    </div>
  );
}

const toBody = (file: Sent | null) => file && { fileId: file.fileId, token: file.token };

/** P: what a person saw on the page. One picture may show several checks. */
export function LookDialog({ card, register, onClose }: Props): ReactNode {
  const look = useCommand(lookAtPage, { done: 'Проверка отмечена', onDone: onClose });
  const [file, setFile] = useState<Sent | null>(null);
  const form = useForm({
    start: { checks: [] as readonly string[], seen: 'there', note: '', takenOn: register.week.today },
    commands: look,
    check: ({ checks, seen, note, takenOn }) => ({
      checks: checks.length === 0 && 'Отметьте, что проверяли',
      takenOn: !takenOn && 'Когда сделан снимок?',
      note: seen === 'missing' && !file && !note.trim() && 'Напишите, чего нет, или приложите снимок',
    }),
    gap: ({ seen }) => seen === 'there' && !file && 'Приложите снимок экрана: без него проверка не пройдена',
    send: ({ checks, seen, note, takenOn }) =>
      look.mutate({
        params: { id: card.id },
        body: {
          checks: [...checks],
          isThere: seen === 'there',
          note: note.trim(),
          takenOn,
          file: toBody(file),
        },
      }),
  });
  return (
    <FormDialog form={form} title="Отметить проверку" action="Записать" isWide onClose={onClose}>
      <SegmentedField
        form={form}
        name="seen"
        legend="Что видно на странице"
        choices={[
          { value: 'there', label: 'Есть' },
          { value: 'missing', label: 'Нет' },
        ]}
      />
      <ItemsField
        form={form}
        name="checks"
        legend="Что проверяли"
        listClass="page-pane__choices"
        choices={card.checks.map(({ id, title, about }) => ({ value: id, label: title, hint: about }))}
      />
      <FilePart file={file} label="Приложить снимок экрана" error={form.errorOf('file')} onFile={setFile} />
      <DateField form={form} name="takenOn" label="Когда сделан снимок" />
      <TextField form={form} name="note" label="Примечание" optional maxLength={300} />
    </FormDialog>
  );
}

/** A step of the verification: with its day, its ground, its paper. */
export function VerifyDialog({ card, register, onClose }: Props): ReactNode {
  const move = useCommand(moveVerification, { done: 'Шаг записан', onDone: onClose });
  const [file, setFile] = useState<Sent | null>(null);
  const ways = verificationWays[card.verification];
  const form = useForm({
    start: {
      to: (ways.length === 1 ? ways[0] : '') as VerificationState | '',
      on: register.week.today,
      ground: '',
      dueOn: '',
    },
    commands: move,
    check: ({ to, on, ground }) => ({
      to: !to && 'Выберите шаг',
      on: !on && 'Какого дня?',
      ground: (to === 'needs_fix' || to === 'revoked') && !ground.trim() && 'Напишите, в чём дело',
    }),
    gap: ({ to }) => to === 'verified' && !file && 'Приложите снимок с меткой: без него не подтверждена',
    send: ({ to, on, ground, dueOn }) =>
      to &&
      move.mutate({
        params: { id: card.id },
        body: {
          version: card.verification === 'revoked' ? 0 : (card.run?.version ?? 0),
          to,
          on,
          ground: ground.trim(),
          dueOn: (to === 'needs_fix' && dueOn) || null,
          file: toBody(file),
        },
      }),
  });
  const { to } = form.values;
  return (
    <FormDialog form={form} title="Верификация" action="Записать" onClose={onClose}>
      <RadioField
        form={form}
        name="to"
        legend="Что произошло"
        choices={ways.map((value) => ({ value, label: verificationActs[value] }))}
      />
      <DateField form={form} name="on" label="Какого дня" />
      {to === 'needs_fix' && <DateField form={form} name="dueOn" label="Исправить до" optional />}
      <LongTextField
        form={form}
        name="ground"
        label={to === 'needs_fix' || to === 'revoked' ? 'Почему' : 'Основание'}
        optional={to !== 'needs_fix' && to !== 'revoked'}
        rows={2}
        maxLength={500}
      />
      <FilePart
        file={file}
        label={to === 'verified' ? 'Приложить снимок с меткой' : 'Приложить файл'}
        error={form.errorOf('file')}
        onFile={setFile}
      />
    </FormDialog>
  );
}

export function FiguresDialog({ card, register, onClose }: Props): ReactNode {
  const keep = useCommand(keepFigures, { done: 'Записано', onDone: onClose });
  const form = useForm({
    start: {
      // What the network tells is not written anew.
      followers: card.profile?.readAt ? null : card.followers,
      weekReach: card.weekReach,
      postReach: card.postReach,
      on: register.week.today,
      source: '',
    },
    commands: keep,
    check: ({ on }) => ({ on: !on && 'На какой день?' }),
    send: (values) => keep.mutate({ params: { id: card.id }, body: { version: card.version, ...values } }),
  });
  return (
    <FormDialog form={form} title="Подписчики и охват" action="Записать" onClose={onClose}>
      <NumberField
        form={form}
        name="followers"
        label="Подписчики"
        hint={card.profile?.readAt ? 'Их говорит сеть: пишите только за день, когда она молчала' : undefined}
        optional
      />
      <NumberField form={form} name="weekReach" label="Общий охват за неделю" optional />
      <NumberField form={form} name="postReach" label="Средний охват публикации" optional />
      <DateField form={form} name="on" label="На какой день" />
      <TextField
        form={form}
        name="source"
        label="Где видели"
        hint="Например: статистика сообщества"
        optional
      />
    </FormDialog>
  );
}

export function ArchiveDialog({ card, onClose }: Props): ReactNode {
  const archive = useCommand(archivePage, { done: 'Страница в архиве', onDone: onClose });
  return (
    <ReasonDialog
      title="Больше не ведём"
      label="Почему"
      hint="Страница уйдёт в архив: её история останется"
      action="В архив"
      commands={archive}
      onSend={(reason) =>
        archive.mutate({ params: { id: card.id }, body: { version: card.version, reason } })
      }
      onClose={onClose}
    >
      <p className="muted">{card.title}</p>
    </ReasonDialog>
  );
}

export function RestoreDialog({ card, onClose }: Props): ReactNode {
  const restore = useCommand(restorePage, { done: 'Страница снова в реестре', onDone: onClose });
  const form = useForm({
    start: {},
    commands: restore,
    send: () => restore.mutate({ params: { id: card.id }, body: { version: card.version } }),
  });
  return (
    <FormDialog form={form} title="Вернуть из архива" action="Вернуть" onClose={onClose}>
      <p>{card.title} снова встанет в реестр, и её неделя снова будет считаться.</p>
    </FormDialog>
  );
}
