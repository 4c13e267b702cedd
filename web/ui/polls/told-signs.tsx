import type { ReactNode } from 'react';
import type { ToldSigns } from '../../../shared/contract/participation/poll-signs.ts';
import { signLimits } from '../../../shared/text/participation/sign-sentences.ts';
import { useFormats } from '../../lib/format.ts';
import { Section } from '../section.tsx';

/** Signs of manipulation the city told everybody of, why it did, and what they do not prove. */
export function ToldSignsPart({ told, isSmall = false }: { told: ToldSigns; isSmall?: boolean }): ReactNode {
  const formats = useFormats();
  return (
    <Section title="Город говорит о признаках накрутки" isSmall={isSmall} className="stack">
      <p>{told.reason}</p>
      <ul>
        {told.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="muted small">
        {signLimits.join(' ')} Сказано {formats.date(told.at)}: {told.by}.
      </p>
    </Section>
  );
}
