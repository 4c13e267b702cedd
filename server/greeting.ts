import type { Services } from './lib/unit-of-work.ts';

/** Says where the system is, once it listens. */
export async function greet(_services: Services, address: string): Promise<void> {
  console.log(`\n  Отклик открыт: ${address}\n`);
}
