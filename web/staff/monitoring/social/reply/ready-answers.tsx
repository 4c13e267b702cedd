import type { ReactNode } from 'react';
import { listReadyAnswers } from '../../../../../shared/contract/monitoring/incident-replies.ts';
import { shorten } from '../../../../../shared/text/words.ts';
import { useRoute } from '../../../../lib/query.ts';
import { ErrorState, SkeletonLines } from '../../../../ui/states.tsx';
import { ChoiceDialog } from '../../../base/case-kit/choice-dialog.tsx';

/** «/» in the reply box: templates of the office that fit the topic, with place and term of the incident in them. */
export function ReadyAnswers(props: {
  incidentId: string;
  onPick: (text: string) => void;
  onClose: () => void;
}): ReactNode {
  const { incidentId, onPick, onClose } = props;
  const { data, error, refetch } = useRoute(
    listReadyAnswers,
    { params: { id: incidentId } },
    { keepOld: false, staleTime: 60_000 },
  );
  const answers = data?.answers ?? [];
  return (
    <ChoiceDialog
      title="Готовый ответ"
      intro={<p className="muted">Встанет в поле; многоточие заполните сами. Согласует другой человек.</p>}
      empty={
        (error && (
          <ErrorState title="Готовые ответы не загрузились" problem={error} onRetry={() => void refetch()} />
        )) ||
        (data ? (
          <p>Готовых ответов для этой темы нет. Их ведёт администратор в справочниках.</p>
        ) : (
          <SkeletonLines lines={4} label="Загружаем готовые ответы…" />
        ))
      }
      choices={answers.map(({ id, title, text }) => ({
        id,
        label: (
          <>
            {title}
            <span className="line-below muted small">{shorten(text, 110)}</span>
          </>
        ),
      }))}
      onPick={(id) => {
        const chosen = answers.find((one) => one.id === id);
        if (chosen) onPick(chosen.text);
      }}
      onClose={onClose}
    />
  );
}
