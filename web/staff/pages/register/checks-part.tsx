import { type ReactNode, useState } from 'react';
import type { PageCard } from '../../../../shared/contract/pages/register.ts';
import { readProfile } from '../../../../shared/contract/pages/register-acts.ts';
import type { CheckState, PageCheck } from '../../../../shared/contract/pages/register-proof.ts';
import { formatDay } from '../../../../shared/text/dates.ts';
import { formatPercent } from '../../../../shared/text/numbers.ts';
import { checkStateTitles, tellPicture, tellTold } from '../../../../shared/text/pages/register.ts';
import { counted } from '../../../../shared/text/plural.ts';
import { uncapitalise } from '../../../../shared/text/words.ts';
import { useCommand } from '../../../lib/commands/use-command.ts';
import { useFormats } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Icon, type IconName } from '../../../ui/icons.tsx';
import { Status } from '../../../ui/mark.tsx';
import { Section } from '../../../ui/section.tsx';
import { FileLink } from '../../base/parts/papers.tsx';
import { LooksDialog, ReadingsDialog } from './evidence-dialogs.tsx';
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

/** What a person saw, and until when its picture proves it. */
function tellLook({ look, livesDays, state }: PageCheck): string {
  if (!look) return '';
  const lives =
    livesDays !== null && state !== 'missing' ? `, живёт ${counted(livesDays, 'день', 'дня', 'дней')}` : '';
  return [look.note, `${tellPicture(look)}${lives}`].filter(Boolean).join('; ');
}

/** Where the verdict comes from: the words of the network, or the picture of a person. */
function tellProof(check: PageCheck): string {
  const { by, told, look, about, isDisputed, state } = check;
  if (by === 'network' && told) return `сеть: ${tellTold(told)}`;
  if (!look || state === 'unseen') return about;
  return isDisputed && told
    ? `${tellLook(check)}. Сеть говорит иначе: ${tellTold(told)}`
    : `${tellLook(check)}${told ? '; то же по чтению сети' : ''}`;
}

/** The checks of a page: what is not proved, and what a picture proves for a time, stands in full; the rest is only named. */
export function ChecksPart(props: { card: PageCard; onDialog: (kind: PageDialogKind) => void }): ReactNode {
  const { card } = props;
  const [open, setOpen] = useState<'looks' | 'readings' | null>(null);
  const close = () => setOpen(null);
  const there = card.checks.filter(({ state }) => state === 'there');
  const isShort = ({ state, livesDays, isDisputed }: PageCheck) =>
    state === 'there' && livesDays === null && !isDisputed;
  const inFull = card.checks.filter((check) => !isShort(check));
  const rest = card.checks.filter(isShort);
  return (
    <Section title="Проверки" isSmall className="page-pane__part">
      <p className="muted small">
        {there.length} из {card.checks.length}
        {card.monthAgo !== null && `, месяц назад ${formatPercent(card.monthAgo)}`}
      </p>
      <NetworkLine card={card} />
      <ul className="page-pane__checks">
        {inFull.map((check) => (
          <CheckRow key={check.id} check={check} />
        ))}
        <ProvedRow title="По чтению сети" checks={rest.filter(({ by }) => by === 'network')} />
        <ProvedRow title="По снимкам" checks={rest.filter(({ by }) => by === 'picture')} />
      </ul>
      <div className="cluster">
        <Button kind="quiet" onClick={() => setOpen('looks')}>
          Все взгляды и снимки
        </Button>
        {card.profile && (
          <Button kind="quiet" onClick={() => setOpen('readings')}>
            Чтения сети
          </Button>
        )}
      </div>
      {open === 'looks' && <LooksDialog card={card} onClose={close} />}
      {open === 'readings' && <ReadingsDialog card={card} onClose={close} />}
    </Section>
  );
}

/** When the network was asked, since when it does not answer, and a button that asks it now. */
function NetworkLine({ card }: { card: PageCard }): ReactNode {
  const formats = useFormats();
  const ask = useCommand(readProfile, { done: 'Сеть спрошена' });
  const { profile } = card;
  if (!profile)
    return <p className="muted small">Программа эту страницу в сети не читает: проверяют по снимкам.</p>;
  return (
    <>
      <p className="small">
        <span className="muted">
          {profile.readAt ? `Сеть прочитана ${formats.short(profile.readAt)}` : 'Сеть ещё не читали'}
        </span>
        {profile.failing && (
          <>
            {'. '}
            <Status tone="warning">не читается с {formats.short(profile.failing.since)}</Status>{' '}
            <span className="muted">{profile.failing.trouble}</span>
          </>
        )}
      </p>
      {card.can.includes('read') && (
        <Button busy={ask.isPending} onClick={() => ask.mutate({ params: { id: card.id } })}>
          Проверить сейчас
        </Button>
      )}
    </>
  );
}

function ProvedRow({ title, checks }: { title: string; checks: readonly PageCheck[] }): ReactNode {
  if (checks.length === 0) return null;
  return (
    <li>
      <CheckGlyph state="there" />
      <span>
        {title} {checks.length}
        <span className="line-below muted small">
          {checks.map((check) => uncapitalise(check.title)).join(', ')}
        </span>
      </span>
    </li>
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
        <span className={`line-below small ${check.isDisputed ? 'tone-warning' : 'muted'}`}>
          {tellProof(check)}
        </span>
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
