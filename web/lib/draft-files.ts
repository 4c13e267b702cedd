/** Photos of a draft, kept in IndexedDB until they are sent. Every function is quiet where the browser has none. */

const databaseName = 'otklik';
const storeName = 'draft-files';

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(databaseName, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(storeName);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function run<T>(mode: IDBTransactionMode, work: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const database = await open();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(storeName, mode);
      const request = work(transaction.objectStore(storeName));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** Keeps files under the key in place of those kept before; false when the browser refused. */
export async function keepFiles(key: string, files: readonly File[]): Promise<boolean> {
  try {
    await run('readwrite', (store) => store.put([...files], key));
    return true;
  } catch {
    return false;
  }
}

export async function findFiles(key: string): Promise<File[]> {
  try {
    return ((await run('readonly', (store) => store.get(key))) as File[] | undefined) ?? [];
  } catch {
    return [];
  }
}

export async function forgetFiles(key: string): Promise<void> {
  try {
    await run('readwrite', (store) => store.delete(key));
  } catch {
    // Nothing was kept, so nothing is left.
  }
}
