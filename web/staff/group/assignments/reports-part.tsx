import type { ReactNode } from 'react';
import type { AssignmentCard, Evidence } from '../../../../shared/contract/group/assignments.ts';
import { formatCaseNumber } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { FileLink, OutLink } from '../../base/parts/papers.tsx';

/** Reports with what proves each, the latest first. */
export function ReportsPart({ card }: { card: AssignmentCard }): ReactNode {
  const formats = useFormats();
  if (card.reports.length === 0) return null;
  return (
    <Section title="Отчёты" isSmall className="assignment__sheet">
      <ol className="assignment__reports">
        {card.reports.toReversed().map(({ no, text, at, byName, evidence }) => (
          <li key={no}>
            <p className="muted small">
              Отчёт {no}, {byName}, {formats.dateTime(at)}
            </p>
            <p className="assignments__words">{text}</p>
            <ul className="assignment__proofs">
              {evidence.map((one) => (
                <li key={one.id}>
                  <Proof one={one} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ol>
    </Section>
  );
}

function Proof({ one }: { one: Evidence }): ReactNode {
  const { kind, title, value, fileId, caseNumber } = one;
  if (kind === 'case')
    return caseNumber ? (
      <PageLink to={`/staff/cases/${caseNumber}`}>Дело {formatCaseNumber(caseNumber)}</PageLink>
    ) : (
      'Дело других блоков или территорий'
    );
  if (kind === 'figure')
    return (
      <>
        {title}: <b>{value}</b>
      </>
    );
  if (kind === 'file' && fileId) return <FileLink fileId={fileId} title={title} />;
  return <OutLink href={value}>{title}</OutLink>;
}
