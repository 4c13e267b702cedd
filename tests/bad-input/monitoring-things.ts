import { randomUUID } from 'node:crypto';
import type { IncidentStatus, ReplyState } from '../../shared/contract/monitoring/incidents.ts';
import { conflictMakers } from './conflict-things.ts';
import { federalMakers, shiftMakers, trainingMakers } from './feed-things.ts';
import type { Maker, Row, Things } from './thing-kit.ts';

const AT = '2026-11-27T01:40:00Z';

const offer = JSON.stringify({ topics: [], place: null, marks: [], importance: 'normal', signs: [] });

export function pageRow(id: string): Row {
  return {
    table: 'networks.page',
    row: {
      id,
      network: 'vk',
      external_id: id,
      title: 'Администрация',
      is_own: true,
      next_pull_at: '2100-01-01T00:00:00Z',
      created_at: AT,
      created_by_name: 'Другой',
    },
  };
}

export function postRow(id: string, pageId: string): Row {
  return {
    table: 'posts.post',
    row: {
      id,
      network: 'vk',
      page_id: pageId,
      external_id: id,
      kind: 'comment',
      thread_key: id,
      author_key: 'a',
      author_name: 'Анна Пробная',
      is_own: false,
      text: 'Нет воды на Титова, 14',
      url: '',
      posted_at: AT,
      captured_at: AT,
    },
  };
}

export function incidentRow(id: string, status: IncidentStatus): Row {
  return {
    table: 'incidents.incident',
    row: {
      id,
      number: `И-${id.slice(0, 12)}`,
      title: 'Нет воды на Титова, 14',
      status,
      importance: 'normal',
      origin: 'own-page',
      offer,
      dismiss_reason: status === 'dismissed' ? 'opinion' : null,
      opened_at: AT,
      last_posted_at: AT,
      version: 1,
    },
  };
}

/** An incident of one comment under a post of ours, and a reply to it where `state` is said. */
function incident(status: IncidentStatus, state?: ReplyState): Things {
  const id = randomUUID();
  const otherId = randomUUID();
  const postId = randomUUID();
  const secondPostId = randomUUID();
  const replyId = randomUUID();
  // One id for both: what is held by either is found by it.
  const pageId = id;
  const member = (post: string): Row => ({
    table: 'incidents.member',
    row: { post_id: post, incident_id: id, at: AT, by_name: 'Отклик' },
  });
  const reply: Row = {
    table: 'incidents.reply',
    row: {
      id: replyId,
      incident_id: id,
      post_id: postId,
      page_id: pageId,
      text: 'Воду дадут к 18:00',
      state,
      is_interim: false,
      made_by: 'staff:other',
      made_by_name: 'Другой',
      made_at: AT,
      is_urgent: state === 'published' || state === 'unknown',
      urgent_reason: 'ночь',
      published_at: state === 'published' ? AT : null,
    },
  };
  return {
    rows: [
      incidentRow(id, status),
      incidentRow(otherId, 'captured'),
      pageRow(pageId),
      postRow(postId, pageId),
      postRow(secondPostId, pageId),
      member(postId),
      member(secondPostId),
      ...(state ? [reply] : []),
    ],
    known: {
      id,
      reply: replyId,
      version: 1,
      intoId: otherId,
      postId,
      postIds: [postId],
      pageId,
      unitId: () => null,
      factId: 'roads.pavement.pothole',
      promisedOn: () => null,
      isInterim: false,
      place: () => null,
      url: 'https://network.example/1',
      postedAt: AT,
    },
    held: [
      { table: 'incidents.term', column: 'incident_id' },
      { table: 'incidents.reply', column: 'incident_id' },
      { table: 'incidents.member', column: 'incident_id' },
      { table: 'incidents.member', column: 'came_from' },
      { table: 'networks.saying', column: 'page_id' },
      // Before the one it may have been merged into.
      { table: 'incidents.incident', column: 'id' },
    ],
  };
}

const page: Maker = () => {
  const id = randomUUID();
  return {
    rows: [pageRow(id)],
    known: { id, version: 1, unitId: () => null, url: '', baseUrl: '', keys: {} },
    held: { table: 'networks.page_key', column: 'page_id' },
  };
};

const ruleKnown = {
  title: 'Горячая вода',
  block: 'housing',
  importance: 'normal',
  query: 'горячая ~3 вода',
  look: {},
  ground: 'глава 2, п. 3.2.1',
  insteadOf: () => null,
};

const rule: Maker = () => {
  const id = randomUUID();
  const row = {
    id,
    title: 'Горячая вода',
    block: 'housing',
    importance: 'normal',
    query: 'горячая ~3 вода',
    filters: '{}',
    ground: 'глава 2, п. 3.2.1',
    changed_at: AT,
    changed_by_name: 'Другой',
    version: 1,
  };
  return { rows: [{ table: 'rules.rule', row }], known: { ...ruleKnown, id, version: 1 } };
};

/** An open incident with a playbook that runs on it. */
const playedIncident: Maker = () => {
  const { rows, known, held = [] } = incident('captured');
  const runId = randomUUID();
  return {
    rows: [
      ...rows,
      {
        table: 'conflicts.run',
        row: {
          id: runId,
          incident_id: known.id,
          playbook: 'pack:late',
          title: 'Опоздавший ответ',
          started_at: AT,
          started_by_name: 'Другой',
        },
      },
      {
        table: 'conflicts.task',
        row: {
          run_id: runId,
          serial: 1,
          incident_id: known.id,
          text: 'Извиниться',
          due_at: AT,
          done_at: null,
        },
      },
    ],
    known: { ...known, runId, serial: 1, isDone: true, playbook: 'pack:contradiction' },
    held: [
      { table: 'conflicts.task', column: 'incident_id' },
      { table: 'conflicts.run', column: 'incident_id' },
      ...[held].flat(),
    ],
  };
};

/** What routes of networks, incidents, conflicts and rules act on. */
export const monitoringMakers: Record<string, Maker> = {
  ...conflictMakers,
  ...shiftMakers,
  ...federalMakers,
  ...trainingMakers,
  'networks.change-page': page,
  'networks.try-page': page,
  'rules.create-rule': () => ({ rows: [], known: ruleKnown }),
  'rules.try-rule': () => ({ rows: [], known: ruleKnown }),
  'rules.change-rule': rule,
  'conflicts.start-on-incident': playedIncident,
  'conflicts.mark-on-incident': playedIncident,
  'incidents.read-incident': () => incident('captured'),
  'incidents.export-evidence': () => incident('captured'),
  'incidents.sort-incident': () => incident('captured'),
  'incidents.dismiss-incident': () => incident('captured'),
  'incidents.restore-incident': () => incident('dismissed'),
  'incidents.merge-incident': () => incident('captured'),
  'incidents.split-incident': () => incident('captured'),
  'incidents.take-incident': () => incident('sent'),
  'incidents.refuse-incident': () => incident('accepted'),
  'incidents.convert-incident': () => incident('sorted'),
  'incidents.close-incident': () => incident('accepted'),
  'incidents.list-ready-answers': () => incident('sorted'),
  'incidents.draft-reply': () => incident('sorted'),
  'incidents.change-reply': () => incident('sorted', 'draft'),
  'incidents.approve-reply': () => incident('approval', 'approval'),
  'incidents.return-reply': () => incident('approval', 'approval'),
  'incidents.review-reply': () => incident('published', 'published'),
  'incidents.settle-reply': () => incident('sorted', 'unknown'),
};
