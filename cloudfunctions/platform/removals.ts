import type { Sdk } from './database'

/**
 * What takes these fields away in an update, whichever of them a document has. Names that are only known at run time
 * pass `fieldKey` on their way into a path, as everywhere.
 */
export function removals(_: Sdk['command'], paths: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(paths.map((path) => [path, _.remove()]))
}
