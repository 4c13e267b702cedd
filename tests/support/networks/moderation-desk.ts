import type { SeenPost } from '../../../server/base/networks/index.ts';
import type { IncidentCard } from '../../../shared/contract/monitoring/incidents.ts';
import * as contract from '../../../shared/contract/monitoring/moderation.ts';
import * as acts from '../../../shared/contract/monitoring/moderation-acts.ts';
import * as open from '../../../shared/contract/monitoring/moderation-open.ts';
import type { RouteReply } from '../../../shared/contract/route.ts';
import { signInAs } from '../site/sign-in.ts';
import { type IncidentDesk, memberOf, openIncidentDesk } from './incident-desk.ts';

type Act = contract.ActCard;

/** Plain advertising: nobody is silenced by taking it off. */
export const AD = 'Окна дёшево, звоните прямо сейчас, скидки всем';

/** The desk of incidents with what people do about comments that break a rule. */
export interface ModerationDesk extends IncidentDesk {
  approver: string;
  /** How many advertisements were written: each in a talk of its own, `ad-1`, `ad-2`… */
  count: () => number;
  advertise: (given?: Partial<SeenPost>) => Promise<IncidentCard>;
  readTalk: (incident: IncidentCard) => Promise<RouteReply<typeof contract.readTalkModeration>>;
  bodyFor: (incident: IncidentCard, rule?: number) => Promise<HideBody>;
  hide: (incident: IncidentCard, rule?: number, cookie?: string) => Promise<Act>;
  /** Hidden and drained: as it stands once the network has answered. */
  hidden: (given?: Partial<SeenPost>) => Promise<Act>;
  readAct: (id: string, cookie?: string) => Promise<Act>;
  codeOf: (act: Act) => Promise<string>;
  appeal: (act: Act, given?: object) => Promise<{ dueAt: string }>;
  decide: (act: Act, outcome: 'upheld' | 'granted', cookie?: string) => Promise<Act>;
  /** A column of the comment's row. */
  post: (act: Act, column: string) => Promise<unknown>;
  /** `7` of the comment `c-7`. */
  numberOf: (act: Act) => Promise<string>;
}

interface HideBody {
  incidentId: string;
  postId: string;
  serial: number;
  ruleId: string;
  ground: string;
}

export async function openModerationDesk(): Promise<ModerationDesk> {
  const desk = await openIncidentDesk();
  const { server, operator } = desk;
  const approver = await signInAs(server, 'approver');
  const kept = { count: 0 };
  const readTalk: ModerationDesk['readTalk'] = (incident) =>
    server.call(contract.readTalkModeration, { params: { id: incident.id } }, operator);
  const bodyFor: ModerationDesk['bodyFor'] = async (incident, number = 5) => {
    const { rules, comments } = await readTalk(incident);
    const comment = comments.find(({ postId }) => postId === memberOf(incident).id)!;
    const ruleId = rules.find((rule) => rule.number === number)!.id;
    return {
      incidentId: incident.id,
      postId: comment.postId,
      serial: comment.serial,
      ruleId,
      ground: 'Реклама окон',
    };
  };
  const advertise: ModerationDesk['advertise'] = async (given = {}) => {
    kept.count += 1;
    const threadId = `ad-${kept.count}`;
    return desk.comment({ text: AD, threadId, parentId: threadId, ...given });
  };
  const hide: ModerationDesk['hide'] = async (incident, rule = 5, cookie = operator) =>
    server.call(contract.hideComment, { body: await bodyFor(incident, rule) }, cookie);
  const readAct: ModerationDesk['readAct'] = (id, cookie = operator) =>
    server.call(contract.readAct, { params: { id } }, cookie);
  const ask = async (text: string, id: string) => (await server.app.pool.query(text, [id])).rows[0].value;
  const codeOf = (act: Act) => ask('SELECT code AS value FROM moderation.act WHERE id = $1', act.id);
  const post: ModerationDesk['post'] = (act, column) =>
    ask(`SELECT ${column} AS value FROM posts.post WHERE id = $1`, act.postId);
  return {
    ...desk,
    approver,
    count: () => kept.count,
    advertise,
    readTalk,
    bodyFor,
    hide,
    hidden: async (given) => {
      const act = await hide(await advertise(given));
      await server.drain();
      return readAct(act.id);
    },
    readAct,
    codeOf,
    appeal: async (act, given = {}) => {
      const body = { number: act.number, code: await codeOf(act), words: 'Это не реклама, я делюсь опытом' };
      return server.call(open.appealAct, { body: { ...body, ...given } });
    },
    decide: (act, outcome, cookie = approver) =>
      server.call(
        acts.decideAppeal,
        {
          params: { id: act.id },
          body: { version: act.version, outcome, answer: 'Посмотрели ещё раз и решили.' },
        },
        cookie,
      ),
    post,
    numberOf: async (act) => String(await post(act, 'external_id')).slice(2),
  };
}
