import type { ReactNode } from 'react';
import { listRisks } from '../../../shared/contract/messages/control.ts';
import { counted } from '../../../shared/text/plural.ts';
import { formatCaseNumber } from '../../../shared/text/words.ts';
import { useFormats } from '../../lib/format.ts';
import { useRoute } from '../../lib/query.ts';
import { PageLink } from '../../ui/page-link.tsx';
import { Section } from '../../ui/section.tsx';
import { Loadable } from '../../ui/states.tsx';
import { caseHref } from '../base/case-kit/near-list.tsx';

/** Cases that may be late although their time is not over: how likely, and the three main reasons in words. */
export function RiskPart(): ReactNode {
  const risks = useRoute(listRisks, undefined, { refreshEvery: 300_000 });
  const formats = useFormats();
  return (
    <Section title="Могут не успеть">
      <Loadable query={risks} failed="Оценка риска не загрузилась">
        {({ learnedFrom, rows }) => (
          <>
            {learnedFrom === null && (
              <p className="muted">
                Оценка появится, когда накопятся ответы: пока их меньше тридцати за полгода.
              </p>
            )}
            {learnedFrom !== null && rows.length === 0 && <p className="muted">Дел с заметным риском нет.</p>}
            {rows.length > 0 && (
              <ul className="today__cases">
                {rows.map((row) => (
                  <li key={row.id}>
                    <PageLink to={caseHref(row.number)} className="today__case">
                      <span className="today__line">
                        <b className="today__number">{formatCaseNumber(row.number)}</b>
                        <span className="muted">до {formats.date(row.dueAt)}</span>
                        <b className="push">риск {row.percent}&nbsp;%</b>
                      </span>
                      <span>{row.title}</span>
                      {row.reasons.length > 0 && (
                        <span className="muted small">{capitalise(row.reasons.join('; '))}</span>
                      )}
                    </PageLink>
                  </li>
                ))}
              </ul>
            )}
            {rows.length > 0 && learnedFrom !== null && (
              <p className="muted small">
                По {counted(learnedFrom, 'ответу', 'ответам', 'ответам')} за полгода, считается каждую ночь.
              </p>
            )}
          </>
        )}
      </Loadable>
    </Section>
  );
}

const capitalise = (text: string): string => text.charAt(0).toLocaleUpperCase('ru') + text.slice(1);
