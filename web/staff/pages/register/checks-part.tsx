import { type ReactNode, useState } from 'react';
import type { PageCard } from '../../../../shared/contract/pages/register.ts';
import { listLooks } from '../../../../shared/contract/pages/register-acts.ts';
import type { CheckState, PageCheck } from '../../../../shared/contract/pages/register-proof.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { checkStateTitles } from '../../../../shared/text/pages/register.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { uncapitalise } from '../../../../shared/text/words.ts';
import { useFormats } from '../../../lib/format.ts';
import { useRoute } from '../../../lib/query.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { Icon, type IconName } from '../../../ui/icons.tsx';
import { Section } from '../../../ui/section.tsx';
import { Loadable } from '../../../ui/states.tsx';
import { FileLink } from '../../base/parts/papers.tsx';
import type { PageDialogKind } from './page-dialogs.tsx';

const glyphs: Readonly<Record<CheckState, IconName>> = {
  there: 'check',
  missing: 'up',
  stale: 'clock',
  unseen: 'eye',
};
const tones: Readonly<Record<CheckState, string>> = {
  there: 'tone-ok',
  missing: 'tone-warning',
  stale: 'tone-muted',
  unseen: 'tone-muted',
};

/** The picture of a look with its day, or that there was none. */
const tellPicture = ({ fileId, takenOn }: { fileId: string | null; takenOn: string }): string =>
  `${fileId ? 'снимок' : 'без снимка'} ${formatDay(takenOn)}`;

/** What was seen, and until when its picture proves it. */
function tellLook({ look, livesDays, state, about }: PageCheck): string {
  if (!look) return about;
  const lives =
    livesDays !== null && state !== 'missing' ? `, живёт ${counted(livesDays, 'день', 'дня', 'дней')}` : '';
  return [look.note, `${tellPicture(look)}${lives}`].filter(Boolean).join('; ');
}

/** The checks of a page: what is not proved, and what a picture proves for a time, stands in full; the rest is only named. */
export function ChecksPart(props: { card: PageCard; onDialog: (kind: PageDialogKind) => void }): ReactNode {
  const { card } = props;
  const [isOpen, setOpen] = useState(false);
  const there = card.checks.filter(({ state }) => state === 'there');
  const isShort = ({ state, livesDays }: PageCheck) => state === 'there' && livesDays === null;
  const inFull = card.checks.filter((check) => !isShort(check));
  const rest = card.checks.filter(isShort);
  return (
    <Section title="Проверки" isSmall className="page-pane__part">
      <p className="muted small">
        {there.length} из {card.checks.length}
        {card.monthAgo !== null && `, месяц назад ${formatPercent(card.monthAgo)}`}
      </p>
      <ul className="page-pane__checks">
        {inFull.map((check) => (
          <CheckRow key={check.id} check={check} />
        ))}
        {rest.length > 0 && (
          <li>
            <CheckGlyph state="there" />
            <span>
              {inFull.length > 0 ? 'Остальные' : 'Все'} {rest.length}
              <span className="line-below muted small">
                {rest.map(({ title }) => uncapitalise(title)).join(', ')}
              </span>
            </span>
          </li>
        )}
      </ul>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        Все взгляды и снимки
      </Button>
      {isOpen && <LooksDialog card={card} onClose={() => setOpen(false)} />}
    </Section>
  );
}

function CheckGlyph({ state }: { state: CheckState }): ReactNode {
  return (
    <span className={tones[state]}>
      <Icon name={glyphs[state]} size="text" label={checkStateTitles[state]} />
    </span>
  );
}

function CheckRow({ check }: { check: PageCheck }): ReactNode {
  const { title, state, look } = check;
  return (
    <li>
      <CheckGlyph state={state} />
      <span>
        {state === 'there' ? title : <b>{title}</b>}
        <span className="line-below muted small">{tellLook(check)}</span>
        {check.fix && (
          <span className={`line-below small ${check.fix.isLate ? 'tone-danger' : 'muted'}`}>
            {check.fix.isLate ? 'надо было исправить до' : 'исправить до'} {formatDay(check.fix.by)}
          </span>
        )}
      </span>
      {look?.fileId && (
        <FileLink fileId={look.fileId} title={`Снимок, ${formatDay(look.takenOn).slice(0, 5)}`} />
      )}
    </li>
  );
}

function LooksDialog({ card, onClose }: { card: PageCard; onClose: () => void }): ReactNode {
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
