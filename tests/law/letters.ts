/** Papers of the office on their way to a person, and what a resident does in the own account. */
import { withdrawConsent } from '../../shared/contract/messages/cases-resident.ts';
import type { DocumentKind } from '../../shared/contract/messages/office.ts';
import { makeDocument, sendDocument, signDocument } from '../../shared/contract/messages/office-documents.ts';
import type { Route } from '../../shared/contract/route.ts';
import { signInResident } from '../support/site/sign-in.ts';
import { accepted, type Outcome, type Player, skipped } from './player.ts';
import type { Sent, Site } from './site.ts';

const refused = <R extends Route>(sent: Sent<R> & { ok: false }): Outcome => ({
  kind: 'refused',
  said: `${sent.status} ${sent.text.slice(0, 200)}`,
});

/** Made by the clerk, signed by who decides, sent by post; or sent unsigned, which must be refused. */
export async function sendNotice(
  site: Site,
  player: Player,
  kind: DocumentKind,
  signer: string,
  signed = true,
): Promise<Outcome> {
  const made = await site.send(
    makeDocument,
    { params: { id: player.id }, body: { kind } },
    site.cookies.clerk,
  );
  if (!made.ok) return refused(made);
  const ofKind = made.reply.documents.filter((each) => each.kind === kind && each.sentAt === null);
  const document = ofKind.toSorted((a, b) => (a.id < b.id ? -1 : 1)).at(-1)!;
  const params = { id: document.id };
  let { version } = document;
  if (signed) {
    const sign = await site.send(signDocument, { params, body: { version } }, signer);
    if (!sign.ok) return refused(sign);
    version = sign.reply.documents.find(({ id }) => id === document.id)!.version;
  }
  const sent = await site.send(sendDocument, { params, body: { version, how: 'post' } }, site.cookies.clerk);
  return sent.ok ? accepted : refused(sent);
}

export async function withdrawConsentOf(site: Site, player: Player): Promise<Outcome> {
  if (!player.phone) return skipped('no account');
  const cookie = await signInResident(site.server, player.phone);
  const { rows } = await site.server.app.pool.query<{ id: string }>(
    'SELECT id FROM cases.contact WHERE case_id = $1 AND NOT is_joiner',
    [player.id],
  );
  const params = { contactId: rows[0]!.id };
  const done = await site.send(withdrawConsent, { params, body: { scope: 'all' } }, cookie);
  if (!done.ok && done.status === 404) return skipped('gave no consent');
  return done.ok ? accepted : refused(done);
}
