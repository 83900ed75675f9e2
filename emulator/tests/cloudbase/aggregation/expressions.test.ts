import { ARITHMETIC } from './arithmetic.table'
import { ARRAYS } from './arrays.table'
import { DATES } from './dates.table'
import { LOGIC } from './logic.table'
import { OBJECTS } from './objects.table'
import { aggregateRaw, expectOutcome, fill, cloudWith } from './run'
import { STRINGS } from './strings.table'

/** Each operator of expressions, as MongoDB's manual states it: a document, an expression, its value. */
const db = cloudWith(['docs'])

for (const { title, page, rows } of [...ARITHMETIC, ...ARRAYS, ...LOGIC, ...OBJECTS, ...STRINGS, ...DATES]) {
  describe(`${title} (${page})`, () => {
    test.each(rows.map((row) => [JSON.stringify(row[1]), ...row] as const))(
      '%s',
      async (_title, doc, expression, expected) => {
        await fill(db(), 'docs', [{ ...doc, _id: 1 }])
        const found = aggregateRaw(db(), 'docs', [{ $project: { _id: 0, value: expressionOf(expression) } }])
        await expectOutcome(
          found.then(([first]) => (first as { value?: unknown }).value),
          expected,
        )
      },
    )
  })
}

/** In `$project` an object is a list of fields, so that an expression which is none has to be bound to be one. */
const expressionOf = (expression: unknown): unknown =>
  typeof expression === 'string' || Array.isArray(expression)
    ? expression
    : { $let: { vars: {}, in: expression } }
