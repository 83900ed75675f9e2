import { Aggregator, Query } from 'mingo'
import { DatabaseError, failed } from '../errors'
import { isDoc, type Doc, type Value } from '../value/types'

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

/**
 * Puts right where mingo differs from MongoDB: it counts `$week` from 1 and not from 0. The same fault within a
 * date format cannot be put right from here and is refused.
 */
function corrected(expression: Value): Value {
  if (Array.isArray(expression)) return expression.map(corrected)
  if (!isDoc(expression)) return expression
  const result: Doc = {}
  for (const key of Object.keys(expression)) {
    const argument = expression[key]!
    if (key === '$literal') return expression
    if (key === '$dateToString' && isDoc(argument) && String(argument['format']).includes('%U')) {
      throw failed('%U in a date format is not supported locally')
    }
    if (key === '$week') return weekOf(corrected(argument))
    result[key] = corrected(argument)
  }
  return result
}

/** The week of the year, weeks beginning on Sundays and the days before the first one being week 0. */
const weekOf = (date: Value): Doc => ({
  $floor: { $divide: [{ $subtract: [{ $add: [{ $dayOfYear: date }, 7] }, { $dayOfWeek: date }] }, 7] },
})

/** A test by an aggregation expression, as `$expr` takes it. */
export function expressionTest(expression: Value, variables?: Variables): (doc: Doc) => boolean {
  const query = guarded(() => new Query<Doc>({ $expr: corrected(expression) }, options(variables)))
  return (doc) => guarded(() => query.test(doc))
}

/** The value of an aggregation expression on a document; undefined if it names a missing field. */
export function evaluate(doc: Doc, expression: Value, variables?: Variables): Value | undefined {
  const pipeline = [{ $replaceRoot: { newRoot: { value: corrected(expression) } } }]
  const [result] = guarded(() => new Aggregator(pipeline, options(variables)).run([doc])) as Doc[]
  return result?.['value']
}

/** Runs pipeline stages which are mingo's on documents in memory. The documents may be changed by it. */
export function runStages(docs: Doc[], stages: Doc[], variables?: Variables): Doc[] {
  return guarded(() =>
    new Aggregator(
      stages.map((stage) => corrected(stage) as Doc),
      options(variables),
    ).run(docs),
  ) as Doc[]
}
