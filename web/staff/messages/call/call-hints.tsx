import type { ReactNode } from 'react';
import { useFormats } from '../../../lib/format.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import { Button } from '../../../ui/button.tsx';
import { Facts } from '../../../ui/figures.tsx';
import type { Topics } from '../../base/case-kit/topics.ts';
import type { CallDraft } from './call-draft.ts';
import type { Suggestions } from './use-suggestions.ts';

/** What the words say by themselves: topic, place, who would do it and by when. Taken by a press, never by itself. */
export function CallHints(props: {
  draft: CallDraft;
  suggested: Suggestions | undefined;
  /** A topic sets the term: not that of a statutory appeal. */
  hasTermOfTopic: boolean;
  topics: Topics | undefined;
  change: (patch: Partial<CallDraft>) => void;
}): ReactNode {
  const { draft, suggested: data, topics, change } = props;
  const formats = useFormats();
  const chosen = topics?.fact(draft.factId);
  useHotkeys(
    'Подсказки темы',
    (data?.facts ?? []).map(({ factId }, at) => ({
      keys: `Alt+Digit${at + 1}`,
      label: `Тема: ${topics?.fact(factId)?.title ?? factId}`,
      run: () => change({ factId }),
    })),
  );
  if (!data || !topics) {
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
          ...(data.dueAt && !isOther && props.hasTermOfTopic
            ? [[chosen ? 'Срок' : 'Срок по ней', formats.until(data.dueAt)] as const]
            : []),
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
