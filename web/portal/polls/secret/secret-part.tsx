import { type ReactNode, useState } from 'react';
import { type BallotForm, readBallotForm } from '../../../../shared/contract/participation/ballots.ts';
import type { OpenPoll } from '../../../../shared/contract/participation/polls-open.ts';
import { findLevelObstacle } from '../../../../shared/text/participation/eligibility.ts';
import { checkAnswers } from '../../../../shared/text/participation/questions.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { Button, ButtonLink } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { useForm } from '../../../ui/forms/use-form.ts';
import { Note } from '../../../ui/mark.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { type Answering, AnswerSheet, renameField, useWish, wrongIn } from '../answer-form.tsx';
import { FollowPart } from '../follow-part.tsx';
import { beginDraft, findSaid, keepSaid, type PollDraft, usePollDraft } from '../poll-draft.ts';
import { findBallot, type KeptBallot } from './kept-ballot.ts';
import { useBallotSending } from './use-ballot-sending.ts';

/** A secret vote while it runs: its form, a ballot that is on its way, or the receipt of one that is in the box. */
export function SecretPart({ poll }: { poll: OpenPoll }): ReactNode {
  const form = useRoute(readBallotForm, { params: { id: poll.id } });
  const [, setTurn] = useState(0);
  const again = (): void => setTurn((turn) => turn + 1);
  const kept = findBallot(poll.id);
  if (kept?.receipt) return <ReceiptPart poll={poll} kept={kept} receipt={kept.receipt} />;
  return (
    <Loadable query={form} failed="Бюллетень не загрузился">
      {(data) => {
        if (kept && (poll.mine.hasAnswered || kept.sealed))
          return <UnderWayPart poll={poll} form={data} onCast={again} />;
        if (poll.mine.hasAnswered) return <TakenElsewhere poll={poll} />;
        return <SecretForm poll={poll} form={data} onCast={again} />;
      }}
    </Loadable>
  );
}

interface Props {
  poll: OpenPoll;
  form: BallotForm;
  onCast: () => void;
}

/** The form of a secret vote. */
function useSecretAnswering(poll: OpenPoll, ballotForm: BallotForm, onCast: () => void): Answering {
  const [empty] = useState(beginDraft);
  const draft = usePollDraft(poll.id, empty);
  const { value, change, clear } = draft;
  const isKnown = findLevelObstacle(poll.audience, poll.mine.level) === null;
  const { send, isBusy, commands } = useBallotSending(poll.id, ballotForm, () => {
    keepSaid(value.said);
    clear();
    onCast();
  });
  const give = ({ answers, said }: PollDraft): void =>
    send({ answers: checkAnswers(poll.questions, answers).clean, said });
  const form = useForm<PollDraft>({
    draft,
    commands,
    check: (values) => wrongIn(poll, values),
    rename: renameField,
    send: (values) =>
      isKnown ? give(values) : change({ isWished: true, edition: poll.edition, title: poll.title }),
  });
  useWish(value.isWished && isKnown && !isBusy, () => {
    change({ isWished: false });
    give(value);
  });
  return { form, value, isKnown };
}

function SecretForm({ poll, form, onCast }: Props): ReactNode {
  return (
    <AnswerSheet
      poll={poll}
      {...useSecretAnswering(poll, form, onCast)}
      note="Бюллетень запечатается на этом устройстве: что выбрали именно вы, не узнает никто. Изменить выбор потом нельзя."
    />
  );
}

/** The city has given the ballot, and the way to the box was cut off: the choice is made, and goes on as it is. */
function UnderWayPart({ poll, form, onCast }: Props): ReactNode {
  const { send, isBusy, commands } = useBallotSending(poll.id, form, onCast);
  return (
    <section className="sheet stack" aria-labelledby="ballot-waits">
      <h2 id="ballot-waits">Бюллетень ещё не в ящике</h2>
      <p>
        Вы его заполнили, но связь прервалась. Он лежит на этом устройстве, запечатанный; опустите его до
        конца голосования.
      </p>
      <Failures of={commands} title="Бюллетень не опущен" />
      <div>
        <Button
          kind="primary"
          size="main"
          busy={isBusy}
          onClick={() => send({ answers: {}, said: findSaid() })}
        >
          Опустить бюллетень
        </Button>
      </div>
    </section>
  );
}

function TakenElsewhere({ poll }: { poll: OpenPoll }): ReactNode {
  return (
    <>
      <Note>
        <p>
          <b>Вы уже получили бюллетень этого голосования.</b> Он на том устройстве, где вы его заполняли: если
          он ещё не опущен, откройте эту страницу там.
        </p>
      </Note>
      <FollowPart poll={poll} />
    </>
  );
}

interface ReceiptProps {
  poll: OpenPoll;
  kept: KeptBallot;
  receipt: string;
}

/** What proves that the ballot is in the box, and finds it among the published. */
function ReceiptPart({ poll, kept, receipt }: ReceiptProps): ReactNode {
  const formats = useFormats();
  const { code } = kept.paper;
  const save = (): void => {
    const words = `Голосование: ${poll.title}\nКод бюллетеня: ${code}\nКвитанция конверта: ${receipt}\n`;
    saveFile(new Blob([words], { type: 'text/plain' }), 'квитанция-голосования.txt');
  };
  return (
    <section className="sheet stack" aria-labelledby="ballot-cast">
      <h2 id="ballot-cast" tabIndex={-1}>
        Бюллетень в ящике, спасибо
      </h2>
      <p>
        Он запечатан и отделён от вас: что вы выбрали, не знает никто.
        {poll.resultBy && ` Итог будет здесь к ${formats.dayMonth(poll.resultBy)}.`} По коду вы найдёте свой
        бюллетень среди опубликованных.
      </p>
      <Facts
        facts={[
          ['Код бюллетеня', <code key="code">{code}</code>],
          ['Квитанция', <code key="receipt">{receipt.slice(0, 16)}…</code>],
        ]}
      />
      <p className="small">Никому не показывайте код: по нему после вскрытия виден ваш выбор.</p>
      <div className="cluster">
        <Button icon="download" onClick={save}>
          Сохранить квитанцию
        </Button>
        <ButtonLink to="/polls">Другие опросы</ButtonLink>
      </div>
      <FollowPart poll={poll} />
    </section>
  );
}
