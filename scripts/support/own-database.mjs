// Looks at the PostgreSQL of DATABASE_URL before the server does, to say in one sentence what is wrong with it.

const leastVersion = 170_000;

const reasons = {
  ECONNREFUSED: 'по этому адресу никто не отвечает',
  ENOTFOUND: 'такого узла нет',
  EAI_AGAIN: 'имя узла не удалось узнать: нет сети?',
  ETIMEDOUT: 'узел не отвечает',
  '28P01': 'имя или пароль не подходят',
  28000: 'этому имени вход не разрешён',
  '3D000': 'такой базы на сервере нет',
  53300: 'нет свободных соединений',
};

/** The address without its password, for the screen. */
export function hidePassword(url) {
  return url.replace(/^([a-z]+:\/\/[^:@/?]*):[^@/]*@/, '$1:***@');
}

/** `isUnfit` tells one that answers from one that does not; `code` is what the server said. */
function explain(url, reason, { isUnfit = false, code } = {}) {
  const error = new Error(`Своя база данных ${hidePassword(url)} не подходит: ${reason}.`);
  return Object.assign(error, { isUnfit, code });
}

/** Why a server that answers will not do; undefined when it will. 16 and older: the changes of the database are tried on 17 alone. */
export function unfitFor({ version, name, encoding }) {
  if (version < leastVersion) return `нужна PostgreSQL 17 или новее, а там ${name}`;
  return encoding === 'UTF8' ? undefined : `нужна кодировка UTF8, а там ${encoding}`;
}

/** Throws a Russian sentence unless the database answers, is new enough and keeps text in UTF-8. Needs installed packages. */
export async function checkOwnDatabase(url) {
  const { default: pg } = await import('pg');
  let client;
  let row;
  try {
    client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
    client.on('error', () => {});
    await client.connect();
    const sql = `SELECT current_setting('server_version_num')::int AS version,
      current_setting('server_version') AS name, current_setting('server_encoding') AS encoding`;
    row = (await client.query(sql)).rows[0];
  } catch (error) {
    throw explain(url, reasons[error.code] ?? error.message, { code: error.code });
  } finally {
    await client?.end().catch(() => {});
  }
  const reason = unfitFor(row);
  if (reason) throw explain(url, reason, { isUnfit: true });
}
