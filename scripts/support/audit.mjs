// The audit of dependencies, where the registry answers one: a network that is not there fails nothing.
import { readFileSync } from 'node:fs';
import { askNpm } from './npm.mjs';

/** Registries of a closed network answer at once or never. */
const PATIENCE_MS = 20_000;
const severe = new Set(['high', 'critical']);
const knownFile = new URL('./known-advisories.json', import.meta.url);

const readJson = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** Severe advisories of a report of npm, each once: a package that only depends on another is no finding of its own. */
export function listSevere({ vulnerabilities }) {
  const found = new Map();
  for (const { name, via } of Object.values(vulnerabilities))
    for (const advisory of via) {
      if (typeof advisory === 'string' || !severe.has(advisory.severity)) continue;
      const id = /GHSA(?:-\w{4}){3}/u.exec(advisory.url ?? '')?.[0] ?? String(advisory.source);
      found.set(`${name} ${id}`, { name: advisory.name ?? name, id, title: advisory.title ?? '' });
    }
  return [...found.values()];
}

/** An advisory that somebody looked at is let through until its day. */
export const isKnown = ({ id, name }, known, today) =>
  known.some((one) => one.id === id && one.package === name && one.reason && today <= one.until);

/** What a reply of `npm audit --json` means: `skipped` in words, or counts with a line for each finding. */
export function judgeAudit(text, known, today) {
  const report = readJson(text);
  if (!report?.vulnerabilities) {
    const why = report?.error?.summary || report?.message || 'ответа нет';
    return {
      passed: 0,
      failed: 0,
      skipped: 0,
      isSkipped: true,
      lines: [`пропущено, реестр не отвечает: ${why}`],
    };
  }
  const open = listSevere(report).filter((advisory) => !isKnown(advisory, known, today));
  const lines = open.map(({ name, id, title }) => `${name}: ${id} ${title}`.trim());
  return { passed: open.length > 0 ? 0 : 1, failed: open.length, skipped: 0, lines };
}

export async function audit(tell, now = new Date()) {
  const { known } = JSON.parse(readFileSync(knownFile, 'utf8'));
  const text = await askNpm(['audit', '--omit=dev', '--json', '--fetch-retries=0'], PATIENCE_MS);
  const judged = judgeAudit(text, known, now.toISOString().slice(0, 10));
  tell(`${judged.lines.join('\n') || 'тяжёлых уязвимостей в рабочих пакетах нет'}\n`);
  return judged;
}
