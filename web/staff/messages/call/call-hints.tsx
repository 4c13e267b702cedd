import { type ReactNode, useEffect, useState } from 'react';
import { suggestFor } from '../../../../shared/contract/messages/cases-staff.ts';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import type { CallDraft } from './call-draft.ts';

/** The text as it was when the hand rested, milliseconds ago. */
function useSettled(text: string, after = 400): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), after);
    return () => clearTimeout(timer);
  }, [text, after]);
  return settled;
}

/** What the words say by themselves: topic, place, who would do it and by when. Taken by a press, never by itself. */
export function CallHints(props: {
  draft: CallDraft;
  topics: Topics | undefined;
  change: (patch: Partial<CallDraft>) => void;
}): ReactNode {
  const { draft, topics, change } = props;
  const formats = useFormats();
  const text = useSettled(draft.text.trim());
  const { data } = useRoute(suggestFor, { body: { text } }, { enabled: text.length >= 8 });
  const chosen = topics?.fact(draft.factId);
  useHotkeys(
    'Подсказки темы',
    (data?.facts ?? []).map(({ factId }, at) => ({
      keys: `Alt+Digit${at + 1}`,
      label: `Тема: ${topics?.fact(factId)?.title ?? factId}`,
      run: () => change({ factId }),
    })),
  );
  if (text.length < 8 || !data || !topics) {
    return <p className="muted">Пишите со слов человека: тема, место и исполнитель подскажутся сами.</p>;
  }
  const first = topics.fact(data.facts[0]?.factId ?? null);
  // The server names who and when for its first guess; of another topic only the kind of executor is known here.
  const isOther = chosen !== undefined && chosen.id !== first?.id;
  const unit = isOther ? topics.kindTitle(chosen.executorKind) : data.executorUnit;
  const guess = data.place?.address && !draft.address ? takePlace(data.place) : null;
  return (
    <>
      <div className="call__topics">
        {data.facts.map(({ factId }, at) => {
          const fact = topics.fact(factId);
          if (!fact) return null;
          return (
            <Button
              key={factId}
              hint={`Alt+Digit${at + 1}`}
              aria-pressed={draft.factId === factId}
              onClick={() => change({ factId })}
            >
              {topics.block(fact.block)?.shortTitle} · {fact.shortTitle}
            </Button>
          );
        })}
      </div>
      {chosen?.stopper && (
        <p className="call__stopper" role="alert">
          {chosen.stopper}
        </p>
      )}
      <Facts
        facts={[
          ...(guess
            ? [
                [
                  'Место',
                  <Button key="place" kind="quiet" onClick={() => change(guess)}>
                    {guess.address} — верно
                  </Button>,
                ] as const,
              ]
            : []),
          ...(!chosen && first ? [['Если тема', first.title] as const] : []),
          ...(unit ? [['Исполнитель', unit] as const] : []),
          ...(data.dueAt && !isOther ? [['Срок', formats.until(data.dueAt)] as const] : []),
        ]}
      />
    </>
  );
}

function takePlace(place: { address: string | null; lat: number | null; lon: number | null }) {
  const { address, lat, lon } = place;
  const input = { address, ...(lat !== null && lon !== null && { lat, lon }) };
  return { address: address ?? '', place: JSON.stringify(input) };
}
