import { type ReactNode, useState } from 'react';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import {
  disposeItem,
  endMeeting,
  handOver,
  openMeeting,
  raiseItem,
} from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { firstOf, numberAt } from '../../../../shared/lists.ts';
import { formatTime, localDay, momentAt } from '../../../../shared/text/dates.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useZone } from '../../../lib/session.ts';
import { Button } from '../../../ui/button.tsx';
import { SelectField } from '../../../ui/forms/choice-field.tsx';
import { FormDialog } from '../../../ui/forms/form-dialog.tsx';
import { LongTextField, TextField } from '../../../ui/forms/text-field.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { ReasonDialog } from '../../base/case-kit/reason-dialog.tsx';
import { useMeetingCommand } from './use-meeting.ts';

interface Props {
  card: MeetingCard;
  onClose: () => void;
}

/** A time of the meeting's day as people write it; one left as it was offered is told as «now». */
export function useClock(card: MeetingCard) {
  const zone = useZone();
  const now = formatTime(Date.now(), zone);
  const day = card.heldOn ?? localDay(Date.now(), zone);
  return {
    now,
    show: (at: string) => formatTime(at, zone),
    check: (text: string) => !/^([01]?\d|2[0-3]):[0-5]\d$/u.test(text.trim()) && 'Время в виде 10:04',
    toInstant: (text: string) => momentAt(day, text.trim().padStart(5, '0'), zone).toISOString(),
  };
}

/** Who presides, when it began, the agenda approved: said once more before the items are frozen. */
export function OpenDialog({ card, presidingId, onClose }: Props & { presidingId: string }): ReactNode {
  const clock = useClock(card);
  const open = useMeetingCommand(openMeeting, { words: 'Заседание открыто', onDone: onClose });
  const form = useForm({
    start: { at: clock.now, for: '', against: '', abstained: '' },
    commands: open,
    check: ({ at }) => ({ at: clock.check(at) }),
    send: (value) => {
      const votes = [value.for, value.against, value.abstained].map((text) => Number(text.trim() || 0));
      const isCounted = [value.for, value.against, value.abstained].some((text) => text.trim() !== '');
      open.mutate({
        params: { id: card.id },
        body: {
          version: card.version,
          presidingId,
          ...(value.at !== clock.now && { at: clock.toInstant(value.at) }),
          agendaVotes: isCounted
            ? { for: firstOf(votes), against: numberAt(votes, 1), abstained: numberAt(votes, 2) }
            : null,
        },
      });
    },
  });
  const name = card.attendance.find(({ personId }) => personId === presidingId)?.name ?? '';
  return (
    <FormDialog title="Открыть заседание" action="Открыть" form={form} onClose={onClose}>
      <p>
        Председательствует {name}. Участвуют {card.quorum.present} из {card.quorum.members}, в повестке{' '}
        {counted(card.agenda.length, 'вопрос', 'вопроса', 'вопросов')}.
      </p>
      <TextField form={form} name="at" label="Открыто в" />
      {card.usesVotes && (
        <fieldset className="group-counts">
          <legend>Голоса за повестку, если считали</legend>
          <TextField form={form} name="for" label="За" optional />
          <TextField form={form} name="against" label="Против" optional />
          <TextField form={form} name="abstained" label="Воздержались" optional />
        </fieldset>
      )}
      <p className="muted small">
        С открытием повестка утверждена: номера вопросов не меняются, новые вносят в «Разное», снимают и
        переносят с причиной.
      </p>
    </FormDialog>
  );
}

/** Items nobody came to get a fate before the meeting is closed. */
export function EndDialog({ card, onClose }: Props): ReactNode {
  const clock = useClock(card);
  const end = useMeetingCommand(endMeeting, { words: 'Заседание закрыто', onDone: onClose });
  const left = card.agenda.filter(({ state }) => state === 'waiting');
  const form = useForm<{ at: string; fate: 'postponed' | 'withdrawn'; reason: string }>({
    start: { at: clock.now, fate: 'postponed', reason: '' },
    commands: end,
    check: ({ at, reason }) => ({
      at: clock.check(at),
      reason: reason.trim().length < 3 && 'Назовите причину',
    }),
    send: ({ at, fate, reason }) =>
      end.mutate({
        params: { id: card.id },
        body: {
          version: card.version,
          ...(at !== clock.now && { at: clock.toInstant(at) }),
          rest: { fate, reason },
        },
      }),
  });
  return (
    <FormDialog title="Закрыть заседание" action="Закрыть заседание" form={form} onClose={onClose}>
      <p>Не рассмотрено: {left.map(({ number, title }) => `${number}. ${title}`).join('; ')}</p>
      <SelectField
        form={form}
        name="fate"
        label="Что с ними"
        choices={[
          { value: 'postponed', label: 'перенести на следующее заседание' },
          { value: 'withdrawn', label: 'снять с повестки' },
        ]}
      />
      <TextField form={form} name="reason" label="Причина" hint="Попадёт в протокол" />
      <TextField form={form} name="at" label="Закрыто в" />
    </FormDialog>
  );
}

