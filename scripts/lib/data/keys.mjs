import { documentsOf } from './file.mjs'

/**
 * With which keys a file's personal data is sealed, in a line for each. A file holds it as it is stored: whoever has
 * not got the key reads no name in it, and gets none back.
 */
export async function keysNeeded({ sealedIn, sealedWith }, file) {
  const counts = new Map()
  for await (const [, document] of documentsOf(file)) {
    for (const [, sealed] of sealedIn(document)) {
      const key = sealedWith(sealed)
      counts.set(key, (counts.get(key) ?? 0) + 1)
    }
  }
  return [...counts]
    .sort()
    .map(
      ([key, count]) =>
        `${count} values of personal data are sealed with the key ${key}: the environment needs it, in PERSONAL_DATA_KEY or PERSONAL_DATA_KEYS_OLD`,
    )
}
