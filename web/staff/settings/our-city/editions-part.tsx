import { type ReactNode, useState } from 'react';
import {
  type CityCard,
  type CityCardState,
  type CityEditionHead,
  readCityEdition,
} from '../../../../shared/contract/base/our-city.ts';
import {
  changedWords,
  cityFieldTitle,
  cityFieldTitles,
  zoneTitle,
} from '../../../../shared/text/base/city-card-words.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Facts } from '../../../ui/figures.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { EmptyState, Loadable } from '../../../ui/states.tsx';

/** Every edition, the latest first; a paper names the one it was printed by. */
export function EditionsPart({ state }: { state: CityCardState }): ReactNode {
  const [shown, setShown] = useState<number | null>(null);
  if (state.history.length === 0)
    return (
      <EmptyState title="Карточку ещё не сохраняли">
        <p>Каждое сохранение станет редакцией: видно, кто, когда и что изменил.</p>
      </EmptyState>
    );
  return (
    <>
      <p className="muted">
        Бумага печатается по редакции того дня, когда её сделали; номер редакции стоит в свойствах файла.
      </p>
      <ol className="desk__list our-city__editions">
        {state.history.map((edition) => (
          <li key={edition.version} className="desk__sheet">
            <EditionLine edition={edition} onOpen={() => setShown(edition.version)} />
          </li>
        ))}
      </ol>
      {shown !== null && <EditionDialog version={shown} onClose={() => setShown(null)} />}
    </>
  );
}

function EditionLine({ edition, onOpen }: { edition: CityEditionHead; onOpen: () => void }): ReactNode {
  const formats = useFormats();
  const { version, at, by, reason, changed } = edition;
  return (
    <>
      <p className="cluster">
        <b>Редакция {version}</b>
        <span className="muted">
          {formats.dateTime(at)}, {by}
        </span>
        <Button kind="quiet" onClick={onOpen}>
          Посмотреть<span className="aloud"> редакцию {version}</span>
        </Button>
      </p>
      {changed.length > 0 && <p>{changedWords(changed)}</p>}
      {reason && <p className="muted">{reason}</p>}
    </>
  );
}

const read = (card: CityCard, path: string): unknown =>
  path.split('.').reduce<unknown>((value, key) => {
    const own = value as Record<string, unknown> | null;
    return own?.[key];
  }, card);

function tell(card: CityCard, path: string): string {
  const value = read(card, path);
  if (path === 'arms') return value === null ? '' : 'загружен';
  if (path === 'zone') return zoneTitle(card.zone);
  return Array.isArray(value) ? value.join('\n') : String(value ?? '');
}

function EditionDialog({ version, onClose }: { version: number; onClose: () => void }): ReactNode {
  const edition = useRoute(readCityEdition, { params: { version } });
  return (
    <Dialog isOpen isWide title={`Карточка города, редакция ${version}`} onClose={onClose}>
      <Loadable query={edition} failed="Редакция не загрузилась">
        {({ card, changed }) => (
          <Facts
            facts={Object.keys(cityFieldTitles).map((path) => [
              <span key="name" className="our-city__field">
                {cityFieldTitle(path)}
              </span>,
              <span key="value" className="our-city__value">
                {tell(card, path) || '—'}
                {changed.includes(path) && <Mark tone="info">изменено</Mark>}
              </span>,
            ])}
          />
        )}
      </Loadable>
    </Dialog>
  );
}
