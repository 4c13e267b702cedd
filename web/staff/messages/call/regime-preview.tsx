import type { ReactNode } from 'react';
import type { RegimeDecision } from '../../../../shared/contract/base/regimes.ts';
import { Section } from '../../../ui/section.tsx';
import { regimeWords } from '../../base/case-kit/case-words.ts';
import { Legal, RegimeEffects } from '../case/regime/regime-fact.tsx';

/** By which order it will go, before it is registered: why, what is forbidden, what to offer. */
export function RegimePreview({ regime: data }: { regime: RegimeDecision | undefined }): ReactNode {
  if (!data) return null;
  return (
    <Section title={<>Режим: {regimeWords[data.regime]}</>} isSmall>
      <p>
        {data.reason}. <Legal of={data} />
      </p>
      <RegimeEffects decision={data} />
    </Section>
  );
}
