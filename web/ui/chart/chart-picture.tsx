import type { ReactNode, Ref } from 'react';
import type { Mark, Picture } from '../../../shared/charts/picture.ts';

/** A drawn chart in the page: looks are classes, so that themes, contrast and print colour it. `label` null = words beside say it. */
export function ChartPicture(props: {
  picture: Picture;
  label: string | null;
  ref?: Ref<SVGSVGElement>;
}): ReactNode {
  const { picture, label, ref } = props;
  const { width, height, marks, spots } = picture;
  return (
    <svg
      ref={ref}
      className="chart__picture"
      viewBox={`0 0 ${width} ${Math.ceil(height)}`}
      // As large as its letters are those of the page, whatever room there is: what the server drew does not jump.
      width={`${width / 16}rem`}
      role="img"
      aria-label={label ?? ''}
      aria-hidden={label === null}
    >
      {marks.map((mark, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: marks lie over one another in their order
        <Drawn key={at} mark={mark} />
      ))}
      {spots.map(({ words, ...box }) => (
        <rect key={words} className="chart__spot" {...box}>
          <title>{words}</title>
        </rect>
      ))}
    </svg>
  );
}

function Drawn({ mark }: { mark: Mark }): ReactNode {
  const className = `chart__${mark.look}`;
  switch (mark.kind) {
    case 'path':
      return <path className={className} d={mark.d} />;
    case 'rect':
      return <rect className={className} x={mark.x} y={mark.y} width={mark.width} height={mark.height} />;
    case 'text':
      return (
        <text className={`chart__text ${className}`} x={mark.x} y={mark.y} textAnchor={mark.anchor}>
          {mark.text}
        </text>
      );
  }
}
