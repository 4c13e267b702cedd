import type { ReactNode } from 'react';
import type { PageCard } from '../../../../shared/contract/pages/register.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { verificationTitles } from '../../../../shared/text/pages/register.ts';
import { Button } from '../../../ui/button.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { FileLink } from '../../base/parts/papers.tsx';
import type { PageDialogKind } from './page-dialogs.tsx';
import { VerificationStatus } from './page-marks.tsx';

/** The run of the verification: where it stands, what was returned, every step with its paper. */
export function VerificationPart(props: {
  card: PageCard;
  onDialog: (kind: PageDialogKind) => void;
}): ReactNode {
  const { card, onDialog } = props;
  const { run } = card;
  return (
    <Section title="Верификация" isSmall className="page-pane__part">
      <p>
        <VerificationStatus state={card.verification} on={card.verificationOn} />{' '}
        {run?.dueOn && (
          <Mark tone={run.isLate ? 'danger' : 'warning'}>
            {run.isLate ? 'срок вышел' : 'до'} {formatDay(run.dueOn)}
          </Mark>
        )}
      </p>
      {run?.ground && <p>{run.ground}</p>}
      {run && (
        <ol className="page-pane__history">
          {run.moves.map(({ state, on, ground, fileId, by }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: steps are only added to
            <li key={at}>
              <span>
                {verificationTitles[state]} {formatDay(on)}
                {ground && at < run.moves.length - 1 && `: ${ground}`}
              </span>
              <span className="muted small">
                {by} {fileId && <FileLink fileId={fileId} title="Файл" />}
              </span>
            </li>
          ))}
        </ol>
      )}
      {card.can.includes('verify') && (
        <Button kind="quiet" onClick={() => onDialog('verify')}>
          Записать шаг
        </Button>
      )}
    </Section>
  );
}
