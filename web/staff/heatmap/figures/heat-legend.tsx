import type { ReactNode } from 'react';
import { describeScale, type HeatScale, smallest } from '../../../../shared/charts/heat-scale.ts';
import { describeRatioScale } from '../../../../shared/charts/ratio-heat.ts';
import type { Ratio } from '../../../../shared/text/heatmap/ratios.ts';
import { Icon } from '../../../ui/icons.tsx';

/** What the colours mean, in words and numbers; of a ratio in its own, the darkest is the worst. */
export function HeatLegend(props: {
  words: string;
  scale: HeatScale;
  ratio?: Pick<Ratio, 'unit' | 'better'> | null;
  before?: string;
}): ReactNode {
  const { words, scale, ratio, before } = props;
  return (
    <p className="legend">
      <span>{words}</span>
      <ScaleRamp scale={scale} ratio={ratio ?? null} />
      <span className="legend__one">
        <i className="legend__small heat heat--small" />
        меньше {smallest} — {ratio ? 'мало данных' : 'не красим'}
      </span>
      <span>· {ratio ? 'не из чего считать' : 'нет сообщений'}</span>
      {before && (
        <span className="legend__one push">
          <Icon name="up" size="small" />
          <Icon name="down" size="small" />
          {before}
        </span>
      )}
    </p>
  );
}

/** The five colours with what each of them means. */
export function ScaleRamp(props: {
  scale: HeatScale;
  ratio: Pick<Ratio, 'unit' | 'better'> | null;
}): ReactNode {
  const { scale, ratio } = props;
  const steps = ratio ? describeRatioScale(ratio, scale) : describeScale(scale);
  return (
    <span className="legend__ramp">
      {steps.map((words, at) => (
        <i key={words} className={`heat heat--${at + 1}`}>
          {words}
        </i>
      ))}
    </span>
  );
}
