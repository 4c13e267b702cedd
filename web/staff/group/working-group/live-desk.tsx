import { type ReactNode, useRef, useState } from 'react';
import { markAttendance } from '../../../../shared/contract/group/working-group-attendance.ts';
import type { Attendee, MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useOnline } from '../../../lib/online.ts';
import { Button } from '../../../ui/button.tsx';
import { Form, SendButton } from '../../../ui/forms/form.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { HandOver } from './course-dialogs.tsx';
import { votesWords } from './decisions-part.tsx';
import { LivePart } from './live-part.tsx';
import { LiveSheet } from './live-sheet.tsx';
import { isHere } from './meeting-words.ts';
import { MarkFields, useMarking } from './people-part.tsx';
import { useMeetingCommand } from './use-meeting.ts';
import { MyVote } from './vote-panel.tsx';
import './live.css';

/** A meeting under way: the clock and who presides, who is here, the agenda with the item in hand, and the protocol growing beside. */
export function LiveDesk({ card }: { card: MeetingCard }): ReactNode {
  return (
    <div className="live">
      <div className="live__work">
        <Head card={card} />
        <MyVote card={card} />
        <People card={card} />
        <LivePart card={card} />
        <Foot card={card} />
      </div>
      <LiveSheet card={card} />
    </div>
  );
}

function Head({ card }: { card: MeetingCard }): ReactNode {
  const formats = useFormats();
  const now = useNow(1000);
  const last = card.presided.at(-1);
  const before = card.presided.slice(0, -1);
  return (
    <section className="live__head" aria-label="Время и председательствующий">
      <p className="live__now">
        <span className="label">Сейчас</span>
        <span className="live__clock">{formats.time(now)}</span>
      </p>
      <p className="live__chair">
        <span className="label">Председательствует{last && ` с ${formats.time(last.from)}`}</span>
        <b>{card.presiding?.name ?? 'никто'}</b>
        {before.map(({ personId, name, from, to }) => (
          <small key={`${personId} ${from}`}>
            до этого {name}, {formats.time(from)}–{to && formats.time(to)}
          </small>
        ))}
      </p>
      <p className="live__opened">
        <span className="label">Открыто</span>
        {card.openedAt && (
          <span>
            <b>{formats.time(card.openedAt)}</b>
            {formats.time(card.openedAt) !== card.startsAt && ` вместо ${card.startsAt}`}
          </span>
        )}
        <small>
          повестка утверждена{card.agendaVotes && `: ${votesWords(card.agendaVotes)}`}
          {card.usesQuorum &&
            ` · кворум ${card.quorum.present} из ${card.quorum.members} ${card.quorum.isMet ? 'собран' : 'не собран'}`}
        </small>
      </p>
      <HandOver card={card} />
    </section>
  );
}

/** Who is here, in chips: one press marks who has come; the chip of who is here or away opens its mark in place. */
function People({ card }: { card: MeetingCard }): ReactNode {
  const [openId, setOpen] = useState<string | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const mark = useMeetingCommand(markAttendance);
  const mayMark = card.can.includes('attendance');
  const seat = card.attendance.find(({ personId }) => personId === openId);
  useHotkeys(
    'Участники',
    mayMark
      ? [{ keys: 'KeyA', label: 'Кто здесь', run: () => list.current?.querySelector('button')?.focus() }]
      : [],
  );
  const press = (one: Attendee) => {
    if (one.mark !== 'expected') return setOpen(openId === one.personId ? null : one.personId);
    const here = card.form === 'remote' ? ('remote' as const) : ('present' as const);
    mark.mutate({
      params: { id: card.id },
      body: { version: card.version, personId: one.personId, mark: here },
    });
  };
  return (
    <section className="live__people" aria-label="Участники">
      <ul ref={list}>
        {card.attendance.map((one) => (
          <li key={one.personId}>
            <Person
              card={card}
              seat={one}
              isOpen={one.personId === openId}
              {...(mayMark && { onPress: press })}
            />
            {mayMark && one.mark === 'expected' && (
              <Button kind="quiet" onClick={() => setOpen(one.personId)}>
                нет<span className="aloud">: {one.name} отсутствует</span>
              </Button>
            )}
          </li>
        ))}
        {card.guests.map(({ name, position }) => (
          <li key={`${name} ${position}`} className="live-person live-person--guest">
            {name} <small>приглашён</small>
          </li>
        ))}
      </ul>
      <p className="live__count">
        <b>
          {card.quorum.present} из {card.quorum.members}
        </b>
        {mayMark && (
          <span className="wide-only">
            <Kbd keys="KeyA" />
          </span>
        )}
      </p>
      {seat && <MarkInPlace key={seat.personId} card={card} seat={seat} onClose={() => setOpen(null)} />}
    </section>
  );
}

