import { defineCheck, notInDemo, notJudged } from '../../lib/health/health-check.ts';
import { announceLarge, askHome } from '../../lib/outbound/ask-site.ts';
import { judgeSite } from './site-judge.ts';

/** Five pictures of a page without scripts, each as large as may be. */
const LARGEST = 125 * 1024 * 1024;

/** The site as it is seen by its public address, through whatever stands before it. */
export const siteCheck = defineCheck({
  id: 'outside.site',
  looksAt: 'Сайт по его адресу',
  faults: {
    away: {
      severity: 'warning',
      title: 'По адресу сайта никто не отвечает этой машине',
      cure: 'Проверьте, работает ли прокси и ведёт ли к нему имя в DNS. Если адрес другой, исправьте OTKLIK_URL. Если снаружи сайт виден, откройте его и с этой машины.',
    },
    unreached: {
      severity: 'error',
      title: 'Прокси не достаёт до Отклика',
      cure: 'Проверьте, запущен ли Отклик и те ли адрес и порт названы в прокси (proxy_pass): жители сейчас видят отказ.',
    },
    foreign: {
      severity: 'error',
      title: 'По адресу сайта отвечает не Отклик',
      cure: 'Исправьте OTKLIK_URL или прокси: адрес должен вести к этому серверу.',
    },
    ended: {
      severity: 'error',
      title: 'Сертификат сайта истёк',
      cure: 'Продлите его (certbot renew) и перечитайте настройки прокси: жителям браузер сейчас сайт не открывает.',
    },
    ending: {
      severity: 'warning',
      title: 'Сертификат сайта кончается',
      cure: 'Продлите его (certbot renew), перечитайте настройки прокси и посмотрите, почему он не продлился сам.',
    },
    doubtful: {
      severity: 'warning',
      title: 'Сертификату сайта не все поверят',
      cure: 'Поставьте на прокси сертификат с полной цепочкой, выданный на это имя. Свой центр сертификации назовите серверу в NODE_EXTRA_CA_CERTS.',
    },
    'small-body': {
      severity: 'error',
      title: 'Прокси не пропускает файлы больше своего размера',
      cure: 'Поставьте в nginx client_max_body_size 130m (deploy/nginx/otklik.conf) и перечитайте его настройки.',
    },
  },
  run: async ({ config, now }) => {
    const url = URL.parse(config.publicUrl);
    if (config.isDemo) return notInDemo;
    if (!url || !/^https?:$/u.test(url.protocol)) return notJudged('адрес сайта не назван');
    const [home, probe] = await Promise.all([askHome(url), announceLarge(url, LARGEST)]);
    return judgeSite(home, probe, now);
  },
});
