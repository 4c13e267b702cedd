import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { machineChecks, printFaults } from '../../server/base/health/index.ts';
import { type HealthCheck, healthCheck, outsideCheck } from '../../server/lib/health/health-check.ts';
import { createPorts } from '../../server/lib/module/port.ts';
import { modules } from '../../server/modules.ts';

const ports = createPorts(modules.flatMap((module) => module.provides ?? []));
const checks: HealthCheck[] = [...machineChecks, ...ports.list(healthCheck), ...ports.list(outsideCheck)];
const faults = checks.flatMap(({ id, faults: ofCheck }) =>
  Object.entries(ofCheck).map(([code, fault]) => ({ name: `${id}/${code}`, ...fault })),
);

it('docs/doctor.md tells every fault with its cure, in the words of the checks', () => {
  const page = readFileSync(new URL('../../docs/doctor.md', import.meta.url), 'utf8');
  expect(page).toContain(printFaults(checks));
});

it('every fault has a name, a cure of a sentence and, where it has a screen, one of the workplace', () => {
  expect(faults.length).toBeGreaterThan(90);
  expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length);
  for (const { name, title, cure, link } of faults) {
    expect(title, name).toMatch(/^[А-ЯA-Z].*[^.]$/u);
    expect(cure, name).toMatch(/^[А-Я].{20,}\.$/u);
    if (link) expect(link, name).toMatch(/^\/staff\/[a-z]+(?:\?tab=[a-z]+)?$/u);
  }
});
