import * as z from 'zod'
import type { ErrorCode } from '@shared/contract/errors'
import { baselineOf, problemsOf } from './baseline'
import { breaksOf } from './compare'
import { describeCall, describeContract, type ContractDescription } from './describe'

/** What breaks a client that is out there, and what does not: a table of changes. */

const contractOf = (
  input: z.ZodType,
  output: z.ZodType,
  more: { kind?: 'query' | 'command'; permission?: string; errors?: string[] } = {},
): ContractDescription => {
  const call = { kind: 'query', permission: 'member', errors: [], input, output } as const
  return {
    calls: { c: { ...describeCall({ ...call, errors: [] as ErrorCode[] }), ...more } },
    errors: { GONE: '没有了', EMPTY: ' ' },
  }
}

const none = z.strictObject({})
const inputs = (before: z.ZodType, now: z.ZodType): string[] =>
  breaksOf(contractOf(before, none), contractOf(now, none))
const outputs = (before: z.ZodType, now: z.ZodType): string[] =>
  breaksOf(contractOf(none, before), contractOf(none, now))

const o = (shape: z.ZodRawShape) => z.strictObject(shape)
const circle = o({ kind: z.literal('circle'), r: z.int() })
const square = o({ kind: z.literal('square'), a: z.int() })

describe('inputs', () => {
  const { string, int, number, boolean, array, enum: oneOf } = z
  test.each<[string, z.ZodType, z.ZodType]>([
    ['nothing changes', o({ a: string(), b: int().optional() }), o({ a: string(), b: int().optional() })],
    ['a new field that may be left out', o({ a: string() }), o({ a: string(), b: int().optional() })],
    ['a new field with a default', o({ a: string() }), o({ a: string(), b: int().default(1) })],
    ['a field that may be left out now', o({ a: string() }), o({ a: string().optional() })],
    ['wider bounds', o({ a: int().min(1).max(9) }), o({ a: int().min(0).max(99) })],
    ['no bounds', o({ a: string().min(1).max(9).regex(/x/) }), o({ a: string() })],
    ['a number instead of an integer', o({ a: int() }), o({ a: number() })],
    ['another value of an enumeration', o({ a: oneOf(['x', 'y']) }), o({ a: oneOf(['x', 'y', 'z']) })],
    ['a text instead of an enumeration', o({ a: oneOf(['x', 'y']) }), o({ a: string().max(3) })],
    ['null, too', o({ a: int() }), o({ a: int().nullable() })],
    ['a new variant', z.discriminatedUnion('kind', [circle]), z.discriminatedUnion('kind', [square, circle])],
    ['more entries', o({ a: array(int()).max(3) }), o({ a: array(int()).max(5) })],
    ['an unknown field that is ignored', o({ a: int() }), z.object({ b: int().optional() })],
    [
      'fewer checks',
      o({ a: int().refine(() => true, 'odd'), b: string().regex(/^a/).regex(/b$/) }),
      o({ a: int(), b: string().regex(/b$/) }),
    ],
    ['wider values by name', z.record(string(), int().min(1)), z.record(string(), int())],
  ])('old clients go on with %s', (_, before, now) => {
    expect(inputs(before, now)).toEqual([])
  })

  test.each<[string, z.ZodType, z.ZodType, string]>([
    ['a new field', o({}), o({ a: string() }), 'c input.a is required now'],
    [
      'a field that has to be there',
      o({ a: int().optional() }),
      o({ a: int() }),
      'c input.a is required now',
    ],
    ['a field that is gone', o({ a: string() }), o({}), 'c input.a is refused now'],
    ['another type', o({ a: string() }), o({ a: int() }), 'c input.a took string and now takes integer'],
    ['an integer only', o({ a: number() }), o({ a: int() }), 'c input.a took number and now takes integer'],
    ['a higher minimum', o({ a: int().min(0) }), o({ a: int().min(1) }), 'c input.a: minimum was 0 and is 1'],
    ['a lower maximum', o({ a: int().max(9) }), o({ a: int().max(8) }), 'c input.a: maximum was 9 and is 8'],
    [
      'a shorter text',
      o({ a: string() }),
      o({ a: string().max(8) }),
      'c input.a: maxLength was open and is 8',
    ],
    [
      'a longer text',
      o({ a: string() }),
      o({ a: string().min(1) }),
      'c input.a: minLength was open and is 1',
    ],
    [
      'another pattern',
      o({ a: string().regex(/^a$/) }),
      o({ a: string().regex(/^b$/) }),
      'c input.a: its pattern was ^a$ and is ^b$',
    ],
    [
      'a pattern',
      o({ a: string() }),
      o({ a: string().regex(/^b$/) }),
      'c input.a: its pattern was open and is ^b$',
    ],
    [
      'a value that is gone',
      o({ a: oneOf(['x', 'y']) }),
      o({ a: oneOf(['x']) }),
      'c input.a no longer takes "y"',
    ],
    [
      'a text that does not fit an old value',
      o({ a: oneOf(['x', 'long']) }),
      o({ a: string().max(3) }),
      'c input.a no longer takes "long"',
    ],
    [
      'an enumeration instead of a text',
      o({ a: string() }),
      o({ a: oneOf(['x']) }),
      'c input.a took any string and now takes "x" only',
    ],
    ['no null', o({ a: int().nullable() }), o({ a: int() }), 'c input.a no longer takes null'],
    [
      'a variant that is gone',
      z.discriminatedUnion('kind', [circle, square]),
      z.discriminatedUnion('kind', [circle]),
      'c input no longer takes { kind: "square" }',
    ],
    [
      'a field in a variant',
      z.discriminatedUnion('kind', [circle, square]),
      z.discriminatedUnion('kind', [circle, square.extend({ b: int() })]),
      'c input.b is required now',
    ],
    [
      'fewer entries',
      o({ a: array(int()) }),
      o({ a: array(int()).max(5) }),
      'c input.a: maxItems was open and is 5',
    ],
    [
      'more entries at least',
      o({ a: array(int()) }),
      o({ a: array(int()).min(1) }),
      'c input.a: minItems was open and is 1',
    ],
    [
      'narrower entries',
      o({ a: array(o({ b: int() })) }),
      o({ a: array(o({ b: int().max(5) })) }),
      'c input.a[].b: maximum was 9007199254740991 and is 5',
    ],
    [
      'another default',
      o({ a: oneOf(['x', 'y']).default('x') }),
      o({ a: oneOf(['x', 'y']).default('y') }),
      'c input.a: leaving it out meant "x" and now means "y"',
    ],
    [
      'no default',
      o({ a: boolean().default(false) }),
      o({ a: boolean().optional() }),
      'c input.a: leaving it out meant false and now means nothing',
    ],
    [
      'a strict object',
      z.record(string(), int()),
      o({}),
      'c input took fields of any name and now refuses them',
    ],
    [
      'narrower names',
      z.record(string(), int()),
      z.record(string().max(3), int()),
      'c input names: maxLength was open and is 3',
    ],
    [
      'one pattern more',
      o({ a: string().regex(/^a/) }),
      o({ a: string().regex(/^a/).regex(/b$/) }),
      'c input.a: its pattern was ^a and is b$',
    ],
    [
      'a refinement',
      o({ a: array(int()) }),
      o({ a: array(int()).refine(() => true, 'odd') }),
      'c input.a is refused now when: odd',
    ],
    [
      'another refinement',
      o({ a: int().refine(() => true, 'odd') }),
      o({ a: int().refine(() => true, 'even') }),
      'c input.a is refused now when: even',
    ],
    [
      'a refinement of the whole',
      z.union([circle, square]),
      z.union([circle, square]).refine(() => true, 'round'),
      'c input is refused now when: round',
    ],
    [
      'a refinement of values',
      o({ a: oneOf(['x']) }),
      o({ a: oneOf(['x']).refine(() => true, 'odd') }),
      'c input.a is refused now when: odd',
    ],
    ['a keyword that nobody judges', o({ a: string() }), o({ a: z.email() }), 'c input.a: "format" changed'],
  ])('[DATA-8] old clients break on what is sent: %s', (_, before, now, words) => {
    expect(inputs(before, now)).toContain(words)
  })
})

