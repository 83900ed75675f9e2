import { failed } from '../errors'
import { stringify } from '../value/ejson'
import type { Draft, Parts } from './draft'

/**
 * The paths which a path with placeholders names in a document: `$` is the element the query matched, `$[]`
 * each element of an array. https://www.mongodb.com/docs/manual/reference/operator/update/positional/
 */
export function resolvePath(draft: Draft, parts: Parts, matched: () => number | undefined): Parts[] {
  const at = parts.findIndex((part) => part === '$' || part === '$[]')
  if (at < 0) return [parts]
  const before = parts.slice(0, at)
  const rest = parts.slice(at + 1)
  const places = parts[at] === '$' ? [theMatched(matched)] : everyPlace(draft, before)
  return places.flatMap((place) => resolvePath(draft, [...before, String(place), ...rest], matched))
}

function theMatched(matched: () => number | undefined): number {
  const place = matched()
  if (place !== undefined) return place
  throw failed('The positional operator did not find the match needed from the query.')
}

function everyPlace(draft: Draft, parts: Parts): number[] {
  const array = draft.get(parts)
  if (array === undefined) {
    draft.checkViable(parts)
    throw failed(`The path '${parts.join('.')}' must exist in the document in order to apply array updates.`)
  }
  if (!Array.isArray(array)) {
    throw failed(
      `Cannot apply array updates to non-array element ${parts.at(-1)!}: ${stringify(array).slice(0, 100)}`,
    )
  }
  return array.map((_, place) => place)
}
