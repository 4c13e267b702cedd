import type { ReactNode } from 'react';
import type { IncidentPost } from '../../../../shared/contract/monitoring/incidents.ts';
import { type ActLine, readTalkModeration } from '../../../../shared/contract/monitoring/moderation.ts';
import { actStateTitles } from '../../../../shared/text/monitoring/moderation.ts';
import { useRoute } from '../../../lib/query.ts';
import { usePermission } from '../../../lib/session.ts';
import { Mark } from '../../../ui/mark.tsx';
import { PageLink } from '../../../ui/page-link.tsx';
import { actHref, stateTones } from './moderation-words.ts';

/** What of the open talk is taken off by a rule, and what may be. */
export interface TalkModeration {
  acts: readonly (ActLine & { postId: string })[];
  /** Ids of comments that may be taken off. */
  hideable: readonly string[];
  onHide: (postId: string) => void;
}

export function useTalkModeration(incidentId: string, onHide: (postId: string) => void): TalkModeration {
  const maySee = usePermission('moderation.read');
  const { data } = useRoute(
    readTalkModeration,
    { params: { id: incidentId } },
    { enabled: maySee, staleTime: 30_000, refreshEvery: 60_000 },
  );
  return {
    acts: data?.acts ?? [],
    hideable: data?.can.includes('hide') ? data.comments.map(({ postId }) => postId) : [],
    onHide,
  };
}

/** Under a comment: the decision about it, or the way to one. */
export function PostModeration(props: {
  post: Pick<IncidentPost, 'id' | 'authorName'>;
  moderation: TalkModeration;
}): ReactNode {
  const { post, moderation } = props;
  const act = moderation.acts.findLast(({ postId }) => postId === post.id);
  const mayHide = moderation.hideable.includes(post.id);
  if (!act && !mayHide) return null;
  return (
    <span className="cluster small">
      {act && (
        <>
          <Mark tone={stateTones[act.state]}>{actStateTitles[act.state]}</Mark>
          <PageLink to={actHref(act.id)}>
            {act.number}, правило {act.ruleNumber}
          </PageLink>
        </>
      )}
      {mayHide && (
        <button type="button" className="link-button small" onClick={() => moderation.onHide(post.id)}>
          Скрыть по правилу…<span className="aloud">: {post.authorName}</span>
        </button>
      )}
    </span>
  );
}
