import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { keysOf } from '../../../../shared/known.ts';
import { acted } from '../../../../shared/text/plural.ts';
import type { ApiProblem } from '../../../lib/api-problem.ts';
import { useHotkeys } from '../../../lib/hotkeys.ts';
import type { Keys } from '../../../lib/keys.ts';
import { PageTitle } from '../../../lib/page-title.tsx';
import { Button } from '../../../ui/button.tsx';
import { Note } from '../../../ui/mark.tsx';
import { LoadableOne } from '../../../ui/states.tsx';
import { Crumbs } from '../../base/map/crumbs.tsx';
import { StaffPage } from '../../base/parts/staff-page.tsx';
import '../../base/parts/desk.css';

/** Acts of a bar, in its order; what is offered the server says. */
export type LedBar<Act extends string> = Readonly<
  Record<
    Act,
    {
      label: string;
      /** The one filled button where it is offered. */
      isMain?: true;
      hint?: Keys;
    }
  >
>;

interface Props<Act extends string, Card extends { can: readonly string[] }> {
  /** «Опрос»: of the page, of its keys, and of what is not there. */
  title: string;
  query: UseQueryResult<Card, ApiProblem>;
  /** «Опрос не загрузился». */
  failed: string;
  /** An `EmptyState` with the way to the list. */
  unknown: ReactNode;
  bar: LedBar<Act>;
  /** What the button of an act says of this one, where it differs from the bar. */
  labelOf?: (act: Act, card: Card) => string;
  dialog: (card: Card, act: Act, close: () => void) => ReactNode;
  children: (card: Card) => ReactNode;
}

/** One thing led by acts of a bar: buttons and keys of those the server offers, the dialog of the one pressed. */
export function LedPage<Act extends string, Card extends { can: readonly string[] }>(
  props: Props<Act, Card>,
): ReactNode {
  const { title, query, bar, labelOf } = props;
  const [open, setOpen] = useState<Act | null>(null);
  const card = query.data;
  const acts = keysOf(bar).filter((act) => card?.can.includes(act));
  useHotkeys(
    title,
    acts.flatMap((act) => {
      const { label, hint } = bar[act];
      return hint ? [{ keys: hint, label, run: () => setOpen(act) }] : [];
    }),
    { active: open === null },
  );
  return (
    <StaffPage
      title={title}
      hasFinder
      crumbs={<Crumbs />}
      actions={acts.map((act) => {
        const { label, hint, isMain } = bar[act];
        return (
          <Button
            key={act}
            kind={isMain ? 'primary' : 'plain'}
            {...(hint && { hint })}
            onClick={() => setOpen(act)}
          >
            {card && labelOf ? labelOf(act, card) : label}
          </Button>
        );
      })}
    >
      <div className="desk">
        {!card && <PageTitle text={title} />}
        <LoadableOne query={query} failed={props.failed} unknown={props.unknown}>
          {(shown) => (
            <>
              {props.children(shown)}
              {open && acts.some((act) => act === open) && props.dialog(shown, open, () => setOpen(null))}
            </>
          )}
        </LoadableOne>
      </div>
    </StaffPage>
  );
}

/** What comes next and whose move it is; how many asked for letters. */
export function WaitsNote(props: { words: string | null | undefined; followers?: number }): ReactNode {
  const { words, followers = 0 } = props;
  if (!words) return null;
  return (
    <Note>
      <p>{words}</p>
      {followers > 0 && (
        <p className="small">
          Письма {acted(followers, ['просил', 'просили'], 'человек', 'человека', 'человек')}: уйдут сами.
        </p>
      )}
    </Note>
  );
}