function Person(props: {
  card: MeetingCard;
  seat: Attendee;
  isOpen: boolean;
  onPress?: (seat: Attendee) => void;
}): ReactNode {
  const { card, seat, isOpen, onPress } = props;
  const formats = useFormats();
  const here = isHere(seat.mark);
  const isLate =
    here && seat.arrivedAt && card.openedAt && formats.time(seat.arrivedAt) > formats.time(card.openedAt);
  const note = [
    seat.mark === 'absent' && seat.reason,
    seat.mark === 'substituted' && `замещает ${seat.substitute}`,
    seat.mark === 'remote' && 'на связи',
    seat.mark === 'expected' && 'не отмечен(а)',
    isLate && seat.arrivedAt && `с ${formats.time(seat.arrivedAt)}`,
    seat.leftAt && `до ${formats.time(seat.leftAt)}`,
  ].filter(Boolean);
  const look = here ? (isLate ? 'late' : 'here') : seat.mark === 'absent' ? 'absent' : 'waiting';
  const words = (
    <>
      <Icon
        name={look === 'late' ? 'clock' : here ? 'check' : look === 'absent' ? 'close' : 'plus'}
        size="small"
      />
      {seat.name} {note.length > 0 && <small>{note.join(', ')}</small>}
    </>
  );
  if (!onPress) return <span className={`live-person live-person--${look}`}>{words}</span>;
  return (
    <button
      type="button"
      className={`live-person live-person--${look}`}
      aria-expanded={seat.mark === 'expected' ? undefined : isOpen}
      onClick={() => onPress(seat)}
    >
      {words}
      {seat.mark === 'expected' && <span className="aloud">: пришёл(ла)</span>}
    </button>
  );
}

function MarkInPlace(props: { card: MeetingCard; seat: Attendee; onClose: () => void }): ReactNode {
  const { card, seat, onClose } = props;
  const form = useMarking(props);
  return (
    <Form
      form={form}
      className="live__marking"
      label={`Отметка: ${seat.name}`}
      actions={
        <p className="cluster">
          <SendButton form={form}>Отметить</SendButton>
          <Button kind="quiet" onClick={onClose}>
            Закрыть
          </Button>
        </p>
      }
    >
      <b>{seat.name}</b>
      <MarkFields card={card} seat={seat} form={form} />
    </Form>
  );
}

/** What holds and what does not, and that what was written is kept. */
function Foot({ card }: { card: MeetingCard }): ReactNode {
  const isOnline = useOnline();
  const accepted = card.agenda
    .flatMap(({ decisions }) => decisions)
    .filter(({ outcome, responsible }) => outcome === 'accepted' && responsible);
  const bare = accepted.filter(({ dueOn }) => !dueOn);
  return (
    <p className="live__foot">
      {accepted.length > 0 && (
        <Mark tone={bare.length > 0 ? 'warning' : 'ok'}>
          {bare.length > 0
            ? `Без срока: ${bare.map(({ number }) => number).join(', ')}`
            : 'У принятых решений есть исполнители и сроки'}
        </Mark>
      )}
      <span className="push muted">
        {isOnline
          ? 'Записи на сервере, соединение есть'
          : 'Соединения нет: записанное сохранено, новое не отправится'}
      </span>
    </p>
  );
}
