import { type ReactNode, useId } from 'react';
import { Icon } from '../ui/icons.tsx';
import { PageLink } from '../ui/page-link.tsx';
import type { OpenSection } from './base/map/open-sections.ts';
import type { NamedScreen } from './base/map/section.ts';
import { usePlace } from './base/map/workplace.ts';
import { BriefAmount, sumWaiting, type Waiting } from './base/parts/amount.tsx';
import { useRailChoice } from './rail-choice.ts';

const useNoCount = (): Waiting | undefined => undefined;

/** How much waits behind several lines: the sum, in the tone of the most urgent. */
function useSum(lines: readonly NamedScreen[]): Waiting | undefined {
  const counts = lines
    // biome-ignore lint/correctness/useHookAtTopLevel: a section lives as long as its lines (they are its key), so each hook keeps its place
    .map(({ words: { useCount = useNoCount } }) => useCount())
    .filter((one) => one !== undefined);
  return counts.length > 0 ? sumWaiting(counts) : undefined;
}

/** A section: its name leads to the first of its screens, the arrow shows them all without leaving the page. */
export function RailSection(props: {
  open: OpenSection;
  /** Lines of other sections that the person keeps at hand here. */
  pins: readonly NamedScreen[];
  /** All sections fit, so all stand open until one is closed. */
  isRoomy: boolean;
}): ReactNode {
  const { open, pins, isRoomy } = props;
  const { section, title, lines } = open;
  const [first] = lines;
  const isHere = usePlace()?.section === section;
  const [isShown, choose] = useRailChoice(section.id, isHere || isRoomy, isHere);
  const listId = useId();
  const sum = useSum(lines);
  if (lines.length === 1) {
    return (
      <li className="rail__section">
        <RailLine screen={first} label={title} isTop />
        {pins.length > 0 && <RailLines label="Закреплено" screens={pins} isPins />}
      </li>
    );
  }
  return (
    <li className={isShown ? 'rail__section is-shown' : 'rail__section'}>
      <div className="rail__head">
        <PageLink
          className={isHere ? 'rail__link rail__link--top is-here' : 'rail__link rail__link--top'}
          to={first.path}
        >
          {title}
          <Badge count={sum} />
        </PageLink>
        <button
          type="button"
          className="rail__button rail__fold"
          aria-label={`Экраны раздела «${title}»`}
          aria-expanded={isShown}
          aria-controls={listId}
          onClick={() => choose(!isShown)}
        >
          <Icon name="chevron" size="small" />
        </button>
      </div>
      <RailLines id={listId} label={title} screens={lines} />
    </li>
  );
}

function RailLines(props: {
  id?: string;
  label: string;
  screens: readonly NamedScreen[];
  isPins?: boolean;
}): ReactNode {
  return (
    <ul
      className={props.isPins ? 'rail__sub rail__pins' : 'rail__sub'}
      id={props.id}
      aria-label={props.label}
    >
      {props.screens.map((screen) => (
        <li key={screen.path}>
          <RailLine screen={screen} label={screen.words.title} />
        </li>
      ))}
    </ul>
  );
}

function RailLine(props: { screen: NamedScreen; label: string; isTop?: boolean }): ReactNode {
  const { path, words } = props.screen;
  const { useCount = useNoCount } = words;
  const count = useCount();
  const isCurrent = usePlace()?.screen === props.screen;
  return (
    <PageLink
      className={props.isTop ? 'rail__link rail__link--top' : 'rail__link'}
      to={path}
      title={words.about}
      activeOptions={{ exact: true }}
      aria-current={isCurrent ? 'page' : undefined}
    >
      {props.label}
      <Badge count={count} />
    </PageLink>
  );
}

function Badge({ count }: { count: Waiting | undefined }): ReactNode {
  if (!count || count.value === 0) return null;
  return (
    <span className={count.tone ? `rail__count rail__count--${count.tone}` : 'rail__count'}>
      <span className="aloud">: </span>
      <BriefAmount {...count} />
    </span>
  );
}
