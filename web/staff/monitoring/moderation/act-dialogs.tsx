import { type ReactNode, useState } from 'react';
import type { ActCard } from '../../../../shared/contract/monitoring/moderation.ts';
import {
  decideAppeal,
  lookSecond,
  proveAct,
  settleAct,
  takeAppeal,
  withdrawAct,
} from '../../../../shared/contract/monitoring/moderation-acts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { SegmentedField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { SureDialog } from '../../base/case-kit/sure-dialog.tsx';
import { AddFile } from '../../base/parts/papers.tsx';
import { addressGap } from '../parts/address-dialog.tsx';
import type { ActMove } from './act-moves.ts';
import { wayBackWords } from './moderation-words.ts';

export type ActDialogKind = ActMove;

interface Props {
  card: ActCard;
  onClose: () => void;
}

/** The one dialog that is open. */
export function ActDialogs({ card, kind, onClose }: Props & { kind: ActDialogKind }): ReactNode {
  const props = { card, onClose };
  switch (kind) {
    case 'second':
      return <SecondDialog {...props} />;
    case 'decide':
      return <DecideDialog {...props} />;
    case 'prove':
      return <ProveDialog {...props} />;
    case 'withdraw':
      return <WithdrawDialog {...props} />;
    case 'appeal':
      return <AppealDialog {...props} />;
    default:
      return <SettleDialog {...props} as={kind} />;
  }
}

function SecondDialog({ card, onClose }: Props): ReactNode {
  const look = useCommand(lookSecond, { done: 'Второй взгляд записан', onDone: onClose });
  const form = useForm({
    start: { verdict: '', note: '' },
    commands: look,
    check: ({ verdict, note }) => ({
      verdict: !verdict && 'Выберите',
      note: verdict === 'stays' && !note.trim() && 'Напишите, почему комментарий остаётся',
    }),
    send: ({ verdict, note }) =>
      look.mutate({
        params: { id: card.id },
        body: { version: card.version, agrees: verdict === 'agrees', note: note.trim() },
      }),
  });
  return (
    <FormDialog form={form} title="Второй взгляд" action="Записать" onClose={onClose}>
      <blockquote className="moderation__words">{card.evidence.text || 'Без слов'}</blockquote>
      <p>
        Правило {card.ruleNumber} «{card.ruleTitle}»: {card.ruleText}
      </p>
      <p className="muted">{card.ground}</p>
      {card.evidence.isMended && (
        <p>
          <b>С тех пор комментарий исправили.</b> Убрать за прежние слова нельзя: оставьте его, о новых решают
          заново.
        </p>
      )}
      <SegmentedField
        form={form}
        name="verdict"
        legend="Нарушает ли комментарий правило"
        choices={[
          { value: 'agrees', label: 'Да, убрать' },
          { value: 'stays', label: 'Нет, оставить' },
        ]}
      />
      <LongTextField form={form} name="note" label="Пояснение" optional rows={2} maxLength={500} />
    </FormDialog>
  );
}

function DecideDialog({ card, onClose }: Props): ReactNode {
  const decide = useCommand(decideAppeal, { done: 'О возражении решено: автору скажут', onDone: onClose });
  const form = useForm({
    start: { outcome: '', answer: '' },
    commands: decide,
    check: ({ outcome, answer }) => ({
      outcome: !outcome && 'Выберите решение',
      answer: answer.trim().length < 10 && 'Объясните решение: это прочтёт автор',
    }),
    send: ({ outcome, answer }) =>
      decide.mutate({
        params: { id: card.id },
        body: {
          version: card.version,
          outcome: outcome === 'granted' ? 'granted' : 'upheld',
          answer: answer.trim(),
        },
      }),
  });
  return (
    <FormDialog form={form} title="Решить о возражении" action="Решить" isWide onClose={onClose}>
      <blockquote className="moderation__words">{card.evidence.text || 'Без слов'}</blockquote>
      <p>
        Правило {card.ruleNumber} «{card.ruleTitle}»: {card.ruleText}
      </p>
      <p>
        <b>Автор возражает:</b> {card.objection?.words}
      </p>
      <SegmentedField
        form={form}
        name="outcome"
        legend="Решение"
        choices={[
          { value: 'upheld', label: 'Оставить в силе' },
          { value: 'granted', label: 'Вернуть комментарий' },
        ]}
      />
      {form.values.outcome === 'granted' && <p className="muted">{wayBackWords[card.wayBack]}</p>}
      <LongTextField form={form} name="answer" label="Что сказать автору" rows={3} maxLength={1000} />
    </FormDialog>
  );
}

