import { openDatabase, openPool } from '../server/lib/db.ts';
import { verifyChain } from '../server/modules/audit/index.ts';

const help = `Проверяет цепочку журнала и называет первую нарушенную запись.

  DATABASE_URL=postgres://… npm run audit:verify

Код выхода: 0 — цепочка цела, 1 — нарушена, 2 — проверить не удалось.
`;

async function main(args: string[]): Promise<number> {
  if (args.includes('--help')) {
    console.log(help);
    return 0;
  }
  const url = process.env.DATABASE_URL;
  if (!url) {
    console.error(`Не задан адрес базы.\n\n${help}`);
    return 2;
  }
  const pool = openPool(url, 1);
  try {
    const { checked, fault } = await verifyChain(openDatabase(pool));
    if (fault) {
      console.error(
        `Журнал нарушен: запись № ${fault.seq} — ${fault.reason}. До неё цело записей: ${checked}`,
      );
      return 1;
    }
    console.log(`Журнал цел. Проверено записей: ${checked}`);
    return 0;
  } catch (error) {
    console.error(`Проверить журнал не удалось: ${(error as Error).message}`);
    return 2;
  } finally {
    await pool.end();
  }
}

process.exitCode = await main(process.argv.slice(2));
