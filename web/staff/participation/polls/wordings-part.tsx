import { type ReactNode, useState } from 'react';
import {
  listWordings,
  type PollCard,
  type PollWording,
} from '../../../../shared/contract/participation/polls.ts';
import { judgeWording } from '../../../../shared/contract/participation/polls-acts.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Failures } from '../../../ui/failures/failures.tsx';
import { SegmentedField } from '../../../ui/forms/choice-field.tsx';
import { bindValue } from '../../../ui/forms/fields.ts';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';

type State = PollWording['state'];
const titles: Readonly<Record<State, string>> = { waiting: 'Ждут', released: 'Показаны', hidden: 'Скрыты' };
const empty: Readonly<Record<State, string>> = {
  waiting: 'Все ответы просмотрены.',
  released: 'Пока не показан ни один.',
  hidden: 'Не скрыт ни один.',
};

/** Answers in words: nobody but staff reads one before it was let out. */
export function WordingsPart({ card }: { card: PollCard }): ReactNode {
  const hasWords = card.figures?.questions.some(({ kind }) => kind === 'text') ?? false;
  const [state, setState] = useState<State>('waiting');
  if (!hasWords || !card.figures) return null;
  return (
    <Section title="Ответы своими словами" className="desk__sheet">
      <p className="muted small">
        Покажите то, что по делу; скройте имена, телефоны и брань. Чей это ответ, не знает никто.
      </p>
      <SegmentedField
        form={bindValue<State>(state, setState)}
        name="value"
        legend="Какие"
        hiddenLegend
        choices={(Object.keys(titles) as State[]).map((value) => ({
          value,
          label:
            value === 'waiting' && card.wordingsWaiting > 0
              ? `${titles[value]}: ${card.wordingsWaiting}`
              : titles[value],
        }))}
      />
      <Wordings card={card} state={state} />
    </Section>
  );
}

function Wordings({ card, state }: { card: PollCard; state: State }): ReactNode {
  const wordings = useRoute(listWordings, { params: { id: card.id }, query: { state } }, { keepOld: false });
  const judge = useCommand(judgeWording);
  const isArchived = card.state === 'archived';
  return (
    <Loadable query={wordings} failed="Ответы не загрузились">
      {({ items }) =>
        items.length === 0 ? (
          <p className="muted">{empty[state]}</p>
        ) : (
          <>
            <Failures of={judge} />
            <ul className="polls-desk__words">
              {items.map(({ id, text, question, judgedBy }) => (
                <li key={id}>
                  <p>{text}</p>
                  <p className="muted small">
                    {question}
                    {judgedBy && `; просмотрено: ${judgedBy}`}
                  </p>
                  {!isArchived && (
                    <span className="cluster">
                      {state !== 'released' && (
                        <Button
                          busy={judge.isPending}
                          onClick={() => judge.mutate({ params: { id }, body: { isReleased: true } })}
                        >
                          Показать<span className="aloud">: {text}</span>
                        </Button>
                      )}
                      {state !== 'hidden' && (
                        <Button
                          kind="quiet"
                          busy={judge.isPending}
                          onClick={() => judge.mutate({ params: { id }, body: { isReleased: false } })}
                        >
                          Скрыть<span className="aloud">: {text}</span>
                        </Button>
                      )}
                    </span>
                  )}
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Loadable>
  );
}
