import { type ReactNode, useState } from 'react';
import { type Verdict, verdicts } from '../../../shared/contract/participation/discussion-remarks.ts';
import {
  listOpenRemarks,
  type OpenDiscussion,
} from '../../../shared/contract/participation/discussions-open.ts';
import { formatNumber } from '../../../shared/text/numbers.ts';
import { countedRemarks, verdictTitles } from '../../../shared/text/participation/discussion-words.ts';
import { useHydrated } from '../../lib/first-look.ts';
import { useRoute } from '../../lib/query.ts';
import { StatTile } from '../../ui/figures.tsx';
import { SelectField } from '../../ui/forms/choice-field.tsx';
import { bindValue } from '../../ui/forms/fields.ts';
import { Section } from '../../ui/section.tsx';
import { Loadable } from '../../ui/states.tsx';
import { MoreRemarks } from './project-part.tsx';
import { RemarkItem } from './remark-item.tsx';

/** How many there were, and what became of them. */
export function FiguresPart({ discussion }: { discussion: OpenDiscussion }): ReactNode {
  const { figures } = discussion;
  if (!figures) return null;
  return (
    <Section title="Итог" className="stack">
      <p>
        {figures.remarks === 0
          ? 'Предложений не поступило.'
          : `Поступило ${countedRemarks(figures.remarks)}, на каждое есть ответ с обоснованием.`}
        {figures.supports > 0 && ` Поддержек от жителей: ${formatNumber(figures.supports)}.`}
      </p>
      {figures.remarks > 0 && (
        <dl className="consultation__tiles">
          <StatTile figure={figures.accepted} label="учтено" />
          <StatTile figure={figures.acceptedPartly} label="учтено частично" />
          <StatTile figure={figures.rejected} label="не учтено" />
          <StatTile figure={figures.notOnSubject} label="не по предмету" />
        </dl>
      )}
    </Section>
  );
}

/** What changed in the project, paragraph by paragraph. */
export function ChangesPart({ discussion }: { discussion: OpenDiscussion }): ReactNode {
  const changed = discussion.paragraphs.flatMap(({ id, text, outcome }, at) =>
    outcome === null ? [] : [{ id, number: at + 1, text, outcome }],
  );
  return (
    <Section title="Что изменилось в проекте" className="stack">
      {changed.length === 0 && <p>Проект остался без изменений: почему — в ответах ниже.</p>}
      <ul className="consultation__list">
        {changed.map(({ id, number, text, outcome }) => (
          <li key={id} className="consultation__change">
            <h3>Пункт {number}</h3>
            <div>
              <p className="small">Было</p>
              <p className="consultation__words">
                <del>{text}</del>
              </p>
            </div>
            <div>
              <p className="small">Стало</p>
              <p className="consultation__words">{outcome ? <ins>{outcome}</ins> : 'Пункт исключён'}</p>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Every remark with its answer. */
export function AnswersPart({ discussion }: { discussion: OpenDiscussion }): ReactNode {
  const [verdict, setVerdict] = useState<Verdict | ''>('');
  const isHydrated = useHydrated();
  const answers = useRoute(listOpenRemarks, {
    params: { id: discussion.id },
    query: { ...(verdict && { verdict }) },
  });
  if (discussion.remarks === 0) return null;
  return (
    <Section title="Предложения и ответы" className="stack">
      {isHydrated && (
        <SelectField
          form={bindValue<Verdict | ''>(verdict, setVerdict, 'answers-verdict')}
          name="value"
          label="Показать"
          none="все"
          choices={verdicts.map((value) => ({ value, label: verdictTitles[value] }))}
        />
      )}
      <Loadable query={answers} failed="Ответы не загрузились">
        {({ items, next }) => (
          <>
            {items.length === 0 && <p>Таких ответов нет.</p>}
            <ul className="consultation__list">
              {items.map((remark) => (
                <RemarkItem key={remark.id} discussion={discussion} remark={remark} tellsWhere />
              ))}
            </ul>
            {next && <MoreRemarks key={next} discussion={discussion} from={next} />}
          </>
        )}
      </Loadable>
    </Section>
  );
}
