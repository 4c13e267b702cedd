import { lazy, type ReactNode, Suspense, useEffect } from 'react';
import { Button } from '../../ui/button.tsx';
import { SkeletonLines } from '../../ui/states.tsx';
import { StepFrame } from './step-frame.tsx';
import type { OutageStepProps } from './step-outage.tsx';
import type { SimilarStepProps } from './step-similar.tsx';

/**
 * Steps that ask of what the city knows are fetched while the place is being named, so that the first step comes sooner. Where the
 * network has broken before they came, nothing is asked: nothing would be known either.
 */

const fetchOutage = () => import('./step-outage.tsx');
const fetchSimilar = () => import('./step-similar.tsx');
const skip = () => ({ default: Skipped });

const OutageStep = lazy(() => fetchOutage().then(({ OutageStep: Step }) => ({ default: Step }), skip));
const SimilarStep = lazy(() => fetchSimilar().then(({ SimilarStep: Step }) => ({ default: Step }), skip));

/** Fetches them beforehand. */
export function useLateSteps(isNear: boolean): void {
  useEffect(() => {
    if (isNear) void Promise.allSettled([fetchOutage(), fetchSimilar()]);
  }, [isNear]);
}

function Skipped({ onSkip }: { onSkip: () => void }): ReactNode {
  // biome-ignore lint/correctness/useExhaustiveDependencies: skipped once
  useEffect(onSkip, []);
  return null;
}

function Waiting(props: {
  step: 'outage' | 'similar';
  label: string;
  other: string;
  onNext: () => void;
}): ReactNode {
  return (
    <StepFrame
      step={props.step}
      onSubmit={props.onNext}
      actions={
        <Button type="submit" wide>
          {props.other}
        </Button>
      }
    >
      <SkeletonLines label={props.label} />
    </StepFrame>
  );
}

type OutageGateProps = Omit<OutageStepProps, 'found'> & {
  outages: { data: { outages: OutageStepProps['found'] } | undefined; isError: boolean };
};

/** «Вы об этом отключении?»: nothing off here skips the step. */
export function OutageGate({ outages, ...props }: OutageGateProps): ReactNode {
  const found = outages.data?.outages;
  if (outages.isError || found?.length === 0) return <Skipped onSkip={props.onSkip} />;
  const waiting = (
    <Waiting
      step="outage"
      label="Смотрим, нет ли здесь отключения…"
      other="Нет, у меня другое"
      onNext={props.onNext}
    />
  );
  if (!found) return waiting;
  return (
    <Suspense fallback={waiting}>
      <OutageStep {...props} found={found} />
    </Suspense>
  );
}

/** «Это то же самое?»: whoever goes on without the question joins nothing. */
export function SimilarGate(props: SimilarStepProps): ReactNode {
  const { draft, onNext, onSkip } = props;
  const joinNothing = (then: () => void) => () => {
    draft.change({ joins: '' });
    then();
  };
  const waiting = (
    <Waiting
      step="similar"
      label="Ищем похожие сообщения рядом…"
      other="Нет, это другая проблема"
      onNext={joinNothing(onNext)}
    />
  );
  return (
    <Suspense fallback={waiting}>
      <SimilarStep {...props} onSkip={joinNothing(onSkip)} />
    </Suspense>
  );
}
