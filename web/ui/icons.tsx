import type { ReactNode } from 'react';

/** Drawn in a 16-unit square with a stroke; those of `solid` are filled. No picture font, no glyphs of a text font. */
const paths = {
  check: 'M3 8.5 6.5 12 13 4.5',
  close: 'M3.5 3.5l9 9M12.5 3.5l-9 9',
  calendar: 'M2.5 4h11v9.5h-11zM2.5 7h11M5.500 2v3M10.500 2v3',
  clock: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM8 4.5V8l2.5 1.5',
  hourglass: 'M4 2h8M4 14h8M5 2c0 4 6 4 6 6s-6 2-6 6M11 2c0 4-6 4-6 6s6 2 6 6',
  pencil: 'm3 13 .7-3L11 2.7 13.3 5 6 12.3zM9.5 4.2l2.3 2.3',
  alert: 'M8 2.5 14.5 13.5h-13zM8 6.5v3.5M8 12v.2',
  up: 'M8 3.5 14 12.5H2z',
  down: 'M8 12.5 2 3.5h12z',
  diamond: 'M8 1.5 14.5 8 8 14.5 1.5 8z',
  right: 'M2.5 8h10.5M9 4l4 4-4 4',
  phone: 'M5.5 2.5 3 3.2c0 5.5 4.3 9.8 9.8 9.8l.7-2.5-3-1.5-1.3 1.3a7 7 0 0 1-3.5-3.5L7 5.5z',
  search: 'M7 2.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM10.5 10.5 14 14',
  pin: 'M8 14.5s4.5-4.5 4.5-8a4.500 4.500 0 0 0-9 0c0 3.5 4.500 8 4.500 8zM8 5a1.500 1.500 0 1 1 0 3 1.500 1.500 0 0 1 0-3z',
  plus: 'M8 3v10M3 8h10',
  minus: 'M3 8h10',
  chevron: 'm4 6 4 4 4-4',
  left: 'm10 4-4 4 4 4',
  next: 'm6 4 4 4-4 4',
  play: 'M5 3v10l8-5z',
  pause: 'M5 3v10M11 3v10',
  link: 'M6.5 9.5l3-3M7 5l1.500-1.500a2.800 2.800 0 0 1 4 4L11 9M9 11l-1.500 1.500a2.800 2.800 0 0 1-4-4L5 7',
  lock: 'M3.5 7h9v6.5h-9zM5.5 7V5a2.500 2.500 0 0 1 5 0v2',
  people:
    'M6 3a2.500 2.500 0 1 1 0 5 2.500 2.500 0 0 1 0-5zM1.500 13.500c0-5 9-5 9 0M11 3.500a2.300 2.300 0 0 1 0 4M12 9.500c1.700.5 2.500 2 2.500 4',
  person: 'M8 2.500a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM2.500 14c0-5.500 11-5.500 11 0',
  file: 'M4 2h5.500L12.500 5v9H4zM9.500 2v3h3',
  download: 'M8 2.500v8M4.500 7.500 8 11l3.500-3.500M3 13.500h10',
  upload: 'M8 11V3M4.500 6 8 2.500 11.500 6M3 13.500h10',
  print: 'M4.500 6V2.500h7V6M4.500 11.500h-2V6h11v5.500h-2M4.500 9.500h7v4h-7z',
  dots: 'M2 8a1.200 1.200 0 1 1 2.400 0A1.200 1.200 0 1 1 2 8zM6.800 8a1.200 1.200 0 1 1 2.400 0 1.200 1.200 0 1 1-2.400 0zM11.600 8a1.200 1.200 0 1 1 2.400 0 1.200 1.200 0 1 1-2.400 0z',
  error: 'M8 0 16 8 8 16 0 8zM7.100 3.800h1.800v5.400H7.100zM7.100 10.600h1.800v1.800H7.100z',
  menu: 'M2.5 4.5h11M2.5 8h11M2.5 11.5h11',
  flag: 'M4 14V2.500h8L10 5.500l2 3H4',
  undo: 'M6 3 2.500 6.500 6 10M2.500 6.500H10a3.500 3.500 0 0 1 0 7H7',
  refresh: 'M13 8a5 5 0 1 1-1.500-3.500L13.500 6.500M13.500 3v3.500H10',
  image: 'M2 3h12v10H2zM2 11l3.500-3.500 3 3 2-1.500L14 11.500M10.500 5a1 1 0 1 1 0 2 1 1 0 0 1 0-2z',
  camera:
    'M2.300 5.300H5l1-1.600h4l1 1.600h2.700v7.400H2.300zM8 6.500a2.300 2.300 0 1 1 0 4.600 2.300 2.300 0 0 1 0-4.600z',
  globe: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2zM2 8h12M8 2c3.500 4 3.500 8 0 12M8 2c-3.500 4-3.500 8 0 12',
  bell: 'M8 2a4 4 0 0 1 4 4v3.500l1.500 2h-11l1.500-2V6a4 4 0 0 1 4-4zM6.500 14h3',
  mail: 'M2 3.500h12v9H2zM2 4l6 5 6-5',
  filter: 'M2 3.500h12L9.500 8.500v4l-3 1.500V8.500z',
  locate:
    'M8 3.700a4.300 4.300 0 1 1 0 8.600 4.300 4.300 0 0 1 0-8.600zM8 1.500v3.500M8 11v3.500M1.500 8H5M11 8h3.500',
  glasses:
    'M4.300 7a2.700 2.700 0 1 1 0 5.400 2.700 2.700 0 0 1 0-5.400zM11.700 7a2.700 2.700 0 1 1 0 5.400 2.700 2.700 0 0 1 0-5.400zM7 9.100c.7-.5 1.300-.5 2 0M1.700 8.800l1.600-4.500M14.300 8.800l-1.600-4.500',
  sun: 'M8 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6zM8 1v1.500M8 13.500V15M1 8h1.500M13.500 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  moon: 'M13.500 9.500A6 6 0 0 1 6.500 2.500a6 6 0 1 0 7 7z',
  screen: 'M2 3h12v8H2zM5.500 14h5M8 11v3',
  sound:
    'M2.500 6H5l3.500-3v10L5 10H2.500zM11 5.500c1.500 1.500 1.500 3.500 0 5M13 3.500c2.500 2.500 2.500 6.500 0 9',
  tag: 'M2.500 2.500h5.500l6 6-5.500 5.500-6-6zM5.500 5.500h.1',
  list: 'M5.500 4h8M5.500 8h8M5.500 12h8M2.500 4h.1M2.500 8h.1M2.500 12h.1',
  eye: 'M1.500 8c3-5.500 10-5.500 13 0-3 5.500-10 5.500-13 0zM8 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  tack: 'M5 2h6M6 2v4.500L4 9.500h8L10 6.500V2M8 9.500V14',
  exit: 'M9 2.500H3v11h6M6.500 8h7.500M11 5l3 3-3 3',
} as const;

