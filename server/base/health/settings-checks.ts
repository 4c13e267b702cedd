import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cityDay } from '../../lib/city.ts';
import { defineCheck, notInDemo } from '../../lib/health/health-check.ts';
import { listStrangers } from '../../lib/http/stranger-proxies.ts';
import { once } from '../../lib/once.ts';
import { judgeAddress, judgePack } from './machine-judge.ts';

/** A proxy brings everybody; a scanner or a person with a header of their own brings a few. */
const OF_A_PROXY = 50;

export const addressCheck = defineCheck({
  id: 'settings.address',
  looksAt: 'Адрес сайта',
  faults: {
    missing: {
      severity: 'warning',
      title: 'Не назван адрес сайта',
      cure: 'Из исходников напишите OTKLIK_URL=https://отклик.ваш-город.рф перед npm start и перезапустите; в установке из архива впишите эту строку в /etc/otklik/otklik.env, затем sudo otklik restart. Без него ссылки в письмах ведут на адрес запроса.',
    },
    broken: {
      severity: 'error',
      title: 'Адрес сайта написан неверно',
      cure: 'Исправьте OTKLIK_URL: целиком, с https:// в начале.',
    },
    plain: {
      severity: 'error',
      title: 'Сайт открыт без шифрования',
      cure: 'Поставьте перед Откликом прокси с сертификатом и назовите адрес с https:// в OTKLIK_URL. Пароли и обращения сейчас идут открыто.',
    },
  },
  run: async ({ config }) => (config.isDemo ? notInDemo : judgeAddress(config.publicUrl)),
});

export const namesCheck = defineCheck({
  id: 'settings.names',
  looksAt: 'Имена переменных запуска',
  faults: {
    unknown: {
      severity: 'warning',
      title: 'Переменную запуска Отклик не знает',
      cure: 'Исправьте её имя по docs/settings.md или уберите её: сейчас она ничего не меняет.',
    },
  },
  run: async ({ config }) =>
    config.unknownSettings.map((name) => ({ code: 'unknown' as const, words: `${name}.` })),
});

export const proxyCheck = defineCheck({
  id: 'settings.proxy',
  looksAt: 'Адреса посетителей',
  faults: {
    untrusted: {
      severity: 'warning',
      title: 'Прокси не назван: все посетители выглядят одним',
      cure: 'Если это ваш прокси, впишите его адрес в OTKLIK_TRUSTED_PROXIES и перезапустите Отклик. Если не ваш — закройте ему прямой вход.',
    },
  },
  run: async (ctx) => {
    const strangers = listStrangers(ctx, OF_A_PROXY);
    return strangers.length > 0
      ? [{ code: 'untrusted', words: `Адреса посетителей сообщает ${strangers.join(', ')}.` }]
      : [];
  },
});

const packs = fileURLToPath(new URL('../../../packs/', import.meta.url));
/** Packs of versions are small; models and tables of places are not read for their dates. */
const MOST_BYTES = 400_000;

const readVersions = once(() =>
  globSync('**/*.json', { cwd: packs }).flatMap((name) => {
    const path = join(packs, name);
    if (statSync(path).size > MOST_BYTES) return [];
    const { versions } = JSON.parse(readFileSync(path, 'utf8')) as { versions?: unknown };
    return Array.isArray(versions) ? [{ name, versions }] : [];
  }),
);

export const packsCheck = defineCheck({
  id: 'settings.packs',
  looksAt: 'Данные с датами (правила, сроки, формулы)',
  faults: {
    ended: {
      severity: 'error',
      title: 'Данные с датами кончились',
      cure: 'Обновите Отклик или впишите в этот файл папки packs следующую версию: сегодня не действует ни одна.',
    },
    ending: {
      severity: 'warning',
      title: 'Данные с датами кончатся в течение месяца',
      cure: 'Обновите Отклик или впишите в этот файл папки packs версию на следующий срок.',
    },
  },
  run: async ({ config, now }) => {
    const today = cityDay(config, now);
    return readVersions().flatMap(({ name, versions }) => judgePack(name, versions, today));
  },
});

export const demoCheck = defineCheck({
  id: 'settings.demo',
  looksAt: 'Вымышленные данные',
  faults: {
    'in-production': {
      severity: 'error',
      title: 'В настоящей установке лежит демонстрационный город',
      cure: 'Начните с новой папкой или базой: npm start -- --empty --data ПАПКА. Вымышленных людей и дела из этой не вычистить.',
    },
  },
  run: async ({ db, config }) => {
    if (config.isDemo) return notInDemo;
    const mark = await db
      .selectFrom('lib.setting')
      .select('name')
      .where('name', '=', 'demo')
      .executeTakeFirst();
    return mark ? [{ code: 'in-production', words: '' }] : [];
  },
});
