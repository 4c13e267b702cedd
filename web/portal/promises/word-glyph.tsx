import type { ReactNode } from 'react';
import type { WordOutcome } from '../../../shared/contract/base/promises.ts';
import { Icon } from '../../ui/icons.tsx';

/** ☑ сдержано, ◆ нарушено, ○ впереди, □ без доказательства: told by shape, the colour only helps. */
export function WordGlyph({ outcome }: { outcome: WordOutcome }): ReactNode {
  return (
    <span className={`word-glyph word-glyph--${outcome}`} aria-hidden="true">
      {outcome === 'kept' && <Icon name="check" />}
      {outcome === 'broken' && <Icon name="diamond" />}
    </span>
  );
}
