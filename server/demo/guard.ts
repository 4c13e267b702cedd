import pg from 'pg';

/** The database holds people or cases that are no demo. */
export class ForeignData extends Error {
  constructor() {
    super(
      'В базе есть сотрудники или дела, и они не демонстрационные: ничего не изменено. ' +
        'Укажите пустую базу или добавьте --force.',
    );
    this.name = 'ForeignData';
  }
}

/**
 * Lets a demo only into a database that is empty or a demo already. Looks without changing anything, also before the
 * first migration. Throws `ForeignData`.
 */
export async function requireDemoOrEmpty(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const has = async (statement: string) => (await client.query(statement)).rowCount !== 0;
    const tables = await client.query<{ name: string | null }>(
      "SELECT to_regclass(name)::text AS name FROM unnest(ARRAY['lib.setting', 'identity.person', 'cases.case_file']) AS name",
    );
    const [settings, people, cases] = tables.rows.map(({ name }) => name !== null);
    if (settings && (await has("SELECT FROM lib.setting WHERE name = 'demo'"))) return;
    const hasStaff =
      "SELECT FROM identity.person WHERE kind = 'staff' AND email NOT LIKE '%@demo.invalid' LIMIT 1";
    const isForeign =
      (people && (await has(hasStaff))) || (cases && (await has('SELECT FROM cases.case_file LIMIT 1')));
    if (isForeign) throw new ForeignData();
  } finally {
    await client.end();
  }
}
