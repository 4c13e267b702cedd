import type { ReactNode } from 'react';
import type { PageCard } from '../../../../shared/contract/pages/register.ts';
import { listLooks, listReadings } from '../../../../shared/contract/pages/register-acts.ts';
import type { RouteReply } from '../../../../shared/contract/route.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { tellPicture, tellTold } from '../../../../shared/text/pages/register.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { FileLink } from '../../base/parts/papers.tsx';

interface Props {
  card: PageCard;
  onClose: () => void;
}

/** What people saw of a page, each with its picture. */
export function LooksDialog({ card, onClose }: Props): ReactNode {
  const formats = useFormats();
  const looks = useRoute(listLooks, { params: { id: card.id } });
  return (
    <Dialog
      isOpen
      isWide
      title="Взгляды на страницу"
      onClose={onClose}
      foot={<Button onClick={onClose}>Закрыть</Button>}
    >
      <Loadable query={looks} failed="Взгляды не загрузились">
        {(data) =>
          data.looks.length === 0 ? (
            <p>На страницу ещё не смотрели.</p>
          ) : (
            <ul className="plain-rows">
              {data.looks.map(({ id, title, isThere, note, fileId, takenOn, at, by }) => (
                <li key={id}>
                  <span>
                    <b>{title}</b>: {isThere ? 'есть' : 'нет'}
                    {note && `, ${note}`}
                  </span>
                  <span className="muted small">
                    {tellPicture({ fileId, takenOn })} · записано {formats.short(at)}, {by}
                  </span>
                  {fileId && <FileLink fileId={fileId} title={`Снимок от ${formatDay(takenOn)}`} />}
                </li>
              ))}
            </ul>
          )
        }
      </Loadable>
    </Dialog>
  );
}

type Reading = RouteReply<typeof listReadings>['readings'][number];

/** What the network told of a page and when, in its own words. */
export function ReadingsDialog({ card, onClose }: Props): ReactNode {
  const readings = useRoute(listReadings, { params: { id: card.id } });
  return (
    <Dialog
      isOpen
      isWide
      title="Чтения сети"
      onClose={onClose}
      foot={<Button onClick={onClose}>Закрыть</Button>}
    >
      <Loadable query={readings} failed="Чтения не загрузились">
        {(data) =>
          data.readings.length === 0 ? (
            <p>Сеть об этой странице ещё не спрашивали.</p>
          ) : (
            <ul className="plain-rows">
              {data.readings.map((reading) => (
                <ReadingRow key={reading.id} reading={reading} />
              ))}
            </ul>
          )
        }
      </Loadable>
    </Dialog>
  );
}

function ReadingRow({ reading }: { reading: Reading }): ReactNode {
  const formats = useFormats();
  const { at, by, members, findings, raw, sha256 } = reading;
  const there = findings.filter(({ isThere }) => isThere);
  return (
    <li>
      <span>
        <b>{formats.short(at)}</b>, {by}: есть {there.length} из {findings.length}, о которых сеть говорит
        {members !== null && `; ${counted(members, 'подписчик', 'подписчика', 'подписчиков')}`}
      </span>
      {findings
        .filter(({ isThere }) => !isThere)
        .map((finding) => (
          <span key={finding.check} className="muted small">
            {finding.title}: {tellTold(finding)}
          </span>
        ))}
      <details>
        <summary className="small">
          Словами сети<span className="aloud"> {formats.short(at)}</span>
        </summary>
        <p className="muted small register__raw">SHA-256: {sha256}</p>
        <p className="small register__raw">{raw}</p>
      </details>
    </li>
  );
}