describe('outputs', () => {
  const { object: of, string, int, number, array, enum: oneOf } = z
  test.each<[string, z.ZodType, z.ZodType]>([
    ['nothing changes', of({ a: string(), b: int().optional() }), of({ a: string(), b: int().optional() })],
    [
      'one of several types',
      of({ a: z.union([string(), number()]) }),
      of({ a: z.union([number(), string()]) }),
    ],
    ['fewer types', of({ a: z.union([string(), number()]) }), of({ a: string() })],
    ['a new field', of({ a: string() }), of({ a: string(), b: int() })],
    ['a field that is always there now', of({ a: int().optional() }), of({ a: int() })],
    ['other bounds', of({ a: int().max(9), b: string().max(2) }), of({ a: int(), b: string() })],
    ['an integer instead of a number', of({ a: number() }), of({ a: int() })],
    ['fewer values', of({ a: oneOf(['x', 'y']) }), of({ a: oneOf(['x']) })],
    ['an enumeration instead of a text', of({ a: string() }), of({ a: oneOf(['x']) })],
    ['never null', of({ a: int().nullable() }), of({ a: int() })],
    ['fewer variants', z.discriminatedUnion('kind', [circle, square]), circle],
    ['more of a variant', z.union([circle, square]), z.union([circle.extend({ b: int() }), square])],
    ['a default', of({ a: int() }), of({ a: int().default(1) })],
    ['more entries at least', of({ a: array(int()) }), of({ a: array(int()).min(1) })],
    ['a refinement', of({ a: int() }), of({ a: int().refine(() => true, 'odd') })],
  ])('old clients read %s', (_, before, now) => {
    expect(outputs(before, now)).toEqual([])
  })

  test.each<[string, z.ZodType, z.ZodType, string]>([
    ['a field that is gone', of({ a: int() }), of({}), 'c output.a is gone'],
    ['also one that was not always there', of({ a: int().optional() }), of({}), 'c output.a is gone'],
    [
      'one that may be missing',
      of({ a: int() }),
      of({ a: int().optional() }),
      'c output.a may now be missing',
    ],
    ['another type', of({ a: int() }), of({ a: string() }), 'c output.a was integer and is string'],
    ['fractions', of({ a: int() }), of({ a: number() }), 'c output.a was integer and is number'],
    ['null', of({ a: int() }), of({ a: int().nullable() }), 'c output.a may now be null'],
    ['a new value', of({ a: oneOf(['x']) }), of({ a: oneOf(['x', 'y']) }), 'c output.a may now be "y"'],
    ['any text', of({ a: oneOf(['x']) }), of({ a: string() }), 'c output.a may now be any string'],
    [
      'a new variant',
      z.discriminatedUnion('kind', [circle]),
      z.discriminatedUnion('kind', [circle, square]),
      'c output may now be { kind: "square" }',
    ],
    [
      'a field of an entry',
      of({ a: array(of({ b: int() })) }),
      of({ a: array(of({})) }),
      'c output.a[].b is gone',
    ],
    [
      'no entry where there was one',
      of({ a: array(int()).min(1) }),
      of({ a: array(int()) }),
      'c output.a had 1 entries at least and now has 0',
    ],
    [
      'no fields by name',
      of({ a: z.record(string(), int()) }),
      of({ a: of({}) }),
      'c output.a had fields of any name and has none',
    ],
    [
      'other fields by name',
      of({ a: z.record(string(), int()) }),
      of({ a: z.record(string(), string()) }),
      'c output.a.* was integer and is string',
    ],
    [
      'another name',
      of({ a: z.partialRecord(oneOf(['x']), int()) }),
      of({ a: z.partialRecord(oneOf(['x', 'y']), int()) }),
      'c output.a names may now be "y"',
    ],
    [
      'a value within an entry',
      of({ a: array(of({ b: oneOf(['x']).optional() })) }),
      of({ a: array(of({ b: oneOf(['x', 'y']).optional() })) }),
      'c output.a[].b may now be "y"',
    ],
  ])('[DATA-8] old clients break on what is answered: %s', (_, before, now, words) => {
    expect(outputs(before, now)).toEqual([words])
  })
})

