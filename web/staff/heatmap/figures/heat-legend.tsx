import type { ReactNode } from 'react';
import { describeScale, type HeatScale, smallest } from '../../../../shared/charts/heat-scale.ts';
import { Icon } from '../../../ui/icons.tsx';

/** What the colours mean, in words and numbers. */
export function HeatLegend(props: { words: string; scale: HeatScale; before?: string }): ReactNode {
  return (
    <p className="legend">
      <span>{props.words}</span>
      <span className="legend__ramp">
        {describeScale(props.scale).map((words, at) => (
          <i key={words} className={`heat heat--${at + 1}`}>
            {words}
          </i>
        ))}
      </span>
      <span className="legend__one">
        <i className="legend__small heat heat--small" />
        меньше {smallest} — не красим
      </span>
      <span>· нет сообщений</span>
      {props.before && (
        <span className="legend__one push">
          <Icon name="up" size="small" />
          <Icon name="down" size="small" />
          {props.before}
        </span>
      )}
    </p>
  );
}
