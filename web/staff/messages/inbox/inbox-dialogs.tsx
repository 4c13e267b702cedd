import { type ReactNode, useState } from 'react';
import { type Channel, channels } from '../../../../shared/contract/messages/cases.ts';
import type { CaseCard } from '../../../../shared/contract/messages/cases-card.ts';
import { listCases } from '../../../../shared/contract/messages/cases-list.ts';
import { keysOf } from '../../../../shared/known.ts';
import { formatUpTo } from '../../../../shared/text/numbers.ts';
import { type RejectionGround, rejectionGrounds } from '../../../../shared/text/rejection.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { call } from '../../../lib/api.ts';
import { useFormats } from '../../../lib/format.ts';
import type { ComboboxOption } from '../../../ui/forms/combobox.tsx';
import { useFields } from '../../../ui/forms/fields.ts';
import { Picker } from '../../../ui/forms/picker.tsx';
import { LongTextField } from '../../../ui/forms/text-field.tsx';
import { channelWords, describeNear, type NearCase, statusWords } from '../../base/case-kit/case-words.ts';
import { ChoiceDialog } from '../../base/case-kit/choice-dialog.tsx';
import { useNearNote } from '../../base/case-kit/near-list.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import { amountOfChannel, type Counts, writeAmount } from './inbox-counts.ts';
import { listSnoozeTimes } from './snooze-times.ts';

/** 0: the blocks beyond the decree's and «Благоустройство». */
export function OtherBlocksDialog(props: {
  topics: Topics;
  onPick: (block: string) => void;
  onClose: () => void;
}): ReactNode {
  return (
    <ChoiceDialog
      title="Остальное: какой блок?"
      choices={props.topics.under(0).map(({ code, title }) => ({ id: code, label: title }))}
      onPick={props.onPick}
      onClose={props.onClose}
    />
  );
}

/** A: units that could do it, the proposed one first. */
export function ExecutorDialog(props: {
  executors: CaseCard['executors'];
  onPick: (unitId: string) => void;
  onClose: () => void;
  children?: ReactNode;
}): ReactNode {
  return (
    <ChoiceDialog
      title="Кому назначить?"
      choices={props.executors.map(({ unitId, title, personName, inWork }) => ({
        id: unitId,
        label: personName ? `${title} — ${personName}` : title,
        note: `в работе ${formatUpTo(inWork)}`,
      }))}
      empty={<p className="muted">Подразделений-исполнителей пока нет. Их заводит администратор.</p>}
      onPick={props.onPick}
      onClose={props.onClose}
    >
      {props.children}
    </ChoiceDialog>
  );
}

const grounds = keysOf(rejectionGrounds);

/** B: a ground by digit; the resident reads its words, and the comment if there is one. */
export function RejectDialog(props: {
  subject: string;
  onPick: (ground: RejectionGround, comment: string) => void;
  onClose: () => void;
  hasComment?: boolean;
}): ReactNode {
  const fields = useFields({ comment: '' });
  return (
    <ChoiceDialog
      title="Почему отклонить?"
      intro={<p className="muted">{props.subject}</p>}
      choices={grounds.map((ground) => ({ id: ground, label: rejectionGrounds[ground].title }))}
      onPick={(ground) => props.onPick(ground as RejectionGround, fields.get().comment.trim())}
      onClose={props.onClose}
    >
      {props.hasComment !== false && (
        <LongTextField
          form={fields}
          name="comment"
          label="Добавить для жителя"
          optional
          hint="Житель прочтёт основание и эти слова. Затем выберите основание."
          maxLength={2000}
        />
      )}
    </ChoiceDialog>
  );
}

/** P: until when. In the view of what is put aside the first choice brings it back. */
export function SnoozeDialog(props: {
  isSnoozed: boolean;
  onPick: (until: string | null, reason: string, label: string) => void;
  onClose: () => void;
}): ReactNode {
  const formats = useFormats();
  const fields = useFields({ reason: '' });
  const [times] = useState(() => listSnoozeTimes(Date.now(), formats.zone));
  const back = props.isSnoozed ? [{ id: 'back', label: 'Вернуть во входящие' }] : [];
  return (
    <ChoiceDialog
      title="Отложить разбор"
      intro={<p className="muted">Срок дела идёт и пока оно отложено.</p>}
      choices={[...back, ...times.map(({ id, label, until }) => ({ id, label, note: formats.short(until) }))]}
      onPick={(id) => {
        const time = times.find((one) => one.id === id);
        props.onPick(
          time?.until ?? null,
          fields.get().reason.trim(),
          time ? `Отложено: ${formats.short(time.until)}` : 'Возвращено во входящие',
        );
      }}
      onClose={props.onClose}
    >
      <LongTextField
        form={fields}
        name="reason"
        label="Почему отложено"
        optional
        hint="Увидит следующая смена. Затем выберите время."
        maxLength={500}
      />
    </ChoiceDialog>
  );
}

/** U: which case it repeats. The probable one first, then neighbours and the author's own, or any by its number. */
export function DuplicateDialog(props: {
  card: CaseCard;
  onPick: (into: { id: string; number: string }) => void;
  onClose: () => void;
}): ReactNode {
  const { card, onPick, onClose } = props;
  const note = useNearNote();
  const candidates = listCandidates(card);
  return (
    <ChoiceDialog
      title="Дубль какого дела?"
      choices={candidates.slice(0, 9).map((near) => ({
        id: near.id,
        label: `${formatCaseNumber(near.number)}. ${near.title}`,
        note: `${note(near)} · ${describeNear(near).title}`,
      }))}
      empty={
        <p className="muted">Рядом за 30 дней ничего похожего нет. Найдите дело по номеру или словам.</p>
      }
      onPick={(id) => {
        const near = candidates.find((one) => one.id === id);
        if (near) onPick(near);
      }}
      onClose={onClose}
    >
      <Picker<FoundCase>
        label="Другое дело: номер или слова"
        onPick={(found) => found && onPick({ id: found.id, number: found.number })}
        nothing="Такого дела нет"
        search={(typed, signal) => searchOthers(typed, card.id, signal)}
      />
    </ChoiceDialog>
  );
}

function listCandidates(card: CaseCard): NearCase[] {
  const all = [card.duplicateOf, ...card.near, ...card.fromAuthor].filter((near) => near !== null);
  return [...new Map(all.map((near) => [near.id, near])).values()];
}

type FoundCase = ComboboxOption & { number: string };

async function searchOthers(typed: string, ownId: string, signal: AbortSignal): Promise<FoundCase[]> {
  const { rows } = await call(listCases, { query: { q: typed, limit: 8 } }, { signal });
  return rows
    .filter(({ id }) => id !== ownId)
    .map(({ id, number, title, status }) => ({
      id,
      number,
      label: `${formatCaseNumber(number)}. ${title}`,
      note: statusWords[status].title,
    }));
}

/** F: one channel or all. */
export function ChannelDialog(props: {
  counts: Counts | undefined;
  onPick: (channel: Channel | '') => void;
  onClose: () => void;
}): ReactNode {
  const { counts } = props;
  const present = channels.filter((channel) => counts?.channels[channel]);
  return (
    <ChoiceDialog
      title="Показать канал"
      choices={[
        { id: '', label: 'Все каналы' },
        ...present.map((channel) => ({
          id: channel,
          label: channelWords[channel].title,
          note: counts && writeAmount(amountOfChannel(counts, channel)),
        })),
      ]}
      onPick={(channel) => props.onPick(channel as Channel | '')}
      onClose={props.onClose}
    />
  );
}
