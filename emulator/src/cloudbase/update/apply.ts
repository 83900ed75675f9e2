import { failed, invalidOperator } from '../errors'
import { equals } from '../value/compare'
import { arrayIndex } from '../value/path'
import type { Doc, Value } from '../value/types'
import { addToSet, pop, pull, pullAll, push } from './arrays'
import { Draft } from './draft'
import { bit, extreme, inc, mul, rename, set, unset } from './fields'
import type { Operator } from './operator'
import { byPath, checkConflicts, checkUpdatePath, isDynamic, operands, updatePath } from './paths'
import { resolvePath } from './positions'
import { checkStorable } from './validate'

const OPERATORS: Record<string, Operator> = {
  $set: set,
  $unset: unset,
  $inc: inc,
  $mul: mul,
  $min: extreme(-1),
  $max: extreme(1),
  $rename: rename,
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
}

/** A checked update, ready to be applied to any number of documents. */
export interface Update {
  /**
   * The updated document; the same object if the update changes nothing in it. `position` tells which element
   * the query matched, for a `$` in a path.
   */
  apply(doc: Doc, position?: (doc: Doc) => number | undefined): Doc
  /** At most this many characters can a document's text grow. */
  readonly growth: number
}

interface Step {
  readonly parts: readonly string[]
  readonly run: ReturnType<Operator>
  /** Where the step writes: new fields appear in the order of these, whatever that of the update. */
  readonly target: readonly string[]
}

/**
 * Compiles an update of operators. What MongoDB refuses throws, here or when it meets the document, and the
 * document stays as it was: never a silent nothing.
 *
 * @param textLength how long the update was as text, from which its growth is bounded.
 */
export function compileUpdate(update: Doc, textLength: number, inserting = false): Update {
  const names = Object.keys(update)
  if (names.length === 0) throw failed('the update document must have at least one element')
  const steps: Step[] = []
  const paths: string[] = []
  for (const name of names) {
    const operator = operatorOf(name, inserting)
    const fields = operands(name, update[name])
    for (const path of Object.keys(fields)) {
      const value = fields[path]!
      const parts = updatePath(path)
      paths.push(path)
      if (name === '$rename') paths.push(checkedTarget(path, value))
      if (operator) {
        const target = name === '$rename' ? updatePath(value as string) : parts
        steps.push({ parts, run: operator(path, value), target })
      }
    }
  }
  checkConflicts(paths)
  steps.sort((a, b) => byPath(a.target, b.target))
  const dynamic = steps.some(({ parts }) => isDynamic(parts))
  // All positions of an array take the value once each, and a far one fills the array up to it.
  const bounded = !dynamic && steps.every(({ parts }) => parts.every((part) => arrayIndex(part) < 100))
  return {
    growth: bounded ? textLength * 2 + steps.length * 1024 : Infinity,
    apply(doc, position = () => undefined) {
      const draft = new Draft(doc)
      for (const { parts, run } of steps) {
        if (!dynamic || !isDynamic(parts)) run(draft, parts)
        else for (const at of resolvePath(draft, parts, () => position(doc))) run(draft, at)
      }
      if (!draft.changed) return doc
      if (!equals(doc['_id'], draft.result['_id'])) {
        throw failed("Performing an update on the path '_id' would modify the immutable field '_id'")
      }
      return draft.result
    },
  }
}

function operatorOf(name: string, inserting: boolean): Operator | null {
  if (name === '$setOnInsert') return inserting ? set : null
  const operator = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined
  if (operator) return operator
  if (name === '$currentDate')
    throw invalidOperator('$currentDate is not supported locally, use db.serverDate()')
  if (name.startsWith('$')) {
    throw invalidOperator(
      `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
    )
  }
  throw failed(`the update document may hold operators only, found the field '${name}'`)
}

function checkedTarget(from: string, to: Value): string {
  if (typeof to !== 'string') {
    throw failed(`The 'to' field for $rename must be a string: ${from}: ${JSON.stringify(to)}`)
  }
  checkUpdatePath(to)
  if (from === to) throw failed(`The source and target field for $rename must differ: ${from}: "${to}"`)
  if (from.startsWith(`${to}.`) || to.startsWith(`${from}.`)) {
    throw failed(`The source and target field for $rename must not be on the same path: ${from}: "${to}"`)
  }
  if (isDynamic(updatePath(from))) throw failed(`The source field for $rename may not be dynamic: ${from}`)
  if (isDynamic(updatePath(to))) throw failed(`The destination field for $rename may not be dynamic: ${to}`)
  return to
}

/** The whole new value of a document under an `_id`, for `doc().set()`. */
export function replacement(id: Value, data: Doc): Doc {
  if ('_id' in data && !equals(data['_id'], id)) {
    throw failed('the _id field is immutable and cannot be changed by a replacement')
  }
  checkStorable(data, '')
  return { _id: id, ...data }
}
