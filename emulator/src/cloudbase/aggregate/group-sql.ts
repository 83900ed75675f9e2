import type { ReadLog } from '../engine/reads'
import { planName } from '../query/find'
import { choosePlan, type Plan } from '../query/plan'
import type { Query } from '../query/types'
import type { Collection } from '../store/collection'
import { parseEjson } from '../value/ejson'
import { isDoc, type Doc, type Value } from '../value/types'
import { arraysOnTheWay, conditionOf, jsonPath, type Parameter } from './sql'

/** A column of the answer and what becomes of its value. */
interface Column {
  readonly sql: string
  readonly read: (value: unknown) => Value | undefined
}

/**
 * What is taken out of each document, once, before the groups are formed: SQLite sorts rows into groups, and
 * would carry the whole text of each along if the groups were formed from the text itself.
 */
class Inner {
  private readonly names = new Map<string, string>()
  readonly guards = new Set<string>()

  /** The name of the column which holds an expression over the document `b`. */
  column(sql: string): string {
    let name = this.names.get(sql)
    if (!name) this.names.set(sql, (name = `v${this.names.size}`))
    return name
  }

  get sql(): string {
    const guard = [...this.guards].map((condition) => `coalesce(${condition}, 0)`).join(' OR ') || '0'
    const columns = [...this.names].map(([sql, name]) => `, ${sql} AS ${name}`).join('')
    return `SELECT (${guard}) AS doubtful${columns}`
  }
}

/** Index ranges in one statement at most. */
const MAX_RANGES = 50

/**
 * `$match` and `$group` in one SQL statement over the stored text, several times as fast as reading the
 * documents into memory. Serves sums, averages, extremes and counts by fields. Where SQL could differ from
 * MongoDB (arrays on the way, rare types) the statement itself notices it, and the answer is null: the caller
 * then groups in memory.
 */
export function groupInSql(collection: Collection, query: Query, group: Doc, log: ReadLog): Doc[] | null {
  const inner = new Inner()
  const key = keyColumns(group['_id'], inner)
  const columns = key && accumulators(group, inner)
  const source = columns && sourceOf(collection, query, inner.guards)
  if (!source) return null
  const keys = key.columns.map(({ sql }) => sql)
  const selected = ['max(doubtful)', 'count(*)', ...keys, ...columns.map(([, { sql }]) => sql)].join(', ')
  const by = keys.length > 0 ? ` GROUP BY ${keys.join(', ')}` : ''
  // The limit, which is none, keeps SQLite from merging the two: then it would carry the texts along after all.
  const sql = `SELECT ${selected} FROM (${inner.sql} ${source.sql} LIMIT -1)${by}`
  const rows = select(collection, sql, source.parameters)
  if (!rows || rows.some(([doubtful]) => doubtful === 1)) return null
  note(
    collection,
    source.plan,
    rows.reduce((sum, [, count]) => sum + Number(count), 0),
    log,
  )
  return rows
    .filter(([, count]) => Number(count) > 0)
    .map(([, , ...values]) => {
      const doc: Doc = { _id: key.build(key.columns.map(({ read }, i) => read(values[i]))) }
      columns.forEach(([name, { read }], i) => {
        doc[name] = read(values[key.columns.length + i]) ?? null
      })
      return doc
    })
}

/** What SQL went through: a scan all documents, an index those of its ranges (of which conditions may drop some). */
function note(collection: Collection, plan: Plan, taken: number, log: ReadLog): void {
  const examined =
    plan.kind !== 'index'
      ? collection.count()
      : plan.exact
        ? taken
        : plan.ranges.reduce((sum, range) => sum + plan.index.count(range), 0)
  log.note({
    collection: collection.name,
    index: planName(collection, plan),
    keysExamined: plan.kind === 'index' ? examined : 0,
    docsExamined: examined,
    taken,
    sort: 'none',
  })
}

function select(collection: Collection, sql: string, parameters: readonly Parameter[]): unknown[][] | null {
  try {
    return collection.select(sql, parameters)
  } catch {
    return null // a sum beyond 64 bits, or a result beyond 2^53
  }
}

