import type { ReactNode } from 'react';
import type { Evidence, SignalLine } from '../../../../shared/contract/monitoring/conflict-signals.ts';
import { clashTitle, signalKindTitles, signalWords } from '../../../../shared/text/monitoring/conflicts.ts';
import { useFormats } from '../../../lib/format.ts';
import { MarkedText } from '../../../ui/answers/marked-passages.tsx';
import { Icon } from '../../../ui/icons.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { Section } from '../../../ui/section.tsx';
import { NetworkMark } from '../social/network-names.tsx';

type Contradiction = Extract<SignalLine['facts'], { kind: 'contradiction' }>;

const sameHeads = {
  day: 'Разные сроки',
  hour: 'Разное время',
  state: 'Что сделано',
  plan: 'Что в плане',
  ours: 'Чьё',
  body: 'Кто отвечает',
} as const;

/** Two official texts side by side, with what they differ in marked in each. */
export function ClashPart({
  signal,
  evidence,
}: {
  signal: SignalLine;
  evidence: readonly Evidence[];
}): ReactNode {
  const { facts } = signal;
  if (facts.kind !== 'contradiction') return null;
  const [first, second] = evidence.flatMap((one) => {
    const made = one.signals.find(({ id }) => id === signal.id);
    return made ? { evidence: one, mark: made.mark } : [];
  });
  return (
    <>
      <SameFact signal={signal} facts={facts} />
      {first && second && (
        <div className="versus">
          <OfficialText {...first} claim={facts.first} />
          <span className="versus__sign" role="img" aria-label="не совпадает с">
            ≠
          </span>
          <OfficialText {...second} claim={facts.second} />
        </div>
      )}
    </>
  );
}

function SameFact({ signal, facts }: { signal: SignalLine; facts: Contradiction }): ReactNode {
  return (
    <dl className="same-fact">
      <div>
        <dt>Одна тема</dt>
        <dd>{signal.factTitle ?? 'не названа'}</dd>
      </div>
      <div>
        <dt>Одно место</dt>
        <dd>{signal.address ?? 'не названо'}</dd>
      </div>
      <div>
        <dt>{sameHeads[facts.clash]}</dt>
        <dd className="tone-danger same-fact__differs">
          <Icon name="alert" size="text" /> {clashTitle(facts)}
        </dd>
      </div>
    </dl>
  );
}

interface OfficialProps {
  evidence: Evidence;
  mark: Evidence['signals'][number]['mark'];
  claim: string;
}

function OfficialText({ evidence, mark, claim }: OfficialProps): ReactNode {
  const { text } = evidence;
  return (
    <article className="official">
      <Heading evidence={evidence} />
      <p className="official__words">
        {mark ? (
          <MarkedText text={text} marks={[{ start: mark.from, end: mark.to, quote: '', comment: claim }]} />
        ) : (
          text
        )}
      </p>
      <p className="official__claim">
        <span className="muted small">сказано</span> <b>{claim}</b>
      </p>
      <Seal evidence={evidence} />
    </article>
  );
}

function Heading({ evidence }: { evidence: Evidence }): ReactNode {
  const formats = useFormats();
  const { network, pageTitle, unitTitle, at, isOwn } = evidence;
  return (
    <header className="official__head">
      {network && <NetworkMark networks={[network]} />}
      <span>
        <b>{isOwn ? pageTitle || 'Страница города' : 'Житель'}</b>
        <time className="muted small" dateTime={at}>
          {[formats.short(at), isOwn ? unitTitle : null].filter(Boolean).join(' · ')}
        </time>
      </span>
    </header>
  );
}

/** When it was seen and by which hash one knows it again; where it stands. */
function Seal({ evidence }: { evidence: Evidence }): ReactNode {
  const formats = useFormats();
  const { seal, url, incidentId } = evidence;
  return (
    <footer className="official__foot small">
      {seal ? (
        <span className="official__seal" title={`SHA-256: ${seal.sha256}`}>
          <Icon name="lock" size="small" /> Снято {formats.dateTime(seal.seenAt)}, {seal.sha256.slice(0, 4)}…
          {seal.sha256.slice(-2)}
        </span>
      ) : (
        <span className="muted">Снимка из сети ещё нет</span>
      )}
      {url && (
        <a href={url} target="_blank" rel="noreferrer">
          В сети<span className="aloud"> (новая вкладка)</span>
        </a>
      )}
      {incidentId && (
        <PageLink to="/staff/social" search={{ id: incidentId }}>
          В ленте
        </PageLink>
      )}
    </footer>
  );
}

/** «Сигналы и улики»: what each rule counted. */
export function SignalsPart({ signals }: { signals: readonly SignalLine[] }): ReactNode {
  const formats = useFormats();
  return (
    <Section title="Сигналы" isSmall className="conflict__part">
      {signals.length === 0 && <p className="muted">Завёл сотрудник: ни одно правило его не нашло.</p>}
      <ul className="conflict__signals">
        {signals.map((signal) => (
          <li key={signal.id}>
            <Icon name={signal.kind === 'contradiction' ? 'alert' : 'up'} size="text" />
            <span>
              {signalKindTitles[signal.kind]}
              <span className="line-below muted small">{signalWords(signal.facts)}</span>
            </span>
            <time className="muted small" dateTime={signal.eventAt}>
              {formats.short(signal.eventAt)}
            </time>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Posts and replies behind the signals, residents without names. */
export function EvidencePart({ evidence }: { evidence: readonly Evidence[] }): ReactNode {
  const formats = useFormats();
  if (evidence.length === 0) return null;
  return (
    <Section title="Улики" isSmall className="conflict__part">
      <ol className="conflict__evidence">
        {evidence.map((one) => (
          <li key={`${one.kind} ${one.id}`} className="official">
            <Heading evidence={one} />
            {one.isForgotten ? (
              <p className="muted">Слова удалены по сроку хранения.</p>
            ) : (
              <p className="official__words">{one.text}</p>
            )}
            {one.goneAt && (
              <p className="tone-warning small official__seal">
                <Icon name="up" size="small" /> Удалено в сети {formats.short(one.goneAt)}, снимок цел
              </p>
            )}
            <Seal evidence={one} />
          </li>
        ))}
      </ol>
    </Section>
  );
}
