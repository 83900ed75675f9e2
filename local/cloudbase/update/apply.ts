import { failed, invalidOperator } from '../errors'
import { equals } from '../value/compare'
import type { Doc, Value } from '../value/types'
import { addToSet, pop, pull, pullAll, push } from './arrays'
import { Draft } from './draft'
import { bit, extreme, inc, mul, rename, set, unset } from './fields'
import { checkConflicts, checkStorable, operands, updatePath } from './validate'

type Operation = (draft: Draft, parts: readonly string[], value: Value) => void

const OPERATIONS: Record<string, Operation> = {
  $set: set,
  $unset: unset,
  $inc: inc,
  $mul: mul,
  $min: (draft, parts, value) => extreme(draft, parts, value, -1),
  $max: (draft, parts, value) => extreme(draft, parts, value, 1),
  $rename: (draft, parts, value) => rename(draft, parts, updatePath(value as string)),
  $bit: bit,
  $push: push,
  $addToSet: addToSet,
  $pop: pop,
  $pull: pull,
  $pullAll: pullAll,
}

/** A checked update, ready to be applied to any number of documents. */
export interface Update {
  /** The updated document; the same object if the update changes nothing in it. */
  apply(doc: Doc): Doc
  /** At most this many characters can a document's text grow. */
  readonly growth: number
}

/**
 * Compiles an update of operators. What MongoDB refuses throws, here or when it meets the document, and the
 * document stays as it was: never a silent nothing.
 *
 * @param textLength how long the update was as text, from which its growth is bounded.
 */
export function compileUpdate(update: Doc, textLength: number, inserting = false): Update {
  const operators = Object.keys(update)
  if (operators.length === 0) throw failed('the update document must have at least one element')
  const steps: { operation: Operation; parts: readonly string[]; value: Value }[] = []
  const paths: string[] = []
  for (const operator of operators) {
    const operation = operationOf(operator, inserting)
    const fields = operands(operator, update[operator])
    for (const path of Object.keys(fields)) {
      const value = fields[path]!
      paths.push(path)
      if (operator === '$rename') paths.push(checkedTarget(path, value))
      if (operation) steps.push({ operation, parts: updatePath(path), value })
    }
  }
  checkConflicts(paths)
  return {
    growth: textLength * 2 + steps.length * 32,
    apply(doc) {
      const draft = new Draft(doc)
      for (const { operation, parts, value } of steps) operation(draft, parts, value)
      if (!draft.changed) return doc
      if (!equals(doc['_id'], draft.result['_id'])) {
        throw failed("Performing an update on the path '_id' would modify the immutable field '_id'")
      }
      return draft.result
    },
  }
}

function operationOf(operator: string, inserting: boolean): Operation | null {
  if (operator === '$setOnInsert') return inserting ? set : null
  const operation = Object.hasOwn(OPERATIONS, operator) ? OPERATIONS[operator] : undefined
  if (operation) return operation
  if (operator.startsWith('$')) throw invalidOperator(`Unknown modifier: ${operator}`)
  throw failed(`the update document may hold operators only, found the field '${operator}'`)
}

function checkedTarget(from: string, to: Value): string {
  if (typeof to !== 'string') throw failed(`The 'to' field for $rename must be a string: ${from}`)
  updatePath(to)
  if (from === to) throw failed(`The source and target field for $rename must differ: ${from}`)
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