function sourceOf(
  collection: Collection,
  query: Query,
  guards: Set<string>,
): { sql: string; parameters: Parameter[]; plan: Plan } | null {
  if (!query.exact) return null
  const table = `c${collection.id}`
  const plan = choosePlan(collection, query, [], false)
  const parameters: Parameter[] = []
  const where: string[] = []
  let from = `FROM ${table}`
  if (plan.kind === 'index') {
    if (plan.index.multikey.includes(true) || plan.ranges.length > MAX_RANGES) return null
    const { key, table: side } = plan.index.source
    if (side !== table) from = `FROM ${side} AS x CROSS JOIN ${table} AS c ON c.r = x.r`
    where.push(`(${plan.ranges.map(() => `(${key} >= ? AND ${key} < ?)`).join(' OR ') || '0'})`)
    for (const range of plan.ranges) parameters.push(range.from, range.to)
  }
  if (plan.kind !== 'index' || !plan.exact) {
    for (const [path, bounds] of query.bounds) {
      const condition = conditionOf(path, bounds)
      if (!condition) return null
      // A guard must see the documents which the condition would drop, so it takes them in.
      const doubtful = condition.guards.map((guard) => `coalesce(${guard}, 0)`).join(' OR ')
      where.push(`(${condition.sql} OR ${doubtful})`)
      parameters.push(...condition.parameters)
      for (const guard of condition.guards) guards.add(guard)
    }
  }
  return { sql: `${from}${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}`, parameters, plan }
}

interface Key {
  readonly columns: Column[]
  readonly build: (values: (Value | undefined)[]) => Value
}

const fromJson = (value: unknown): Value | undefined =>
  typeof value === 'string' ? parseEjson(value, 0) : undefined

function keyColumns(key: Value | undefined, inner: Inner): Key | null {
  if (key === null) return { columns: [], build: () => null }
  if (typeof key === 'string') {
    // A missing field and null are one group.
    const sql = fieldColumn(key, inner, (json) => `coalesce(${json}, 'null')`)
    if (!sql) return null
    return { columns: [{ sql, read: fromJson }], build: ([value]) => value ?? null }
  }
  if (!isDoc(key)) return null
  const names = Object.keys(key)
  const columns: Column[] = []
  for (const name of names) {
    const column = fieldColumn(key[name], inner)
    if (!column || name.startsWith('$')) return null
    columns.push({ sql: column, read: fromJson })
  }
  if (columns.length === 0) return null
  return {
    columns,
    build: (values) => {
      const doc: Doc = {}
      names.forEach((name, i) => {
        if (values[i] !== undefined) doc[name] = values[i]
      })
      return doc
    },
  }
}

/** The JSON text of a field, null in SQL if it is missing, and what `wrap` makes of it. */
function fieldColumn(
  expression: Value | undefined,
  inner: Inner,
  wrap = (json: string): string => json,
): string | null {
  const path = fieldPath(expression)
  const at = path && jsonPath(path)
  if (!at) return null
  for (const guard of arraysOnTheWay(path)) inner.guards.add(guard)
  return inner.column(wrap(`(b -> ${at})`))
}

const fieldPath = (expression: Value | undefined): string | null =>
  typeof expression === 'string' && /^\$[^$]/.test(expression) ? expression.slice(1) : null

function accumulators(group: Doc, inner: Inner): [string, Column][] | null {
  const columns: [string, Column][] = []
  for (const name of Object.keys(group)) {
    if (name === '_id') continue
    const spec = group[name]
    const [entry, ...others] = isDoc(spec) ? Object.entries(spec) : []
    const column = entry && others.length === 0 ? accumulator(entry[0], entry[1], inner) : null
    if (!column) return null
    columns.push([name, column])
  }
  return columns
}

const asNumber = (value: unknown): Value | undefined => (typeof value === 'number' ? value : undefined)

function accumulator(operator: string, argument: Value, inner: Inner): Column | null {
  if (operator === '$sum' && typeof argument === 'number' && Number.isSafeInteger(argument)) {
    return { sql: `count(*) * ${argument}`, read: asNumber }
  }
  const path = fieldPath(argument)
  const at = path && jsonPath(path)
  if (!at || path === '_id') return null
  const type = `json_type(b, ${at})`
  const number = (): string =>
    inner.column(`CASE WHEN ${type} IN ('integer', 'real') THEN json_extract(b, ${at}) END`)
  inner.guards.add(`${type} = 'object'`)
  switch (operator) {
    case '$sum':
      return { sql: `coalesce(sum(${number()}), 0)`, read: asNumber }
    case '$avg':
      return { sql: `avg(${number()})`, read: asNumber }
    case '$min':
    case '$max':
      inner.guards.add(`${type} NOT IN ('integer', 'real', 'text', 'null')`)
      for (const guard of arraysOnTheWay(path)) inner.guards.add(guard)
      return {
        sql: `${operator.slice(1)}(${inner.column(`json_extract(b, ${at})`)})`,
        read: (value) => (typeof value === 'number' || typeof value === 'string' ? value : undefined),
      }
    default:
      return null
  }
}
