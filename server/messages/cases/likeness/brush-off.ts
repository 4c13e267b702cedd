import { gate } from '../intake/gate-pack.ts';

export interface MeasuredWords {
  /** Likeness to the nearest earlier answer of the unit or of the topic, 0–1; null where there is none. */
  likeness: number | null;
  /** Share of the wording that stands in a template of the topic, 0–1; null where there is none. */
  templateShare: number | null;
  /** Days and figures that neither of the two has. */
  ownFacts: number;
}

/**
 * `alike`: an earlier answer or a template over again, with days or figures of its own; `brush-off`: without any. The one
 * judgement of the gate, of the screen of approval and of K14.
 */
export type OwnWords = 'own' | 'alike' | 'brush-off';

export function judgeOwnWords({ likeness, templateShare, ownFacts }: MeasuredWords): OwnWords {
  const isAlike = (likeness ?? 0) >= gate.limits.alike || (templateShare ?? 0) >= gate.limits.template;
  if (!isAlike) return 'own';
  return ownFacts > 0 ? 'alike' : 'brush-off';
}

/** Whether it is a brush-off; null where there was nothing to compare with. */
export const isBrushOff = (measured: MeasuredWords): boolean | null =>
  measured.likeness === null && measured.templateShare === null
    ? null
    : judgeOwnWords(measured) === 'brush-off';
