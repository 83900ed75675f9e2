import * as z from 'zod'
import { contract } from '@shared/contract'
import type { Call } from '@shared/contract/define'

/** What the fields of all calls have in common, by their schemas. */

const calls = Object.entries(contract).flatMap(([fn, all]) =>
  Object.entries(all as Record<string, Call>).map(([name, call]) => ({ name: `${fn}/${name}`, call })),
)

interface Part {
  readonly part: z.ZodType
  /** The names of the fields that lead there. */
  readonly at: string
}

/** Every schema within a schema. */
function partsOf(part: z.ZodType, at = ''): Part[] {
  const within = (schema: z.core.$ZodType, name?: string) =>
    partsOf(schema as z.ZodType, [at, name].filter(Boolean).join('.'))
  return [{ part, at }, ...inner(part, within)]
}

function inner(part: z.ZodType, within: (schema: z.core.$ZodType, name?: string) => Part[]): Part[] {
  if (part instanceof z.ZodObject) {
    return Object.entries(part.shape as z.core.$ZodShape).flatMap(([name, schema]) => within(schema, name))
  }
  if (part instanceof z.ZodArray) return within(part.element)
  if (part instanceof z.ZodUnion) return part.options.flatMap((option) => within(option))
  if (part instanceof z.ZodRecord) return [...within(part.keyType, 'key'), ...within(part.valueType, 'value')]
  if (part instanceof z.ZodOptional || part instanceof z.ZodNullable || part instanceof z.ZodDefault) {
    return within(part.unwrap())
  }
  const leaves = [z.ZodString, z.ZodNumber, z.ZodBoolean, z.ZodEnum, z.ZodLiteral]
  if (!leaves.some((leaf) => part instanceof leaf)) throw new Error(`unknown: ${part.def.type}`)
  return []
}

/** Checks beyond the type: bounds, patterns, refinements. */
const checksOf = (part: z.ZodType): string[] =>
  (part.def as { checks?: { _zod: { def: { check: string } } }[] }).checks?.flatMap(({ _zod: { def } }) =>
    def.check === 'number_format' ? [] : [def.check],
  ) ?? []

const boundsOf = (schema: z.ZodType) =>
  partsOf(schema).flatMap(({ part, at }) => checksOf(part).map((check) => `${at} ${check}`))

test('[SAFE-6] no answer is held against bounds', () => {
  const bounded = calls.flatMap(({ name, call }) => boundsOf(call.output).map((found) => `${name} ${found}`))
  expect(bounded).toEqual([])
})

test.each([
  ['a number', z.object({ fen: z.int().max(9) })],
  ['a text', z.object({ items: z.array(z.object({ name: z.string().min(1) })) })],
  ['a refinement', z.object({ rates: z.array(z.int()).refine((rates) => rates.length < 4) })],
  ['a pattern', z.union([z.object({ day: z.string().regex(/^x$/) }), z.object({})])],
])('[SAFE-6] %s with a bound is found', (_, schema) => expect(boundsOf(schema)).toHaveLength(1))

/** Names that would lead elsewhere when they became part of a field's path. */
const ELSEWHERE = ['a.b', '$set', '__proto__', 'constructor', '__defineGetter__', 'a.$[]', 'a\0b', '']

/**
 * Free text, and places in lists, which are sealed: neither is ever part of a path, see `tests/house/paths.test.ts`.
 */
const FREE =
  /(^|\.)(cursor|keyword|name|sellingPoint|tag|nickname|province|city|district|detail|label|reason|note|remark|realName|channel|waybill|courierName|title|slogan|searchHint|categoryName|description|text)$/

const leadingElsewhere = (schema: z.ZodType) =>
  partsOf(schema).flatMap(({ part, at }) =>
    part instanceof z.ZodString && !FREE.test(at)
      ? ELSEWHERE.flatMap((text) => (part.safeParse(text).success ? [`${at}: ${JSON.stringify(text)}`] : []))
      : [],
  )

test('[SAFE-7] a text that names something is refused when it leads elsewhere, in every input', () => {
  expect(
    calls.flatMap(({ name, call }) => leadingElsewhere(call.input).map((at) => `${name} ${at}`)),
  ).toEqual([])
})

test('[SAFE-7] one that would be taken is found, and a key of a record, too', () => {
  const loose = z.strictObject({ lines: z.array(z.strictObject({ skuId: z.string().regex(/^\w{1,64}$/) })) })
  expect(leadingElsewhere(loose)).toEqual(
    ['__proto__', 'constructor', '__defineGetter__'].map((text) => `lines.skuId: "${text}"`),
  )
  expect(leadingElsewhere(z.record(z.string().min(1).max(3), z.int()))).toEqual([
    'key: "a.b"',
    'key: "a\\u0000b"',
  ])
})

/** Lists, records and texts of an input that may be as long as they like. */
const unboundedOf = (schema: z.ZodType) =>
  partsOf(schema).flatMap(({ part, at }) => {
    const checks = checksOf(part)
    const bounds: readonly string[] =
      part instanceof z.ZodArray
        ? ['max_length', 'length_equals']
        : part instanceof z.ZodString
          ? ['max_length', 'length_equals', 'string_format']
          : part instanceof z.ZodRecord
            ? ['custom']
            : []
    return bounds.length === 0 || checks.some((check) => bounds.includes(check)) ? [] : [at]
  })

test('[SAFE-9] every list, record and text of an input has an end', () => {
  expect(calls.flatMap(({ name, call }) => unboundedOf(call.input).map((at) => `${name} ${at}`))).toEqual([])
})

test('[SAFE-9] one without is found', () => {
  const loose = z.strictObject({
    ids: z.array(z.string().max(9)),
    day: z.string(),
    all: z.record(z.string().max(3), z.int()),
  })
  expect(unboundedOf(loose)).toEqual(['ids', 'day', 'all'])
})
