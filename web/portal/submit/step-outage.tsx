import { type ReactNode, useState } from 'react';
import {
  type findCoveringOutages,
  joinOutage,
  leaveOutage,
} from '../../../shared/contract/messages/outages-open.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { isLate } from '../../../shared/text/messages/outages.ts';
import { useCommand } from '../../lib/commands/use-command.ts';
import { makeRandomKey } from '../../lib/random-key.ts';
import { useGo } from '../../lib/router.tsx';
import { Button } from '../../ui/button.tsx';
import { Failures } from '../../ui/failures/failures.tsx';
import { Icon } from '../../ui/icons.tsx';
import { OutageCard } from '../outages/outage-card.tsx';
import { OutagePlace } from '../outages/outage-place.tsx';
import { DangerLine } from '../parts/danger-line.tsx';
import { StepFrame } from './step-frame.tsx';
import { dropDraft, type SubmitDraftState } from './submit-draft.ts';
import { useReading } from './use-reading.ts';

type Outage = RouteReply<typeof findCoveringOutages>['outages'][number];

export interface OutageStepProps {
  draftKey: string;
  draft: SubmitDraftState;
  found: Outage[];
  onNext: () => void;
  /** There is nothing to ask about. */
  onSkip: () => void;
  /** Joined, and nothing is to be sent: the photos of the draft are not needed. */
  onForget: () => void;
}

/** Step 3, first half: what is off at this place. One tap counts the person and ends the form; «другое» goes on. */
export function OutageStep(props: OutageStepProps): ReactNode {
  const { draft } = props;
  const joining = useJoining(draft);
  const { told } = joining;
  // What the last press has changed is known before it is read again.
  const found = props.found.map((outage) => (outage.id === told?.id ? { ...outage, ...told } : outage));
  const joined = found.find(({ id, isJoined }) => isJoined || id === draft.value.joinedOutage);
  if (joined) return <Joined {...props} outage={joined} joining={joining} />;
  return <Question {...props} found={found} joining={joining} />;
}

/** Joins by the draft's own key, which stays: the same press twice is one. */
function useJoining({ value, change }: SubmitDraftState) {
  const [told, setTold] = useState<Pick<Outage, 'id' | 'people' | 'isJoined'>>();
  const join = useCommand(joinOutage, {
    onDone: ({ people }, { params: { id } }) => {
      setTold({ id, people, isJoined: true });
      change({ joinedOutage: id });
    },
  });
  const leave = useCommand(leaveOutage, {
    onDone: ({ people }, { params: { id } }) => {
      setTold({ id, people, isJoined: false });
      change({ joinedOutage: '' });
    },
  });
  const keyOf = (): string => {
    const clientKey = value.clientKey || makeRandomKey();
    if (!value.clientKey) change({ clientKey });
    return clientKey;
  };
  return {
    told,
    join,
    leave,
    take: (id: string) => join.mutate({ params: { id }, body: { clientKey: keyOf() } }),
    takeBack: (id: string) => leave.mutate({ params: { id }, body: { clientKey: keyOf() } }),
  };
}

type Joining = ReturnType<typeof useJoining>;

function Question(props: {
  draft: SubmitDraftState;
  found: Outage[];
  joining: Joining;
  onNext: () => void;
}): ReactNode {
  const { draft, found, joining } = props;
  const { danger } = useReading(draft.value).reading ?? {};
  const only = found.length === 1 ? found[0] : undefined;
  return (
    <StepFrame
      step="outage"
      lead={only ? leadOf(only) : 'О них знают и чинят. Одно нажатие, и вас посчитают: анкета не нужна.'}
      onSubmit={props.onNext}
      actions={
        <>
          <Failures of={joining.join} title="Вас не посчитали" />
          {only && (
            <Button kind="primary" wide busy={joining.join.isPending} onClick={() => joining.take(only.id)}>
              Присоединиться
            </Button>
          )}
          <Button type="submit" wide>
            Нет, у меня другое
          </Button>
        </>
      }
    >
      {danger && <DangerLine>{danger.words}</DangerLine>}
      {found.map((outage) => (
        <OutageCard
          key={outage.id}
          outage={outage}
          heading="h2"
          peopleTitle="Уже с вами"
          place={<OutagePlace outage={outage} point={draft.value.point} />}
        >
          {!only && (
            <Button kind="primary" wide busy={joining.join.isPending} onClick={() => joining.take(outage.id)}>
              Присоединиться<span className="aloud"> к отключению «{outage.title}»</span>
            </Button>
          )}
        </OutageCard>
      ))}
    </StepFrame>
  );
}

function leadOf({ state }: Outage): string {
  const counted = 'Одно нажатие, и вас посчитают: анкета не нужна.';
  if (state === 'planned') return `О нём предупредили заранее. ${counted}`;
  if (state === 'unconfirmed')
    return `Его срок прошёл, а закончилось ли оно, не подтверждено. У вас ещё нет? ${counted}`;
  return state === 'overdue' ? `О нём знают, но срок прошёл. ${counted}` : `О нём знают и чинят. ${counted}`;
}

function Joined(props: {
  draftKey: string;
  draft: SubmitDraftState;
  outage: Outage;
  joining: Joining;
  onNext: () => void;
  onForget: () => void;
}): ReactNode {
  const { draft, outage, joining } = props;
  const go = useGo();
  const { danger } = useReading(draft.value).reading ?? {};
  const finish = async () => {
    // From the device before the next page looks there, from this page after it is left: emptied, it would lead to its first step.
    draft.forget();
    await dropDraft(props.draftKey);
    await go('/', { replace: true });
    props.onForget();
    draft.clear();
  };
  return (
    <StepFrame
      step="outage"
      title="Вас посчитали"
      lead={
        isLate(outage)
          ? 'Отдельного сообщения нет, а срок уже прошёл. Если вам нужен ответ, сообщите отдельно.'
          : 'Отдельного сообщения нет: чинят и так. Если к сроку не дадут, сообщите ещё раз.'
      }
      onSubmit={() => void finish()}
      actions={
        <>
          <Failures of={joining.leave} title="Присоединение осталось" />
          <Button type="submit" kind="primary" wide>
            Готово
          </Button>
          <Button wide busy={joining.leave.isPending} onClick={() => joining.takeBack(outage.id)}>
            Отменить присоединение
          </Button>
          <Button kind="quiet" wide onClick={props.onNext}>
            Сообщить и о другом
          </Button>
        </>
      }
    >
      {danger && <DangerLine>{danger.words}</DangerLine>}
      <p className="submit-joined">
        <Icon name="check" />
        Вы присоединились
      </p>
      <OutageCard
        outage={outage}
        heading="h2"
        peopleTitle="Уже с вами"
        place={<OutagePlace outage={outage} point={draft.value.point} />}
      />
    </StepFrame>
  );
}
