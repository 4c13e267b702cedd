import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import type { Address } from '../lib/page-address.ts';
import type { QueryText } from '../lib/url-query.ts';
import { type Fields, type NameOf, useField } from './forms/fields.ts';
import { PageLink } from './page-link.tsx';

export interface Tab<V extends string = string> {
  value: V;
  label: ReactNode;
}

/** So many stand in one line on a usual screen; more are laid in even lines. */
const MANY = 9;

/** Panels of one place on the page, by the ARIA pattern: arrows, Home and End move, the panel follows at once. */
export function Tabs<T extends object, K extends NameOf<T, string>>(props: {
  /** Where the chosen one is kept: the address, as a rule. */
  form: Fields<T>;
  name: K;
  label: string;
  tabs: readonly Tab<T[K] & string>[];
  children: ReactNode;
}): ReactNode {
  const { form, name, tabs } = props;
  const { value, set } = useField(form, name);
  const base = useId();
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const at = tabs.findIndex((tab) => tab.value === value);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length];
    if (next) set(next.value);
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[(to + tabs.length) % tabs.length]?.focus();
  };
  return (
    <>
      <div
        ref={list}
        role="tablist"
        aria-label={props.label}
        className={tabs.length > MANY ? 'segmented segmented--many' : 'segmented'}
        onKeyDown={move}
      >
        {tabs.map((tab) => (
          <button
            key={tab.value}
            type="button"
            role="tab"
            id={`${base}-${tab.value}`}
            aria-selected={tab.value === value}
            aria-controls={tab.value === value ? `${base}-panel` : undefined}
            tabIndex={tab.value === value ? 0 : -1}
            onClick={() => set(tab.value)}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a panel without controls must be reachable by Tab */}
      <div role="tabpanel" id={`${base}-panel`} aria-labelledby={`${base}-${value}`} tabIndex={0}>
        {props.children}
      </div>
    </>
  );
}

/** Views of a screen that have addresses of their own: Матрица | Карта | Таблица. */
export function SegmentedLinks(props: {
  label: string;
  links: readonly { to: Address; search?: QueryText; label: ReactNode; current: boolean }[];
}): ReactNode {
  return (
    <nav aria-label={props.label} className="segmented">
      {props.links.map(({ to, search, label, current }) => (
        <PageLink
          key={to + JSON.stringify(search)}
          to={to}
          search={search}
          // The router calls current whatever the address begins with; which one is, the screen knows.
          activeOptions={{ exact: true, includeSearch: true }}
          aria-current={current ? 'page' : undefined}
        >
          {label}
        </PageLink>
      ))}
    </nav>
  );
}
