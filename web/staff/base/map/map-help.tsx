import type { ReactNode } from 'react';
import { Kbd } from '../../../ui/kbd.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { findOpenScreens } from './open-sections.ts';
import type { NamedScreen } from './section.ts';
import { usePermissions, useSections } from './workplace.ts';

/** What is where: every screen the person may open, with what it is for and its keys. */
export function MapHelp(): ReactNode {
  const permissions = usePermissions();
  const shown = useSections()
    .map((section) => ({ section, screens: findOpenScreens(section.screens, permissions) }))
    .filter(({ screens }) => screens.length > 0);
  return (
    <Section title="Что где" className="map-help">
      {shown.map(({ section, screens }) => (
        <section key={section.id} aria-labelledby={`map-help-${section.id}`}>
          <h3 id={`map-help-${section.id}`}>{section.title}</h3>
          <dl>
            {screens.map((screen) => (
              <MapLine key={screen.path} screen={screen} />
            ))}
          </dl>
        </section>
      ))}
    </Section>
  );
}

function MapLine({ screen }: { screen: NamedScreen }): ReactNode {
  const { title, about, key, letter } = screen.words;
  const keys = key ?? (letter && `KeyG ${letter}`);
  return (
    <>
      <dt>
        <PageLink to={screen.path}>{title}</PageLink>
      </dt>
      <dd>
        {about} {keys && <Kbd keys={keys} both />}
      </dd>
    </>
  );
}
