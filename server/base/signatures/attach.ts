import type {
  attachSignature as attachSignatureRoute,
  SignedDocument,
} from '../../../shared/contract/base/signatures.ts';
import type { HandlerInput } from '../../../shared/contract/route.ts';
import { AppError } from '../../lib/errors.ts';
import { type Ctx, isStaff } from '../../lib/module/context.ts';
import type { Exchange } from '../../lib/module/module.ts';
import { runMutation } from '../../lib/module/unit-of-work.ts';
import type { Fact } from './cms.ts';
import { openDocument, presentDocument } from './documents.ts';
import { askOutside } from './outside-check.ts';
import { readBytes } from './rows.ts';
import { writeSignature } from './sign.ts';

/** Loaded by the first signature file: its parsers of ASN.1 are a twentieth of a start. */
const openCms = () => import('./cms.ts');

const refuse = (message: string) => new AppError('lib.bad-input', message, { fields: { cms: message } });

/** What was checked and what was not, in words: a signature is never called better than what is known of it. */
function tellChecks(isOutside: boolean, isWhole: boolean): Fact[] {
  const [done, left] = isOutside
    ? ['отпечаток, подпись и сертификат — программой, которую задал администратор', null]
    : isWhole
      ? ['отпечаток документа и подпись под ним', 'кто выдал сертификат и не отозван ли он']
      : [
          'файл прочитан, алгоритм ГОСТ узнан',
          'отпечаток, подпись и сертификат: программа проверки ГОСТ не задана, это делает администратор',
        ];
  return [{ name: 'Проверено', value: done }, ...(left ? [{ name: 'Не проверено', value: left }] : [])];
}

/** Judges by ourselves and by the program of the settings, where there is one: both must agree. */
async function judge(ctx: Ctx, cms: Buffer, document: Buffer) {
  const { judgeCms } = await openCms();
  const own = judgeCms(cms, document, ctx.now);
  if (own.state === 'wrong') throw refuse(`Подпись не принята: ${own.reason}.`);
  const outside = await askOutside(ctx.config, document, cms);
  if (outside === 'wrong') throw refuse('Подпись не принята: программа проверки её отвергла.');
  if (outside === 'failed')
    throw new AppError('lib.unavailable', 'Программа проверки подписей не ответила. Повторите позже.');
  const details: Fact[] = [...own.facts, ...tellChecks(outside === 'right', own.state === 'whole')];
  const state = outside === 'right' || own.state === 'whole' ? ('whole' as const) : ('unchecked' as const);
  return { state, details };
}

/** Route: a detached qualified signature of the signed file. It commits by itself: the check may take long. */
export async function attachSignature(
  ctx: Ctx,
  { params, body }: HandlerInput<typeof attachSignatureRoute>,
  { services }: Exchange,
): Promise<SignedDocument> {
  const opened = await openDocument(ctx, params.id);
  const { row, access } = opened;
  if (!access.signer || !isStaff(ctx.actor))
    throw new AppError('lib.forbidden', 'Подпись прилагает тот, кто подписал документ.');
  const [signer, signerId] = [access.signer, ctx.actor.id];
  const { toDer } = await openCms();
  const cms = toDer(Buffer.from(body.cms, 'base64'));
  const { state, details } = await judge(ctx, cms, await readBytes(ctx.db, row.id));
  await runMutation(services, ctx, (tx) =>
    writeSignature(tx, {
      cms,
      details,
      signature: {
        documentId: row.id,
        sha256: row.sha256,
        kind: 'qualified',
        method: 'file',
        state,
        signerId,
        signerName: signer.name,
        position: signer.position,
      },
    }),
  );
  // Shown after the commit: what is shown is held against the journal.
  return presentDocument(ctx, opened);
}