export type IconName = keyof typeof paths;

/** Filled where the meaning is the shape itself: ◆ overdue, ▲ soon, ▶. */
const solid: ReadonlySet<IconName> = new Set(['diamond', 'up', 'down', 'play', 'dots', 'error']);

/** A picture beside words is silent; one that stands alone has its `label`. */
export function Icon(props: { name: IconName; label?: string; size?: 'small' | 'text' }): ReactNode {
  const { name, label, size } = props;
  const className = `icon${size ? ` icon--${size}` : ''}${solid.has(name) ? ' icon--solid' : ''}`;
  return label ? (
    <svg className={className} viewBox="0 0 16 16" role="img" aria-label={label}>
      <path d={paths[name]} fillRule="evenodd" />
    </svg>
  ) : (
    <svg className={className} viewBox="0 0 16 16" aria-hidden="true">
      <path d={paths[name]} fillRule="evenodd" />
    </svg>
  );
}

/** A neutral invented emblem: a bell over a river on a shield. A municipality puts its own arms in its place. */
export function Arms(): ReactNode {
  return (
    <svg className="arms picture" viewBox="0 0 36 42" aria-hidden="true">
      <path
        d="M1.5 1.5h33v23c0 6.5-5 10.5-16.5 16C6.5 35 1.5 31 1.5 24.500z"
        fill="#0b5a4a"
        stroke="#8f4f12"
        strokeWidth="2"
      />
      <path
        d="M2.5 23.5c5.2-4 10.3-4 15.500 0s10.300 4 15.500 0v2.200c-.3 1.300-.9 2.500-1.800 3.600-4.600 2.400-9.100 2-13.700-1.500-4.800-3.700-9.500-3.900-14.300-.7-.8-1.100-1.100-2.200-1.200-3.600z"
        fill="#f0d9a8"
      />
      <path
        d="M18 6.500c3.600 0 5 2.800 5.200 6.500l1.600 3.500H11.200l1.600-3.500c.2-3.700 1.600-6.500 5.200-6.500z"
        fill="#f0d9a8"
      />
    </svg>
  );
}
