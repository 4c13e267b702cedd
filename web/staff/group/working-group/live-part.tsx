import { type ReactNode, useEffect, useState } from 'react';
import type { AgendaItem } from '../../../../shared/contract/group/working-group-items.ts';
import { disposeItem, nextItem, putToVote } from '../../../../shared/contract/group/working-group-live.ts';
import type { MeetingCard } from '../../../../shared/contract/group/working-group-meetings.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { useFormats, useNow } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useUrlQuery } from '../../../lib/router.tsx';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { SourceLink } from './agenda-part.tsx';
import { FateDialog, RaiseDialog } from './course-dialogs.tsx';
import { Decisions, nextMatter, votesWords } from './decisions-part.tsx';
import { OpinionDialog, SpeakerDialog } from './live-dialogs.tsx';
import { type CurrentProps, Heard, type LiveDialog, Speeches } from './live-record.tsx';
import { clockSince, leftOf } from './meeting-words.ts';
import { useMeetingCommand } from './use-meeting.ts';

/** The meeting under way and its record after: the item of now is large, the others are lines that open by a press. */
export function LivePart({ card }: { card: MeetingCard }): ReactNode {
  const [dialog, setDialog] = useState<LiveDialog>(null);
  const [{ item: asked }] = useUrlQuery();
  const [shownId, setShown] = useState<string | null>(card.state === 'running' ? null : (asked ?? null));
  const mayRecord = card.can.includes('record');
  const isLive = card.state === 'running' && card.form !== 'absentee';
  // After the meeting the record is read from its beginning.
  const first = card.state === 'running' ? undefined : card.agenda[0]?.id;
  const byId = (id: string | null | undefined) => card.agenda.find((item) => item.id === id);
  const current = byId(shownId) ?? byId(card.currentItemId ?? first);
  useEffect(() => {
    if (asked) document.getElementById(`item-${asked}`)?.scrollIntoView({ block: 'center' });
  }, [asked]);
  const jump = useMeetingCommand(nextItem);
  const put = useMeetingCommand(putToVote);
  // What is written in its row hides nothing: the keys of the meeting go on.
  const isFree = dialog === null || dialog.kind === 'decision' || dialog.kind === 'vote';
  const show = (item: AgendaItem) => {
    setShown(item.id);
    if (isLive && mayRecord)
      jump.mutate(
        { params: { id: card.id }, body: { version: card.version, itemId: item.id } },
        {
          onSuccess: () => setShown(null),
        },
      );
  };
  const open = (kind: 'decision' | 'speaker' | 'withdrawn' | 'postponed') => () =>
    current && setDialog({ kind, item: current });
  const matter = current && nextMatter(current);
  useHotkeys(
    'Вопрос заседания',
    current && mayRecord
      ? [
          { keys: 'KeyD', label: 'Решение', run: open('decision') },
          { keys: 'KeyS', label: 'Выступающий', run: open('speaker') },
          { keys: 'KeyX', label: 'Снять вопрос', run: open('withdrawn') },
          { keys: 'KeyL', label: 'Перенести вопрос', run: open('postponed') },
          ...(card.can.includes('record-votes') && matter
            ? [
                {
                  keys: 'KeyV' as const,
                  label: 'На голосование',
                  run: () =>
                    isLive && card.currentItemId === current.id
                      ? put.mutate({
                          params: { id: card.id },
                          body: { version: card.version, decisionId: matter.id },
                        })
                      : setDialog({ kind: 'vote', item: current, decision: matter }),
                },
              ]
            : []),
        ]
      : [],
    { active: isFree },
  );
  useHotkeys(
    'Повестка',
    card.can.includes('raise-item')
      ? [{ keys: 'KeyM', label: 'В «Разное»', run: () => setDialog({ kind: 'raise' }) }]
      : [],
    { active: isFree },
  );
  return (
    <Section
      title={
        <>
          Повестка дня
          <span className="push muted">
            рассмотрено {card.agenda.filter(({ state }) => state === 'done').length} из{' '}
            {card.agenda.filter(({ state }) => state !== 'withdrawn' && state !== 'postponed').length}
          </span>
        </>
      }
      isSmall
    >
      <ol className="group-agenda">
        {card.agenda.map((item) =>
          item.id === current?.id ? (
            <li key={item.id}>
              <Current key={item.id} card={card} item={item} dialog={dialog} onOpen={setDialog} />
            </li>
          ) : (
            <Line key={item.id} card={card} item={item} onShow={() => show(item)} onOpen={setDialog} />
          ),
        )}
      </ol>
      {card.can.includes('raise-item') && (
        <div>
          <Button icon="plus" hint="KeyM" onClick={() => setDialog({ kind: 'raise' })}>
            В «Разное»
          </Button>
        </div>
      )}
      {dialog?.kind === 'speaker' && (
        <SpeakerDialog card={card} item={dialog.item} onClose={() => setDialog(null)} />
      )}
      {(dialog?.kind === 'withdrawn' || dialog?.kind === 'postponed') && (
        <FateDialog card={card} item={dialog.item} fate={dialog.kind} onClose={() => setDialog(null)} />
      )}
      {dialog?.kind === 'raise' && <RaiseDialog card={card} onClose={() => setDialog(null)} />}
      {dialog?.kind === 'opinion' && (
        <OpinionDialog card={card} item={dialog.item} onClose={() => setDialog(null)} />
      )}
    </Section>
  );
}

