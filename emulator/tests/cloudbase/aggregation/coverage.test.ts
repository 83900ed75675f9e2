import { ARITHMETIC } from './arithmetic.table'
import { ARRAYS } from './arrays.table'
import { DATES } from './dates.table'
import { GROUPS } from './groups.table'
import { JOINS } from './joins.table'
import { LOGIC } from './logic.table'
import { OBJECTS } from './objects.table'
import { cloudWith } from './run'
import { SELECT } from './select.table'
import { SHAPE } from './shape.table'
import { STRINGS } from './strings.table'

/** Whatever the SDK can send in an aggregation stands in a table, answered or refused. */
const db = cloudWith([])

const expressions = [...ARITHMETIC, ...ARRAYS, ...LOGIC, ...OBJECTS, ...STRINGS, ...DATES].flatMap(
  ({ rows }) => rows.map((row) => JSON.stringify(row[1])),
)
const pipelines = [...SELECT, ...SHAPE, ...GROUPS, ...JOINS].flatMap(({ rows }) =>
  rows.map(([, , build]) => build.toString()),
)

test('each operator of db.command.aggregate', () => {
  const offered = Object.keys(db().command.aggregate).filter((name) => name !== 'pipeline')
  expect(offered.length).toBeGreaterThan(90)
  const untold = offered.filter((name) => {
    const operator = `"$${name === 'neq' ? 'ne' : name}":`
    const call = new RegExp(`\\$\\.${name}\\(`)
    return !expressions.some((text) => text.includes(operator)) && !pipelines.some((text) => call.test(text))
  })
  expect(untold).toEqual([])
})

test('each stage of an aggregation', () => {
  const others = ['constructor', 'end', 'unwrap', 'done', '_pipe']
  const prototype = Object.getPrototypeOf(db().collection('any').aggregate()) as object
  const offered = Object.getOwnPropertyNames(prototype).filter((name) => !others.includes(name))
  expect(offered.length).toBe(16)
  const untold = offered.filter((name) => !pipelines.some((text) => text.includes(`.${name}(`)))
  expect(untold).toEqual([])
})
