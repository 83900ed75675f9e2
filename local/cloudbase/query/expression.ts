import { Aggregator, Query } from 'mingo'
import { DatabaseError, failed } from '../errors'
import type { Doc, Value } from '../value/types'

/** Variables of an expression, without their `$$`. */
export type Variables = Readonly<Record<string, Value>>

/** Scripts stay off: `$where` and `$function` would run a caller's text in this process. */
const options = (variables?: Variables): { scriptEnabled: boolean; variables?: Variables } =>
  variables ? { scriptEnabled: false, variables } : { scriptEnabled: false }

/** Runs what belongs to mingo and gives its complaints the form of a database error. */
export function guarded<T>(run: () => T): T {
  try {
    return run()
  } catch (error) {
    throw error instanceof DatabaseError ? error : failed((error as Error).message)
  }
}

/** A test by an aggregation expression, as `$expr` takes it. */
export function expressionTest(expression: Value, variables?: Variables): (doc: Doc) => boolean {
  const query = guarded(() => new Query<Doc>({ $expr: expression }, options(variables)))
  return (doc) => guarded(() => query.test(doc))
}

/** The value of an aggregation expression on a document; undefined if it names a missing field. */
export function evaluate(doc: Doc, expression: Value, variables?: Variables): Value | undefined {
  const pipeline = [{ $replaceRoot: { newRoot: { value: expression } } }]
  const [result] = guarded(() => new Aggregator(pipeline, options(variables)).run([doc])) as Doc[]
  return result?.['value']
}

/** Runs pipeline stages which are mingo's on documents in memory. The documents may be changed by it. */
export function runStages(docs: Doc[], stages: Doc[], variables?: Variables): Doc[] {
  return guarded(() => new Aggregator(stages, options(variables)).run(docs)) as Doc[]
}