describe('calls', () => {
  const before = contractOf(none, none)
  const now = (more: Parameters<typeof contractOf>[2]) => breaksOf(before, contractOf(none, none, more))

  test('may come, and may not go', () => {
    const both = { ...before, calls: { ...before.calls, d: before.calls['c']! } }
    expect(breaksOf(before, both)).toEqual([])
    expect(breaksOf(both, before)).toEqual(['d is gone'])
  })

  test('stay queries or commands', () => {
    expect(now({ kind: 'command' })).toEqual(['c was a query and is a command'])
  })

  test.each([
    ['member', 'anyone', true],
    ['distributor', 'member', true],
    ['staff:order.ship', 'member', true],
    ['anyone', 'member', false],
    ['member', 'distributor', false],
    ['staff:order.ship', 'staff:order.read', false],
  ])('for %s may be for %s: %s', (old, permission, isFine) => {
    const breaks = breaksOf(
      contractOf(none, none, { permission: old }),
      contractOf(none, none, { permission }),
    )
    expect(breaks).toHaveLength(isFine ? 0 : 1)
  })

  test('answer new codes only with a sentence, which clients show', () => {
    expect(now({ errors: ['GONE'] })).toEqual([])
    expect(now({ errors: ['NEW'] })).toEqual(['c answers NEW, which has no sentence'])
    expect(now({ errors: ['EMPTY'] })).toHaveLength(1)
  })

  test('[DATA-8] keep the codes that clients know what to do about', () => {
    const known = contractOf(none, none, { errors: ['GONE'] })
    expect(breaksOf(known, before)).toEqual(['c no longer answers GONE'])
  })

  test('[DATA-8] have words for each refinement: without them a change could not be seen', () => {
    expect(() => contractOf(o({ a: z.int().refine(() => true) }), none)).toThrow(
      'a: a refinement without words',
    )
  })
})

