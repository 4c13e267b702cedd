const MB = 1024 * 1024;

/** Pages PostgreSQL keeps by itself: an eighth of the memory. Reading one from the system's cache costs four times more. */
export const bufferSize = (memory) => `${Math.min(Math.max(Math.floor(memory / 8 / MB), 256), 4096)}MB`;

/**
 * Written into postgresql.conf when the cluster is made; an administrator may change them there.
 * Terse errors and no statements in the log: details of an error carry the values of rows, that is people's data.
 */
export const clusterSettings = (memory) => [
  `shared_buffers=${bufferSize(memory)}`,
  'max_connections=100',
  'wal_compression=on',
  'fsync=on',
  'synchronous_commit=on',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_error_verbosity=terse',
  'log_min_error_statement=panic',
  'log_line_prefix=%m [%p] ',
  'logging_collector=off',
];

/** What a system takes as the address of a socket is no longer than a hundred characters. */
const longestSocketFolder = 80;

/** Where a test cluster is spoken to beside its port: a question costs a fifth less there than through the loopback. */
const socketFolder = ({ data, fast }) =>
  fast && process.platform !== 'win32' && data.length <= longestSocketFolder ? data : '';

/** Given on the command line at every start, because the program depends on them. `data` is an absolute path. */
export function launchArguments({ data, port, fast, more = [] }) {
  const sockets = `unix_socket_directories=${socketFolder({ data, fast })}`;
  const settings = ['listen_addresses=127.0.0.1', sockets, `port=${port}`];
  // A test cluster may be lost with the machine: it is made anew. Its files may lie in memory, so the log is kept short.
  if (fast) {
    settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off');
    settings.push('wal_level=minimal', 'max_wal_senders=0', 'min_wal_size=32MB', 'max_wal_size=256MB');
    // A test that fell with a transaction open holds up the others for a minute, not for good.
    settings.push('idle_in_transaction_session_timeout=60s');
  }
  settings.push(...more);
  return ['-D', data, ...settings.flatMap((setting) => ['-c', setting])];
}
