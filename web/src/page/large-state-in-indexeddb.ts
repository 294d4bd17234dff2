// Keeps a state that is too large for the browser's small storage, in IndexedDB. The small storage only has its name.

/** More are not kept: each open tab needs one. */
const MOST = 8;

const STORE = "states";

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open("clbplan", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return done(request);
}

let latest: string | undefined;

/** Names that are newer are greater. */
export const newName = (): string => `${Date.now()}.${Math.random()}`;

/** Keeps a text under a name, in place of the last one that this page kept. Rejects if the browser does not allow it. */
export async function keepLarge(name: string, text: string): Promise<void> {
  const database = await opened();
  const transaction = database.transaction(STORE, "readwrite");
  const store = transaction.objectStore(STORE);
  store.put(text, name);
  if (latest) store.delete(latest);
  latest = name;
  const names = (await done(store.getAllKeys())).toSorted();
  for (const old of names.slice(0, -MOST)) store.delete(old);
  await new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
  database.close();
}

/** Undefined if it is not there. */
export async function largeText(name: string): Promise<string | undefined> {
  const database = await opened();
  const text: unknown = await done(database.transaction(STORE).objectStore(STORE).get(name));
  database.close();
  return typeof text === "string" ? text : undefined;
}
