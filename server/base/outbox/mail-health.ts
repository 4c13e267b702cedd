import { emailSettings } from '../../../shared/contract/base/outbox-settings.ts';
import { defineCheck, type FoundFault, notInDemo, notJudged } from '../../lib/health/health-check.ts';
import type { Ctx } from '../../lib/module/context.ts';
import { OutboundFailure } from '../../lib/outbound/failures.ts';
import { greetMailServer, SmtpFailure, type SmtpServer } from '../../lib/outbound/smtp.ts';
import { findLostSecrets, readAccess } from './channel.ts';

type Code = 'away' | 'unknown-host' | 'password' | 'certificate' | 'refused';

/** Seconds each step of the greeting may take: somebody waits. */
const PATIENCE = 4;
const link = '/staff/letters';

/** Words of OpenSSL and of Node about a certificate. */
const OF_CERTIFICATE = /certificate|self.signed|altnames|CERT_/iu;

/** What a greeting that failed means. */
export function judgeGreeting(error: unknown): FoundFault<Code>[] {
  const { cause, said, trouble } =
    error instanceof SmtpFailure ? error : { cause: error, said: '', trouble: 'later' };
  const { message = '', code = '' } = (cause ?? {}) as { message?: string; code?: string };
  const words = said ? `${said}.` : '';
  if (trouble === 'key') return [{ code: 'password', words }];
  if (OF_CERTIFICATE.test(`${code} ${message}`)) return [{ code: 'certificate', words: `${message}.` }];
  if (/ENOTFOUND|EAI_AGAIN|EDNS/u.test(`${code} ${message}`)) return [{ code: 'unknown-host', words: '' }];
  if (said) return [{ code: 'refused', words }];
  const why = error instanceof Error ? error.message : String(error);
  return [{ code: 'away', words: `${why}.` }];
}

async function readServer(ctx: Ctx): Promise<SmtpServer | null> {
  const row = await ctx.db
    .selectFrom('outbox.channel_setting')
    .select('settings')
    .where('channel', '=', 'email')
    .where('is_active', '=', true)
    .executeTakeFirst();
  const read = emailSettings.safeParse(row?.settings);
  if (!read.success) return null;
  // A password that does not open is told of by itself: the server is not asked with an empty one.
  if ((await findLostSecrets(ctx)).includes('email')) return null;
  const access = await readAccess(ctx, 'email');
  const { host, port, security, user } = read.data;
  return { host, port, security, user, password: access?.secret ?? '', patience: PATIENCE };
}

/** The mail server is greeted as before a letter, and no letter is sent. */
export const mailServerCheck = defineCheck<Code, Ctx>({
  id: 'outside.mail',
  looksAt: 'Почтовый сервер',
  faults: {
    away: {
      severity: 'error',
      title: 'Почтовый сервер не отвечает',
      cure: 'Проверьте адрес и порт в «Каналах отправки» и пускает ли к нему межсетевой экран. Ждущие письма уйдут сами.',
      link,
    },
    'unknown-host': {
      severity: 'error',
      title: 'Имя почтового сервера не найдено в DNS',
      cure: 'Исправьте имя сервера в «Каналах отправки» или DNS этой машины. Ждущие письма уйдут сами.',
      link,
    },
    password: {
      severity: 'error',
      title: 'Почтовый сервер не принял имя или пароль',
      cure: 'Впишите в «Каналах отправки» нынешний пароль ящика: чаще всего его сменили. Ждущие письма уйдут сами.',
      link,
    },
    certificate: {
      severity: 'error',
      title: 'Сертификат почтового сервера не годится',
      cure: 'Попросите владельца почтового сервера продлить сертификат или впишите в «Каналах отправки» имя, на которое он выдан. Свой центр сертификации назовите серверу в NODE_EXTRA_CA_CERTS.',
      link,
    },
    refused: {
      severity: 'error',
      title: 'Почтовый сервер не пускает',
      cure: 'Спросите его владельца, что значат эти слова; адрес и способ шифрования исправляют в «Каналах отправки».',
      link,
    },
  },
  run: async (ctx) => {
    // Of a demo nothing leaves, whatever is set.
    if (ctx.config.isDemo) return notInDemo;
    const server = await readServer(ctx);
    if (!server) return notJudged('почта не настроена или её пароль не открывается');
    try {
      await greetMailServer(server);
      return [];
    } catch (error) {
      if (error instanceof SmtpFailure || error instanceof OutboundFailure) return judgeGreeting(error);
      throw error;
    }
  },
});