describe('a baseline', () => {
  const current = describeContract()
  const [name = ''] = Object.keys(current.calls)
  const more = { ...current, calls: { ...current.calls, 'storefront/was.there': current.calls[name]! } }
  const released = { release: '1.0.0', ...more }
  const gone = 'storefront/was.there is gone'

  test('is written when nothing is released, and when nothing breaks', () => {
    const first = baselineOf('1.0.0', undefined, undefined)
    expect(first).toEqual({ release: '1.0.0', ...current })
    expect(baselineOf('1.1.0', first, undefined).release).toBe('1.1.0')
  })

  test('[DATA-8] is not written over breaks, unless somebody says why', () => {
    expect(() => baselineOf('1.1.0', released, undefined)).toThrow(gone)
    const accepted = { since: '1.0.0', breaks: { [gone]: '没有客户端用过' } }
    expect(baselineOf('1.1.0', released, accepted).release).toBe('1.1.0')
  })

  test('takes no reason that is empty, of another release, or for what does not break', () => {
    const problems = (since: string, breaks: Record<string, string>) =>
      problemsOf(released, { since, breaks }, current)
    expect(problems('1.0.0', { [gone]: ' ' })).toEqual([gone])
    expect(problems('0.9.0', { [gone]: 'x' })).toEqual([expect.stringContaining('is about 0.9.0')])
    expect(problems('1.0.0', { [gone]: 'x', other: 'x' })).toEqual(['accepted in vain: other'])
    expect(problemsOf(undefined, { since: '', breaks: {} }, current)).toHaveLength(1)
  })
})