/** Who presides passes it on: a button with its key. */
export function HandOver({ card }: { card: MeetingCard }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const mayPass = card.can.includes('hand-over');
  useHotkeys(
    'Ведение заседания',
    mayPass ? [{ keys: 'KeyH', label: 'Передать ведение', run: () => setOpen(true) }] : [],
    { active: !isOpen },
  );
  if (!mayPass) return null;
  return (
    <>
      <Button hint="KeyH" onClick={() => setOpen(true)}>
        Передать ведение
      </Button>
      {isOpen && <HandOverDialog card={card} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The chair who has come takes over, or the deputy from the chair who leaves. */
function HandOverDialog({ card, onClose }: Props): ReactNode {
  const clock = useClock(card);
  const pass = useMeetingCommand(handOver, { words: 'Ведение передано', onDone: onClose });
  const others = card.attendance.filter(
    ({ role, personId, mark }) =>
      (role === 'chair' || role === 'deputy') &&
      personId !== card.presiding?.personId &&
      (mark === 'present' || mark === 'remote'),
  );
  const form = useForm({
    start: { to: others[0]?.personId ?? '', at: clock.now },
    commands: pass,
    names: { to: 'presidingId' },
    gap: ({ to }) => to === '' && 'Отметьте присутствие того, кому передаёте',
    check: ({ at }) => ({ at: clock.check(at) }),
    send: ({ to, at }) =>
      pass.mutate({
        params: { id: card.id },
        body: {
          version: card.version,
          presidingId: to,
          ...(at !== clock.now && { at: clock.toInstant(at) }),
        },
      }),
  });
  return (
    <FormDialog title="Передать ведение" action="Передать" form={form} onClose={onClose}>
      <p>Сейчас ведёт: {card.presiding?.name}</p>
      {others.length === 0 ? (
        <p role="status">
          Передать некому: отметьте присутствие руководителя или заместителя в списке участников.
        </p>
      ) : (
        <>
          <SelectField
            form={form}
            name="to"
            label="Кому"
            choices={others.map(({ personId, name }) => ({ value: personId, label: name }))}
          />
          <TextField form={form} name="at" label="Во сколько" />
        </>
      )}
      <p className="muted small">
        В протоколе будут оба, с временем. Подписывает тот, кто вёл последним. Заместитель ведёт только без
        руководителя: передавая ему ведение, руководитель уходит.
      </p>
    </FormDialog>
  );
}

/** Why an item is withdrawn or postponed. */
export function FateDialog(props: Props & { item: AgendaItem; fate: 'withdrawn' | 'postponed' }): ReactNode {
  const { card, item, fate, onClose } = props;
  const isOff = fate === 'withdrawn';
  const dispose = useMeetingCommand(disposeItem, {
    words: isOff ? 'Вопрос снят' : 'Вопрос перенесён',
    onDone: onClose,
  });
  return (
    <ReasonDialog
      title={`${isOff ? 'Снять' : 'Перенести'} вопрос ${item.number}`}
      label="Причина"
      hint={
        isOff
          ? 'Попадёт в протокол'
          : 'Попадёт в протокол. В повестку следующего заседания вопрос встанет сам'
      }
      action={isOff ? 'Снять' : 'Перенести'}
      commands={dispose}
      onSend={(reason) =>
        dispose.mutate({
          params: { id: card.id, itemId: item.id },
          body: { version: card.version, fate, reason },
        })
      }
      onClose={onClose}
    />
  );
}

/** An item somebody brings up while the meeting is under way. */
export function RaiseDialog({ card, onClose }: Props): ReactNode {
  const raise = useMeetingCommand(raiseItem, { words: 'Внесено в «Разное»', onDone: onClose });
  const form = useForm({
    start: { title: '', speakerId: '' },
    commands: raise,
    check: ({ title }) => ({ title: title.trim().length < 3 && 'Напишите вопрос' }),
    send: ({ title, speakerId }) =>
      raise.mutate({
        params: { id: card.id },
        body: { version: card.version, title, speakerId: speakerId || null },
      }),
  });
  return (
    <FormDialog title="В «Разное»" action="Внести" form={form} onClose={onClose}>
      <LongTextField form={form} name="title" label="Вопрос" rows={2} />
      <SelectField
        form={form}
        name="speakerId"
        label="Кто внёс и докладывает"
        choices={[
          { value: '', label: 'не назван' },
          ...card.attendance.map(({ personId, name }) => ({ value: personId, label: name })),
        ]}
      />
    </FormDialog>
  );
}
