import { type RawBuilder, sql } from 'kysely';
import { itemAt, numberAt } from '../../../../shared/lists.ts';
import { localMonth, planStep, type StepPlan } from '../../../base/deadlines/index.ts';
import { nowhere } from '../../../base/territory/index.ts';
import { compositeArray, type FieldValue } from '../../../lib/database/composite.ts';
import type { Ctx } from '../../../lib/module/context.ts';
import type { CaseDraft } from '../core/draft.ts';
import { ANSWER_CLOCK } from '../core/rows.ts';

/** A draft and the context of who sent it. */
export interface IntakeItem {
  draft: CaseDraft;
  ctx: Ctx;
}

/** What a row is made of. */
interface Incoming extends IntakeItem {
  ord: number;
  month: string;
  /** How many of the list follow it in its month. */
  following: number;
  place: NonNullable<CaseDraft['place']>;
  /** The first step of the answer's ladder, counted here: the clock is planned without a statement more. */
  step: StepPlan;
}

/** The fields of the type `cases.incoming`, in its order. */
export const incomingFields: readonly (readonly [name: string, of: (from: Incoming) => FieldValue])[] = [
  ['ord', ({ ord }) => ord],
  ['month', ({ month }) => month],
  ['following', ({ following }) => following],
  ['id', ({ draft }) => draft.id],
  ['contact_id', ({ draft }) => draft.contactId],
  ['client_key', ({ draft }) => draft.clientKey],
  ['client_hash', ({ draft }) => draft.clientHash],
  ['registered_at', ({ draft }) => draft.registeredAt],
  ['received_at', ({ draft }) => draft.receivedAt],
  ['channel', ({ draft }) => draft.channel],
  ['regime', ({ draft }) => draft.regime],
  ['regime_reason', ({ draft }) => draft.regimeReason],
  ['signs', ({ draft }) => draft.signs],
  ['declares', ({ draft }) => draft.declares],
  ['identity', ({ draft }) => draft.identity],
  ['title', ({ draft }) => draft.title],
  ['body', ({ draft }) => draft.body],
  ['block', ({ draft }) => draft.block],
  ['fact_id', ({ draft }) => draft.factId],
  ['topic_source', ({ draft }) => draft.topicSource],
  ['importance', ({ draft }) => draft.importance],
  ['address', ({ place }) => place.address],
  ['street_id', ({ place }) => place.streetId],
  ['house', ({ place }) => place.house],
  ['district_id', ({ place }) => place.districtId],
  ['lat', ({ place }) => place.lat],
  ['lon', ({ place }) => place.lon],
  ['h3', ({ place }) => place.h3],
  ['place_precision', ({ place }) => place.precision],
  ['is_home', ({ place }) => place.isHome],
  ['due_at', ({ draft }) => draft.term.dueAt],
  ['rule_id', ({ draft }) => draft.term.ruleId],
  ['rule_version', ({ draft }) => draft.term.ruleVersion],
  ['calendar_version', ({ draft }) => draft.term.calendarVersion],
  ['next_step', ({ step }) => step.step],
  ['next_step_at', ({ step }) => step.at],
  ['resident_id', ({ draft }) => draft.residentId],
  ['person_name', ({ draft }) => draft.personName],
  ['phone', ({ draft }) => draft.phone],
  ['email', ({ draft }) => draft.email],
  ['has_publish_consent', ({ draft }) => draft.publishConsent],
  ['consent_version', ({ draft }) => draft.consentVersion],
  ['consent_ip', ({ draft }) => draft.consentIp],
  ['consent_agent', ({ draft }) => draft.consentAgent],
  ['external_source', ({ draft }) => draft.externalSource],
  ['external_id', ({ draft }) => draft.externalId],
  ['registered_by', ({ draft }) => draft.registeredBy],
  ['actor', ({ ctx: { actor } }) => (actor.kind === 'staff' ? `staff:${actor.id}` : actor.kind)],
  ['actor_name', ({ ctx: { actor } }) => (actor.kind === 'staff' ? actor.name : 'Житель')],
  ['answers', ({ draft }) => draft.answers && JSON.stringify(draft.answers)],
  ['due_from', ({ draft }) => draft.dueFrom],
  ['term_from', ({ draft }) => draft.termFrom],
  ['arrived_at', ({ draft }) => draft.arrivedAt],
];

/** The items as rows of `cases.incoming`. */
export const incomingRows = (items: readonly IntakeItem[]): RawBuilder<unknown> =>
  sql`unnest(${incomingText(items)}::cases.incoming[])`;

function incomingText(items: readonly IntakeItem[]): string {
  const months = items.map(({ draft }) => localMonth(draft.registeredAt));
  const following = countFollowing(months);
  return compositeArray(
    items.map(({ draft, ctx }, ord) => {
      const { ruleId, dueAt } = draft.term;
      const clock = { kind: ANSWER_CLOCK, ruleId, startedAt: draft.termFrom, dueAt };
      const from: Incoming = {
        draft,
        ctx,
        ord,
        month: itemAt(months, ord),
        following: numberAt(following, ord),
        place: draft.place ?? nowhere,
        step: planStep(ctx.now, clock),
      };
      return incomingFields.map(([, of]) => of(from));
    }),
  );
}

/** How many of the list follow each in its month: where all of them are registered, the database need not sort them. */
function countFollowing(months: readonly string[]): number[] {
  const counts = new Map<string, number>();
  const following: number[] = [];
  for (let at = months.length - 1; at >= 0; at -= 1) {
    const count = counts.get(itemAt(months, at)) ?? 0;
    following[at] = count;
    counts.set(itemAt(months, at), count + 1);
  }
  return following;
}
