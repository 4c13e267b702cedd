import { randomBytes } from 'node:crypto';
import { databaseUrl, ownerUrl, templateName, withCluster } from './template.ts';

export interface TestDatabase {
  /** Under the account of the server. */
  url: string;
  /** Under the account that owns the tables. */
  ownerUrl: string;
  drop: () => Promise<void>;
}

/** A fresh clone of the migrated template, or of another database; drop it in `afterAll`. */
export async function cloneDatabase(template = templateName()): Promise<TestDatabase> {
  const name = `t_${process.pid}_${randomBytes(4).toString('hex')}`;
  // Copied as files: by way of the log a page at a time it takes ten times as long.
  await withCluster((client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`),
  );
  return {
    url: databaseUrl(name),
    ownerUrl: ownerUrl(name),
    drop: async () => {
      await withCluster((client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
    },
  };
}
