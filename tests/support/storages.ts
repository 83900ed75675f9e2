import { AsyncLocalStorage } from 'node:async_hooks'

/**
 * Jest's runner opens an `AsyncLocalStorage` for each test file and never closes it, and Node carries each that is open
 * through every promise: with the hundredth file of a worker that is a tenth of its time. This closes those of the files
 * before; one that is used again opens by itself.
 */

type Storage = AsyncLocalStorage<unknown>
const KEPT = Symbol.for('storages of test files')
/** The class is one for the whole process, unlike what test files load. */
const shared = AsyncLocalStorage as typeof AsyncLocalStorage & { [KEPT]?: Set<Storage> }

function watch(): Set<Storage> {
  const opened = new Set<Storage>()
  const prototype = AsyncLocalStorage.prototype as Storage
  const { run } = prototype
  prototype.run = function (this: Storage, ...args: Parameters<Storage['run']>) {
    opened.add(this)
    return run.apply(this, args)
  } as Storage['run']
  return opened
}

const opened = (shared[KEPT] ??= watch())
for (const storage of opened) storage.disable()
opened.clear()
