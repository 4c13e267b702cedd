import type { ReactNode } from 'react';
import type { OpenGround } from '../../../shared/contract/group/counted-open.ts';
import { formatDay } from '../../../shared/text/dates.ts';

/** Where it was taken into account, what changed and what came of it, as far as it was let out. */
export function GroundWords({ ground }: { ground: OpenGround }): ReactNode {
  const { label, url, words, result } = ground;
  return (
    <>
      {url ? <a href={url}>{label}</a> : label}
      {result ? `: исполнено ${formatDay(result.on)}.` : ': исполняется.'} {words} {result?.words}
    </>
  );
}