/** «снят», «перенесён на № 12». */
function offWords({ state, backOn }: AgendaItem): string {
  if (state === 'withdrawn') return 'снят';
  return backOn
    ? `перенесён на ${backOn.number ? `№ ${backOn.number}` : formatDay(backOn.day)}`
    : 'перенесён';
}

function Line(props: {
  card: MeetingCard;
  item: AgendaItem;
  onShow: () => void;
  onOpen: (dialog: LiveDialog) => void;
}): ReactNode {
  const { card, item, onShow, onOpen } = props;
  const isOff = item.state === 'withdrawn' || item.state === 'postponed';
  const restore = useMeetingCommand(disposeItem, { words: 'Вопрос снова в повестке' });
  const formats = useFormats();
  const times =
    item.beganAt && item.endedAt ? `${formats.time(item.beganAt)}–${formats.time(item.endedAt)}` : '';
  const accepted = item.decisions.filter(({ outcome }) => outcome === 'accepted').length;
  const words =
    accepted === item.decisions.length
      ? accepted > 0
        ? `решений: ${accepted}`
        : item.state === 'done'
          ? 'без решения'
          : ''
      : `принято решений: ${accepted} из ${item.decisions.length}`;
  return (
    <li className={`group-agenda__item group-agenda__item--${item.number.split('.').length}`}>
      <span className="group-agenda__number">{item.number}</span>
      <button type="button" className="link-button group-agenda__words" onClick={onShow}>
        {item.raisedAt && 'Разное: '}
        {item.title}
      </button>
      <span className="muted small">
        {item.state === 'done' && <Mark tone="ok">рассмотрен</Mark>}
        {isOff && <Mark tone="quiet">{offWords(item)}</Mark>}{' '}
        {isOff ? item.reason : [times, words].filter(Boolean).join(' · ')}
      </span>
      {isOff && card.can.includes('record') && (
        <Button
          kind="quiet"
          busy={restore.isPending}
          onClick={() =>
            restore.mutate({
              params: { id: card.id, itemId: item.id },
              body: { version: card.version, fate: 'waiting' },
            })
          }
        >
          Вернуть<span className="aloud"> вопрос {item.number} в повестку</span>
        </Button>
      )}
      {item.state === 'waiting' && card.can.includes('record') && (
        <span className="cluster">
          <Button kind="quiet" onClick={() => onOpen({ kind: 'withdrawn', item })}>
            Снять<span className="aloud"> вопрос {item.number}</span>
          </Button>
          <Button kind="quiet" onClick={() => onOpen({ kind: 'postponed', item })}>
            Перенести<span className="aloud"> вопрос {item.number}</span>
          </Button>
        </span>
      )}
    </li>
  );
}

function Current(props: CurrentProps): ReactNode {
  const { card, item, onOpen } = props;
  const mayRecord = card.can.includes('record');
  return (
    <article className="group-current" id={`item-${item.id}`} aria-label={`Вопрос ${item.number}`}>
      <header className="group-current__head">
        <h3>
          <span className="muted">{item.number}</span> {item.title}
        </h3>
        <ItemClock card={card} item={item} />
      </header>
      <p className="muted">
        Докладывает: {item.speaker || 'не назван'} <SourceLink item={item} />
      </p>
      {item.reason && (
        <p role="status">
          Вопрос {offWords(item)}: {item.reason}
        </p>
      )}
      <Heard key={item.id} card={card} item={item} mayRecord={mayRecord} />
      <Speeches {...props} mayRecord={mayRecord} />
      <Decisions {...props} mayRecord={mayRecord} />
      {item.votes && <p>Голосовали по вопросу в целом: {votesWords(item.votes)}</p>}
      {item.opinions.map(({ personId, name, text }) => (
        <p key={personId}>
          <b>Особое мнение, {name}:</b> {text}
        </p>
      ))}
      {card.can.includes('opinion') && (
        <div>
          <Button kind="quiet" onClick={() => onOpen({ kind: 'opinion', item })}>
            Особое мнение
          </Button>
        </div>
      )}
    </article>
  );
}

/** How long the item in hand has left of the minutes it was given; over them it says by how much. */
function ItemClock({ card, item }: Pick<CurrentProps, 'card' | 'item'>): ReactNode {
  const now = useNow(1000);
  const since = card.currentSince;
  if (card.state !== 'running' || card.currentItemId !== item.id || !since) return null;
  const left = item.minutes === null ? null : leftOf(since, item.minutes, now);
  if (left === null) return <span className="group-current__clock muted">идёт {clockSince(since, now)}</span>;
  return (
    <span className={left.isOver ? 'group-current__clock is-over' : 'group-current__clock'}>
      {left.isOver ? 'сверх времени' : 'осталось'} <b>{left.clock}</b>
    </span>
  );
}
