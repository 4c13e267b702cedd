import { type ReactNode, useRef } from 'react';
import { flushSync } from 'react-dom';
import type {
  IncidentCard,
  IncidentPost,
  IncidentReply,
} from '../../../../shared/contract/monitoring/incidents.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import type { Keys } from '../../../lib/keys.ts';
import { Button } from '../../../ui/button.tsx';
import { Kbd } from '../../../ui/kbd.tsx';
import { ErrorState, SkeletonLines } from '../../../ui/states.tsx';
import { ConflictPart } from '../conflicts/incident-conflicts.tsx';
import { useTalkModeration } from '../moderation/talk-moderation.tsx';
import { AlikePart, MergedPart } from './alike-part.tsx';
import { OfferBox } from './offer-box.tsx';
import { RepliesPart } from './reply/replies-part.tsx';
import { ReplyEditor } from './reply/reply-editor.tsx';
import { hasReplyEditor, whyNowhere } from './reply/reply-rules.ts';
import { type ReplyForm, useReplyForm } from './reply/use-reply-form.ts';
import { ApprovalPart, IncidentHistory, ReplyPreview } from './side-parts.tsx';
import type { SocialScreen } from './social-screen.ts';
import { layTalk } from './talk.ts';
import { TalkPart } from './talk-pane.tsx';

/** The two panes of the open incident, or that it is being read, or that it cannot be. */
export function IncidentPanes(props: {
  screen: SocialScreen;
  hasCurrent: boolean;
  onBack: () => void;
}): ReactNode {
  const { screen, hasCurrent, onBack } = props;
  const { card, cardProblem } = screen;
  const back = (
    <div className="narrow-only social__back">
      <Button kind="quiet" icon="left" onClick={onBack}>
        К ленте
      </Button>
    </div>
  );
  if (card) return <IncidentDesk key={card.id} card={card} screen={screen} back={back} />;
  return (
    <div className="social__desk social__desk--none">
      <section className="pane talk" aria-label="Разговор">
        {back}
        {cardProblem && (
          <ErrorState title="Инцидент не загрузился" problem={cardProblem} onRetry={screen.reloadCard} />
        )}
        {!cardProblem && hasCurrent && (
          <div className="talk__body">
            <SkeletonLines lines={5} label="Загружаем инцидент…" />
          </div>
        )}
        {!cardProblem && !hasCurrent && (
          <p className="muted talk__body">Здесь откроется инцидент из ленты.</p>
        )}
      </section>
    </div>
  );
}

function IncidentDesk(props: { card: IncidentCard; screen: SocialScreen; back: ReactNode }): ReactNode {
  const { card, screen } = props;
  const reply = useReplyForm(card);
  const moderation = useTalkModeration(card.id, screen.handlers.openHide);
  const words = useRef<HTMLTextAreaElement>(null);
  const hasEditor = hasReplyEditor(card, reply.form.values);
  const mayWrite = hasEditor && whyNowhere(card, reply.form.values) === null;
  const waiting = hasEditor ? undefined : card.replies.find(({ can }) => can.includes('change'));
  const focusWords = () => words.current?.focus();
  const mend = (one: IncidentReply) => {
    // The field is drawn first: until now there was none.
    flushSync(() => reply.reopen(one));
    focusWords();
  };
  const write = () => (waiting ? mend(waiting) : focusWords());
  useHotkeys(
    'Ответ страницы',
    [
      { keys: 'KeyR', label: 'Написать или исправить ответ', run: write },
      { keys: 'Ctrl+Enter', label: 'Отдать ответ на согласование', run: waiting ? write : reply.form.send },
    ],
    { active: (mayWrite || waiting !== undefined) && screen.dialog === null },
  );
  const replyTo = (post: IncidentPost) => {
    reply.form.set({ postId: post.id });
    focusWords();
  };
  return (
    <div className="social__desk">
      <section className="pane talk" aria-label="Разговор">
        {props.back}
        <div className="talk__body">
          <TalkPart
            card={card}
            onReplyTo={mayWrite && reply.form.values.replyId === null ? replyTo : null}
            moderation={moderation}
          />
          <RepliesPart card={card} onMend={mend} />
        </div>
        {hasEditor && <ReplyEditor card={card} reply={reply} textRef={words} />}
      </section>
      <SidePane card={card} screen={screen} reply={reply} mayHide={moderation.hideable.length > 0} />
    </div>
  );
}

function SidePane(props: {
  card: IncidentCard;
  screen: SocialScreen;
  reply: ReplyForm;
  mayHide: boolean;
}): ReactNode {
  const { card, screen, reply } = props;
  const { handlers, proposal } = screen;
  return (
    <section className="pane social__side" aria-label="Решение">
      <div className="social__side-body">
        {proposal && (
          <OfferBox
            card={card}
            topics={screen.topics}
            choice={screen.choice}
            proposal={proposal}
            refusal={screen.refusal}
            command={screen.acts.sort}
            onAccept={handlers.accept}
            onTopic={handlers.openTopic}
            onPlace={handlers.openPlace}
            onUnit={handlers.openUnit}
            onImportance={handlers.turnImportance}
            onDigit={handlers.chooseDigit}
          />
        )}
        <ConflictPart card={card} />
        <MergedPart card={card} onSplit={handlers.openSplit} />
        <AlikePart card={card} isBusy={screen.acts.merge.isPending} onMerge={handlers.merge} />
        <ReplyPreview card={card} reply={reply} />
        <ApprovalPart card={card} />
        <IncidentHistory card={card} />
      </div>
      <Verdicts card={card} screen={screen} mayHide={props.mayHide} />
    </section>
  );
}

interface Verdict {
  act: string;
  keys: Keys | null;
  label: string;
  run: () => void;
}

/** The legend of keys, each of which may be pressed by the mouse as well; what may not be done is not there. */
function Verdicts(props: { card: IncidentCard; screen: SocialScreen; mayHide: boolean }): ReactNode {
  const { card, screen, mayHide } = props;
  const { handlers } = screen;
  const all: readonly Verdict[] = [
    { act: 'take', keys: 'KeyT', label: 'принять в работу', run: handlers.take },
    { act: 'refuse', keys: null, label: 'вернуть: не наше', run: handlers.openRefuse },
    { act: 'merge', keys: 'KeyU', label: 'слить', run: handlers.mergeFirst },
    { act: 'split', keys: 'KeyL', label: 'разделить', run: handlers.openSplit },
    { act: 'dismiss', keys: 'KeyB', label: 'отклонить', run: handlers.openDismiss },
    { act: 'convert', keys: 'KeyD', label: 'в дело', run: handlers.openConvert },
    { act: 'hide', keys: 'KeyH', label: 'скрыть по правилу…', run: () => handlers.openHide(null) },
    { act: 'close', keys: null, label: 'закрыть', run: handlers.openClose },
    { act: 'restore', keys: null, label: 'вернуть в ленту', run: handlers.restore },
  ];
  const hasUse = ({ act }: Verdict) =>
    (act === 'hide' ? mayHide : card.can.includes(act)) &&
    (act !== 'merge' || card.offer.like.length > 0) &&
    (act !== 'split' || layTalk(card).members.length > 1);
  const shown = all.filter(hasUse);
  if (shown.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: keys of a keyboard, not fields of a form
    <div className="verdicts" role="group" aria-label="Другие решения">
      {shown.map(({ act, keys, label, run }) => (
        <button key={act} type="button" onClick={run}>
          {keys && <Kbd keys={keys} />} {label}
        </button>
      ))}
    </div>
  );
}
