import { useCanGoBack, useRouter } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { findSimilar } from '../../../shared/contract/messages/cases-portal.ts';
import { findCoveringOutages } from '../../../shared/contract/messages/outages-open.ts';
import { PageTitle } from '../../lib/page-title.tsx';
import { useRoute } from '../../lib/query.ts';
import { useGo, useUrlQuery } from '../../lib/router.tsx';
import { showToast } from '../../lib/toast.ts';
import { ButtonLink } from '../../ui/button.tsx';
import { Icon } from '../../ui/icons.tsx';
import { useKeptPhotos } from '../parts/kept-photos.ts';
import { useDraftHold } from './draft-hold.ts';
import { OutageGate, SimilarGate, useLateSteps } from './late-steps.tsx';
import { makePlace } from './message-body.ts';
import { preparePhoto } from './photo-place.ts';
import { ContactsStep } from './step-contacts.tsx';
import { WhatStep } from './step-what.tsx';
import { WhereStep } from './step-where.tsx';
import { readStep, type Step, stepCount, steps } from './steps.ts';
import './submit.css';
import {
  hasPlace,
  keyOfDraft,
  type Point,
  type SubmitDraft,
  type SubmitDraftState,
  useSubmitDraft,
  wordsToRead,
} from './submit-draft.ts';

/** «Сообщить»: four questions, one at a time. All answers live in one draft, so Back and a closed tab lose nothing. */
export function SubmitPage(): ReactNode {
  const [query] = useUrlQuery();
  const draftKey = keyOfDraft(query.draft);
  return <HeldDraft key={draftKey} draftKey={draftKey} isNamed={Boolean(query.draft)} />;
}

/** The draft of an address without a name is taken by the first page: the next one begins a draft of its own. */
function HeldDraft(props: { draftKey: string; isNamed: boolean }): ReactNode {
  const hold = useDraftHold(props.draftKey);
  const [, change] = useUrlQuery();
  const isTaken = hold === 'elsewhere' && !props.isNamed;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `change` is made anew on every render
  useEffect(() => {
    if (!isTaken) return;
    change({ draft: Date.now().toString(36) }, { replace: true });
    showToast('Другое сообщение начато в соседней вкладке, здесь — новое');
  }, [isTaken]);
  if (isTaken) return null;
  if (hold === 'elsewhere') return <OpenElsewhere />;
  return <DraftSteps draftKey={props.draftKey} />;
}

function OpenElsewhere(): ReactNode {
  return (
    <main id="main" className="submit-main">
      <div className="screen">
        <PageTitle text="Этот черновик открыт в другой вкладке" />
        <p>Продолжите там: в двух вкладках слова одного черновика стёрли бы друг друга.</p>
        <div>
          <ButtonLink to="/new" search={{ draft: Date.now().toString(36) }} kind="primary">
            Начать другое сообщение
          </ButtonLink>
        </div>
      </div>
    </main>
  );
}

function DraftSteps({ draftKey }: { draftKey: string }): ReactNode {
  const draft = useOpenedDraft(draftKey);
  const kept = useKeptPhotos(draftKey, 5, preparePhoto);
  const [consents, setConsents] = useState({ consent: false, publish: false });
  const [query, change] = useUrlQuery();
  const step = readStep(query.step, draft.value);
  useStepAddress(query.step, step, (fitting) => change({ step: fitting }, { replace: true }));
  usePlaceOfAddress(query.at, draft.change, () => change({ at: '' }, { replace: true }));
  const similar = useSimilar(draft.value, step !== 'what');
  const outages = useOutages(draft.value, step);
  useLateSteps(step !== 'what');
  const go = (next: Step) => change({ step: next, at: '' }, { replace: false });
  const afterPlace = (point: Point | null, isPlaceless = false) =>
    go(isPlaceless ? 'contacts' : stepAfterPlace(draft.value, point, { outages, similar }));
  const pastOutages: Step = draft.value.point ? 'similar' : 'contacts';

  return (
    <>
      <StepBar step={step} onBack={() => go(steps[Math.max(0, steps.indexOf(step) - 1)] ?? 'what')} />
      <main id="main" className="submit-main">
        {step === 'what' && <WhatStep draft={draft} kept={kept} onNext={() => go('where')} />}
        {step === 'where' && (
          <WhereStep draft={draft} isLooking={similar.isLooking || outages.isLooking} onNext={afterPlace} />
        )}
        {step === 'outage' && (
          <OutageGate
            draftKey={draftKey}
            draft={draft}
            outages={outages.query}
            onNext={() => go(pastOutages)}
            onSkip={() => change({ step: pastOutages }, { replace: true })}
            onForget={kept.forget}
          />
        )}
        {step === 'similar' && (
          <SimilarGate
            draft={draft}
            similar={similar.query}
            onNext={() => go('contacts')}
            onSkip={() => change({ step: 'contacts' }, { replace: true })}
          />
        )}
        {step === 'contacts' && (
          <ContactsStep
            draftKey={draftKey}
            draft={draft}
            kept={kept}
            consents={consents}
            onConsents={setConsents}
            onStep={go}
          />
        )}
      </main>
    </>
  );
}

