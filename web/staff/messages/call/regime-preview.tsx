import type { ReactNode } from 'react';
import { resolveRegimeRoute } from '../../../../shared/contract/base/regimes.ts';
import { useRoute } from '../../../lib/query.ts';
import { Section } from '../../../ui/section.tsx';
import { regimeWords } from '../../base/case-kit/case-words.ts';
import { Legal, RegimeEffects } from '../case/regime/regime-fact.tsx';
import type { CallDraft } from './call-draft.ts';

/** By which order it will go, before it is registered: why, what is forbidden, what to offer. */
export function RegimePreview({ draft }: { draft: CallDraft }): ReactNode {
  const { data } = useRoute(resolveRegimeRoute, {
    body: {
      channel: draft.kind,
      identity: draft.phone ? 'phone' : 'anonymous',
      signs: draft.signs.split(',').filter(Boolean),
      ...(draft.receivedOn && { receivedOn: draft.receivedOn }),
    },
  });
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
