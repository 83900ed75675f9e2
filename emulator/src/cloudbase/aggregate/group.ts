import { failed } from '../errors'
import {
  accumulatorKind,
  checkName,
  compileExpression,
  identity,
  setField,
  type Accumulator,
  type Evaluate,
  type Names,
  type Variables,
} from '../expression'
import { isDoc, type Doc, type Value } from '../value/types'
import type { Run } from './stages'

/** A field of each group: how its values are gathered, and what they are. */
export interface Column {
  readonly name: string
  readonly make: () => Accumulator
  readonly value: Evaluate
}

/** Reads the accumulators of `$group`, or of the output of `$bucket`. */
export function readColumns(spec: Doc, names: Names): Column[] {
  return Object.keys(spec).map((name) => {
    if (name.startsWith('$')) throw failed(`The field name '${name}' cannot be an operator name`)
    if (name.includes('.')) throw failed(`The field name '${name}' cannot contain '.'`)
    checkName(name)
    const accumulator = spec[name]!
    const [entry, ...others] = isDoc(accumulator) ? Object.entries(accumulator) : []
    if (!entry?.[0].startsWith('$')) throw failed(`The field '${name}' must be an accumulator object`)
    if (others.length > 0) throw failed(`The field '${name}' must specify one accumulator`)
    const [operator, argument] = entry
    const make = accumulatorKind(operator)
    if (Array.isArray(argument)) throw failed(`The ${operator} accumulator is a unary operator`)
    return { name, make, value: compileExpression(argument, names) }
  })
}

/** The documents of one group and what is gathered of them. */
export class Group {
  private readonly accumulators: readonly Accumulator[]

  constructor(private readonly columns: readonly Column[]) {
    this.accumulators = columns.map(({ make }) => make())
  }

  add(root: Doc, variables: Variables): void {
    for (let i = 0; i < this.columns.length; i++) {
      this.accumulators[i]!.add(this.columns[i]!.value({ root, variables }))
    }
  }

  result(id: Value): Doc {
    const doc: Doc = { _id: id }
    this.columns.forEach(({ name }, i) => setField(doc, name, this.accumulators[i]!.result))
    return doc
  }
}

/** `$group`: https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/group/ */
export function group(spec: Doc, names: Names): Run {
  const { _id: key, ...fields } = spec
  if (key === undefined) throw failed('a group specification must include an _id')
  const id = compileExpression(key, names)
  const columns = readColumns(fields, names)
  return (docs, variables) => {
    const groups = new Map<string, { id: Value; group: Group }>()
    for (const root of docs) {
      // A missing key and null are one group.
      const value = id({ root, variables }) ?? null
      const name = identity(value)
      let known = groups.get(name)
      if (!known) groups.set(name, (known = { id: value, group: new Group(columns) }))
      known.group.add(root, variables)
    }
    return [...groups.values()].map((entry) => entry.group.result(entry.id))
  }
}
