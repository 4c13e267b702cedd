import { DAY } from '../../../shared/time.ts';
import type { FoundFault } from '../../lib/health/health-check.ts';
import type { SiteReply } from '../../lib/outbound/ask-site.ts';

/** Rules of what the public address of the site answers; pure. */

/** Free certificates are renewed a month before their end: one that has two weeks left is not. */
const ENDING = 14 * DAY;

/** What a proxy says of its own when nobody stands behind it. */
const OF_PROXY: readonly number[] = [502, 503, 504];

type Code = 'away' | 'unreached' | 'foreign' | 'ended' | 'ending' | 'doubtful' | 'small-body';

const says = (code: Code, words: string): FoundFault<Code> => ({ code, words });

function judgeCertificate(certificate: SiteReply['certificate'], now: Date): FoundFault<Code>[] {
  if (!certificate) return [];
  const { endsAt, doubt } = certificate;
  const left = endsAt.getTime() - now.getTime();
  const day = endsAt.toISOString().slice(0, 10);
  if (left < 0) return [says('ended', `Действовал до ${day}.`)];
  return [
    ...(left < ENDING ? [says('ending', `Действует до ${day}.`)] : []),
    ...(doubt ? [says('doubtful', `${doubt}.`)] : []),
  ];
}

/** `probe` is what was said to a large request that was only announced: 413 refuses it. */
export function judgeSite(home: SiteReply, probe: SiteReply, now: Date): FoundFault<Code>[] {
  if (home.failure) return [says('away', `${home.failure}.`)];
  const found = judgeCertificate(home.certificate, now);
  if (OF_PROXY.includes(home.status)) return [...found, says('unreached', `Ответ ${home.status}.`)];
  if (home.status !== 200 || !home.body.includes('"status":"ok"'))
    return [...found, says('foreign', `Ответ ${home.status}.`)];
  return [...found, ...(probe.status === 413 ? [says('small-body', '')] : [])];
}
