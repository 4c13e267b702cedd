import type { ReactNode } from 'react';
import type { RequestCard, RequestPage } from '../../../../shared/contract/pages/gospubliki.ts';
import { variantStateTitles } from '../../../../shared/text/pages/publications.ts';
import { useFormats } from '../../../lib/format.ts';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { OutLink } from '../../base/parts/papers.tsx';

/** Pages asked for: where it stands, when it goes out, or why it does not. */
export function TargetsPart({ card }: { card: RequestCard }): ReactNode {
  return (
    <Section title="Страницы" className="desk__sheet">
      <ul className="gospubliki__rows">
        {card.targets.map((target) => (
          <li key={target.pageId}>
            <p className="cluster">
              <b>{target.title}</b>
              <TargetMark target={target} />
            </p>
            <TargetWords target={target} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

function TargetMark({ target }: { target: RequestPage }): ReactNode {
  if (target.publishedAt)
    return target.variant === 'withdrawn' ? (
      <Mark tone="warning">вышла и снята</Mark>
    ) : (
      <Mark tone="ok">вышла</Mark>
    );
  if (target.missedAt) return <Mark tone="quiet">не вышла</Mark>;
  if (target.isAccepted === false) return <Mark tone="quiet">не принята на эту страницу</Mark>;
  if (target.isAccepted === null) return null;
  if (target.variant === null) return <Mark tone="warning">в публикации этой страницы больше нет</Mark>;
  const tone = target.variant === 'failed' || target.variant === 'unknown' ? 'danger' : 'info';
  return <Mark tone={tone}>{variantStateTitles[target.variant]}</Mark>;
}

function TargetWords({ target }: { target: RequestPage }): ReactNode {
  const formats = useFormats();
  if (target.publishedAt)
    return (
      <p className="small">
        {formats.dateTime(target.publishedAt)}{' '}
        {target.url ? <OutLink href={target.url}>{target.url}</OutLink> : 'адрес сеть не сообщила'}
      </p>
    );
  if (target.reason) return <p className="small">{target.reason}</p>;
  if (target.variantReason) return <p className="small">{target.variantReason}</p>;
  if (target.dueAt && target.isAccepted)
    return <p className="muted small">назначена на {formats.dateTime(target.dueAt)}</p>;
  return null;
}
