import { type SqlBool, sql } from 'kysely';
import type { listLetters as listLettersRoute } from '../../../shared/contract/base/outbox.ts';
import type { HandlerInput, RouteReplyInput } from '../../../shared/contract/route.ts';
import { maskEmail, maskPhone, normaliseEmail, normalisePhone } from '../../../shared/text/contacts.ts';
import { requirePermission } from '../../lib/http/access.ts';
import { type Ctx, hasPermission, isStaff } from '../../lib/module/context.ts';
import { fillText } from './letter.ts';

type List = typeof listLettersRoute;

/** Cursor: moment and id of the last letter shown. */
function readCursor(cursor: string | undefined): { at: string; id: string } | null {
  const [at = '', id = ''] = (cursor ?? '').split('_');
  return /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z$/.test(at) && /^[0-9a-f-]{36}$/.test(id) ? { at, id } : null;
}

export function maskRecipient({ channel, recipient }: { channel: string; recipient: string }): string {
  if (channel === 'sms') return maskPhone(recipient);
  if (channel === 'email') return maskEmail(recipient);
  return channel === 'push' ? 'браузер' : 'MAX';
}

/** Letters about a case that hold no words of its answer, of a decision or of the resident. */
const IMPERSONAL = new Set(['case-link', 'case-registered', 'control-term', 'executor-link', 'part-asked']);
const isPersonal = ({ case_id, purpose }: { case_id: string | null; purpose: string }): boolean =>
  purpose === 'digest' || (case_id !== null && !IMPERSONAL.has(purpose));

const HIDDEN = 'Текст письма о деле открыт тому, кто видит контакты жителей.';

/**
 * Answers and letters of the office name people: read by who may see contacts everywhere, since a letter does not know of
 * which block its case is. An administrator sees that a letter went, and whether it arrived.
 */
const readsPersonal = ({ actor }: Ctx): boolean =>
  isStaff(actor) &&
  actor.permissions.has('cases.reveal') &&
  (actor.grants ?? [actor]).every(({ blocks, districts }) => blocks.length === 0 && districts.length === 0);

/** What was read of residents is kept: whether letters were sought by a contact, how many were read whole. */
function recordReading(ctx: Ctx, sought: string | undefined, shown: number): void {
  if (sought)
    ctx.audit({
      action: 'cases.search-contact',
      object: 'search',
      objectId: 'letters',
      data: { by: ['recipient'] },
    });
  if (shown > 0)
    ctx.audit({ action: 'outbox.read-letters', object: 'letters', objectId: '', data: { count: shown } });
}

const actsOn = (state: string): string[] => {
  if (state === 'unknown') return ['settle'];
  return state === 'dead' || state === 'dropped' ? ['resend'] : [];
};

/**
 * Newest first. In the demo everybody reads the letters, codes included: its residents have no phone to look at.
 * Elsewhere only `outbox.read`, and codes and links stay hidden. Recipients are masked everywhere:
 * a visitor of the demo may have typed a real number.
 */
export async function listLetters(ctx: Ctx, { query }: HandlerInput<List>): Promise<RouteReplyInput<List>> {
  const { isDemo } = ctx.config;
  const mayResend = hasPermission(ctx, 'outbox.manage');
  if (!isDemo) requirePermission(ctx.actor, 'outbox.read');
  let select = ctx.db
    .selectFrom('outbox.letter')
    .selectAll()
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(query.limit + 1);
  const after = readCursor(query.cursor);
  if (after)
    select = select.where(sql<SqlBool>`(created_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`);
  if (query.recipient)
    select = select.where(
      'recipient',
      '=',
      normalisePhone(query.recipient) ?? normaliseEmail(query.recipient) ?? query.recipient,
    );
  if (query.state) select = select.where('state', '=', query.state);
  const rows = await select.execute();
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  const isOpen = isDemo || readsPersonal(ctx);
  if (!isDemo) recordReading(ctx, query.recipient, isOpen ? page.filter((row) => isPersonal(row)).length : 0);
  return {
    letters: page.map((row) => ({
      id: row.id,
      channel: row.channel,
      recipient: maskRecipient(row),
      subject: row.subject,
      text: isOpen || !isPersonal(row) ? fillText(row, isDemo) : HIDDEN,
      purpose: row.purpose,
      caseId: row.case_id,
      state: row.state,
      createdAt: row.created_at.toISOString(),
      attempts: row.attempts,
      reason: row.reason,
      nextAt: row.next_at?.toISOString() ?? null,
      can: mayResend ? actsOn(row.state) : [],
    })),
    next: rows.length > query.limit && last ? `${last.created_at.toISOString()}_${last.id}` : null,
    isDemo,
  };
}