/** A draft that is open again waits for its person and no longer for the network. */
function useOpenedDraft(draftKey: string): SubmitDraftState {
  const draft = useSubmitDraft(draftKey);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, at the opening
  useEffect(() => {
    if (draft.value.queued || draft.value.trouble) draft.change({ queued: null, trouble: '' });
  }, []);
  return draft;
}

interface Found {
  isNone: boolean;
}

/**
 * Where a named place leads: to what is off there, to what was told of near it, past both where nothing was found. The point comes
 * with the step: an address typed in full may have got its own only at this very moment, and nothing is known of it yet.
 */
function stepAfterPlace(
  draft: SubmitDraft,
  point: Point | null,
  { outages, similar }: { outages: Found; similar: Found },
): Step {
  const isKnown = point !== null && point.lat === draft.point?.lat && point.lon === draft.point.lon;
  if (!isKnown || !outages.isNone) return 'outage';
  return similar.isNone ? 'contacts' : 'similar';
}

/** The address follows the step that may be shown; every step begins at its top. */
function useStepAddress(asked: string | undefined, step: Step, correct: (step: Step) => void): void {
  const isWrong = (asked ?? 'what') !== step;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `correct` is made anew on every render
  useEffect(() => {
    if (isWrong) correct(step);
  }, [isWrong, step]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new step is what scrolls
  useEffect(() => {
    scrollTo(0, 0);
  }, [step]);
}

/** «Сообщить здесь» of the map brings its point along, once: Back must not put it over a place named since. */
function usePlaceOfAddress(
  at: string | undefined,
  change: (patch: Partial<SubmitDraft>) => void,
  onTaken: () => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: `onTaken` is made anew on every render
  useEffect(() => {
    const point = readPoint(at);
    if (point)
      change({ point, placeSource: 'map', address: '', streetId: '', house: '', isPlaceless: false });
    if (at) onTaken();
  }, [at, change]);
}

function readPoint(text: string | undefined): Point | null {
  const [lat, lon] = (text ?? '').split(',').map(Number);
  return Number.isFinite(lat) && Number.isFinite(lon) && text ? { lat: lat!, lon: lon! } : null;
}

/** @param isTold the words are written: they are compared as well. */
function useSimilar({ text, point, factId, topic, isOutside }: SubmitDraft, isTold: boolean) {
  const fact = topic === 'chosen' ? factId : '';
  const query = useRoute(
    findSimilar,
    { body: { text, lat: point?.lat ?? 0, lon: point?.lon ?? 0, ...(fact && { factId: fact }) } },
    { enabled: isTold && point !== null && !isOutside, keepOld: false, staleTime: 60_000 },
  );
  return { query, isNone: query.data?.messages.length === 0 || query.isError, isLooking: query.isFetching };
}

/** What is off at the place: by its point while it is being named, by its address once it is. */
function useOutages(draft: SubmitDraft, step: Step) {
  const { text, point, factId, topic, isOutside, isPlaceless } = draft;
  const isNamed = step === 'where' ? point !== null : step !== 'what' && hasPlace(draft);
  const query = useRoute(
    findCoveringOutages,
    {
      body: {
        place: makePlace(draft) ?? {},
        text: wordsToRead(text),
        ...(topic === 'chosen' && factId && { factId }),
      },
    },
    { enabled: isNamed && !isOutside && !isPlaceless, keepOld: false, staleTime: 60_000 },
  );
  return { query, isNone: query.data?.outages.length === 0 || query.isError, isLooking: query.isFetching };
}

/** «Назад» does what the browser's own Back does; a page opened by a link goes to the step before. */
function StepBar(props: { step: Step; onBack: () => void }): ReactNode {
  const router = useRouter();
  const go = useGo();
  const canGoBack = useCanGoBack();
  const back = () => {
    if (canGoBack) router.history.back();
    else if (props.step === 'what') void go('/');
    else props.onBack();
  };
  return (
    <header className="step-bar">
      <div className="step">
        <button type="button" onClick={back}>
          <Icon name="left" />
          Назад
        </button>
        <span>{stepCount(props.step)}</span>
      </div>
    </header>
  );
}