function ProveDialog({ card, onClose }: Props): ReactNode {
  const prove = useCommand(proveAct, { done: 'Записано с доказательством', onDone: onClose });
  const [file, setFile] = useState<{ fileId: string; token: string; title: string } | null>(null);
  const form = useForm({
    start: { url: '' },
    commands: prove,
    check: ({ url }) => ({
      url:
        (url.trim() === '' && !file && 'Приложите снимок экрана или вставьте адрес') || addressGap(url, true),
    }),
    send: ({ url }) =>
      prove.mutate({
        params: { id: card.id },
        body: {
          version: card.version,
          url: url.trim(),
          file: file && { fileId: file.fileId, token: file.token },
        },
      }),
  });
  return (
    <FormDialog form={form} title="Сделано в сети рукой" action="Записать" onClose={onClose}>
      <p className="muted">Приложите снимок экрана страницы или адрес, где видно, что сделано.</p>
      <TextField
        form={form}
        name="url"
        label="Адрес"
        inputMode="url"
        placeholder="https://"
        optional={file !== null}
      />
      {file ? <p>Приложено: {file.title}</p> : <AddFile onSent={setFile}>Приложить снимок</AddFile>}
    </FormDialog>
  );
}

function WithdrawDialog({ card, onClose }: Props): ReactNode {
  const withdraw = useCommand(withdrawAct, { done: 'Комментарий остаётся на странице', onDone: onClose });
  return (
    <ReasonDialog
      title="Оставить на странице"
      label="Почему комментарий остаётся"
      action="Оставить"
      commands={withdraw}
      onSend={(reason) =>
        withdraw.mutate({ params: { id: card.id }, body: { version: card.version, reason } })
      }
      onClose={onClose}
    />
  );
}

function AppealDialog({ card, onClose }: Props): ReactNode {
  const take = useCommand(takeAppeal, { done: 'Возражение записано', onDone: onClose });
  return (
    <ReasonDialog
      title="Записать возражение"
      label="С чем автор не согласен"
      hint="Его словами: из сообщения странице, письма, разговора"
      action="Записать"
      commands={take}
      onSend={(words) => take.mutate({ params: { id: card.id }, body: { version: card.version, words } })}
      onClose={onClose}
    />
  );
}

const settling = {
  done: {
    title: 'В сети сделано?',
    words: 'Вы открыли страницу и видите, что сделано. Автору уйдёт уведомление.',
    action: 'Да, сделано',
    done: 'Записано: сделано',
  },
  again: {
    title: 'Повторить в сети?',
    words: 'Сначала откройте страницу и убедитесь, что это ещё не сделано.',
    action: 'Повторить',
    done: 'Сеть просят снова',
  },
  lost: {
    title: 'Вернуть нельзя?',
    words:
      'Возражение принято, но комментарий в сети не вернуть. Автору скажут об этом и предложат написать снова.',
    action: 'Вернуть нельзя',
    done: 'Записано: вернуть нельзя',
  },
} as const;

function SettleDialog({ card, as, onClose }: Props & { as: keyof typeof settling }): ReactNode {
  const { title, words, action, done } = settling[as];
  const settle = useCommand(settleAct, { done, onDone: onClose });
  return (
    <SureDialog
      title={title}
      action={action}
      commands={settle}
      onSend={() => settle.mutate({ params: { id: card.id }, body: { version: card.version, as } })}
      onClose={onClose}
    >
      <p>{words}</p>
    </SureDialog>
  );
}
