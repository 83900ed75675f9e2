import { isUnknownCall } from '../account.mjs'

/** Everybody reads what lies in the storage (pictures of products), and functions alone put something there. */
const WANTED = 'ADMINWRITE'
const LOOKS = 10

/**
 * Sets the storage's rule. It runs as a job, so it is looked at until it is there. A rule that somebody has written is
 * left to them, and the list at the end says so.
 *
 * @throws when it is not there afterwards
 */
export async function deployStorage({ account: { app, patiently }, left, patienceMs }, report) {
  const read = () => patiently(() => app.storage.getStorageAcl())
  let before
  try {
    before = await read()
  } catch (error) {
    if (isUnknownCall(error)) return void left.add('storage')
    throw error
  }
  if (before === WANTED) return
  if (before === 'CUSTOM') return void left.add('storage')
  await patiently(() => app.storage.setStorageAcl(WANTED))
  for (let looked = 1; (await read()) !== WANTED; looked++) {
    if (looked === LOOKS) throw new Error('the storage’s rule was not kept: deploy again')
    await new Promise((resolve) => setTimeout(resolve, patienceMs / LOOKS))
  }
  report.changed('storage: everybody reads, functions alone write')
}
