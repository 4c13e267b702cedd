import { type ReactNode, useState } from 'react';
import {
  type BallotForm,
  readBallotForm,
  takeBallot,
} from '../../../../shared/contract/participation/ballots.ts';
import type { OpenPoll } from '../../../../shared/contract/participation/polls-open.ts';
import type { Said } from '../../../../shared/contract/participation/questionnaire.ts';
import { findLevelObstacle } from '../../../../shared/text/participation/eligibility.ts';
import { checkAnswers } from '../../../../shared/text/participation/questions.ts';
import { isPaperOf, makePaper, sealPaper } from '../../../lib/ballots/paper.ts';
import type { Running } from '../../../lib/commands/failure.ts';
import { useRoute } from '../../../lib/query.ts';
import { type Form, useForm } from '../../../ui/forms/use-form.ts';
import { Note } from '../../../ui/mark.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { useWish } from '../../parts/use-wish.ts';
import { AnswerSheet, renameField, voteWords, wrongIn } from '../answer-form.tsx';
import { FollowPart } from '../follow-part.tsx';
import { beginDraft, findSaid, keepSaid, type PollDraft, usePollDraft } from '../poll-draft.ts';
import { ReceiptPart, RefusedPart, UnderWayPart } from './ballot-parts.tsx';
import { type BallotDoor, type Choice, sendBallot } from './ballot-way.ts';
import type { KeptBallot } from './kept-ballot.ts';
import { askBallotRoute, boxDoorOf, type OwnBallot, useOwnBallot } from './use-own-ballot.ts';

/** A secret vote while it runs: its form, a ballot that is on its way, or the receipt of one that is in the box. */
export function SecretPart({ poll }: { poll: OpenPoll }): ReactNode {
  const form = useRoute(readBallotForm, { params: { id: poll.id } });
  const own = useOwnBallot(poll.id);
  if (own.kept?.stage === 'in-box') return <ReceiptPart poll={poll} kept={own.kept} onRemove={own.remove} />;
  if (own.kept?.stage === 'refused') return <RefusedPart kept={own.kept} onRemove={own.remove} />;
  return (
    <Loadable query={form} failed="Бюллетень не загрузился">
      {(data) => <BallotInHand poll={poll} form={data} own={own} />}
    </Loadable>
  );
}

type View = 'choosing' | 'signed' | 'sealed' | 'doubtful' | 'elsewhere';

function viewOf(kept: KeptBallot | null, hasTaken: boolean): View {
  if (kept?.stage === 'sealed') return kept.isDoubtful ? 'doubtful' : 'sealed';
  // Whoever is not on the roll has no signed ballot: the choice may still be another.
  if (!hasTaken) return 'choosing';
  return kept ? 'signed' : 'elsewhere';
}

interface Props {
  poll: OpenPoll;
  form: BallotForm;
  own: OwnBallot;
}

/** Where the ballot stands; it stays while a step runs, whatever the server says of the poll meanwhile. */
function BallotInHand({ poll, form, own }: Props): ReactNode {
  const [held, hold] = useState<View | null>(null);
  const view = held ?? viewOf(own.kept, poll.mine.hasAnswered);
  const send = (said: Said, choice: Choice | null): void => {
    hold(view);
    void own.run(() => sendBallot(doorOf(poll.id, form, said), choice)).finally(() => hold(null));
  };
  if (view === 'elsewhere') return <TakenElsewhere poll={poll} />;
  if (view === 'choosing') return <SecretForm poll={poll} form={form} own={own} onSend={send} />;
  return (
    <UnderWayPart
      poll={poll}
      stage={view}
      isBusy={own.isBusy}
      onSend={() => send(findSaid(), null)}
      problem={own.problem}
    />
  );
}

const doorOf = (pollId: string, form: BallotForm, said: Said): BallotDoor => ({
  ...boxDoorOf(pollId),
  take: (asked) => askBallotRoute(takeBallot, { params: { id: pollId }, body: { said, ...asked } }),
  seal: (paper, signed) => sealPaper(form, paper, signed).catch(() => null),
});

/** The choice as it stands in a form. */
export function choiceOf(poll: OpenPoll, form: BallotForm, values: PollDraft): Choice {
  const said = { pollId: poll.id, answers: checkAnswers(poll.questions, values.answers).clean };
  return { make: () => makePaper(form, said), isThatOf: (paper) => isPaperOf(paper, form, said) };
}

function SecretForm(props: Props & { onSend: (said: Said, choice: Choice) => void }): ReactNode {
  const { poll, form: ballotForm, own, onSend } = props;
  const [empty] = useState(beginDraft);
  const draft = usePollDraft(poll.id, empty);
  const { value, change } = draft;
  const isKnown = findLevelObstacle(poll, poll.mine.level) === null;
  const give = (values: PollDraft): void => {
    // What is sent again later says the same of the person.
    keepSaid(values.said);
    onSend(values.said, choiceOf(poll, ballotForm, values));
  };
  // Whatever is pressed, it sends the choice of now, looked at anew.
  const command: Running = own.command(() => form.send());
  const form: Form<PollDraft> = useForm<PollDraft>({
    draft,
    commands: command,
    check: (values) => wrongIn(poll, values),
    rename: renameField,
    send: (values) =>
      isKnown ? give(values) : change({ isWished: true, edition: poll.edition, title: poll.title }),
  });
  useWish(value.isWished && isKnown && !own.isBusy, () => {
    change({ isWished: false });
    give(value);
  });
  const isDoubtful = own.kept !== null && !own.isBusy;
  return (
    <div className="poll__form">
      {isDoubtful && (
        <Note>
          <p>
            <b>Бюллетень не в ящике.</b> Связь прервалась, когда вы его отправляли. Отправьте снова: второй
            раз он не посчитается, а выбор пока можно изменить.
          </p>
        </Note>
      )}
      <AnswerSheet
        poll={poll}
        form={form}
        value={value}
        isKnown={isKnown}
        words={voteWords}
        note={
          own.isBusy
            ? 'Запечатываем и отправляем бюллетень…'
            : 'Бюллетень запечатается на этом устройстве и уйдёт в ящик без вашего имени. Изменить выбор потом нельзя.'
        }
      />
    </div>
  );
}

function TakenElsewhere({ poll }: { poll: OpenPoll }): ReactNode {
  return (
    <>
      <Note>
        <p>
          <b>Вы уже получили бюллетень этого голосования.</b> Он или его квитанция на том устройстве, где вы
          его заполняли: если он ещё не опущен, откройте эту страницу там.
        </p>
      </Note>
      <FollowPart poll={poll} />
    </>
  );
}
