import type { Database } from '../sdk'

type Stages = ReturnType<ReturnType<Database['collection']>['aggregate']>
export type Command = Database['command']
export type Fields = Record<string, unknown>

/** A pipeline as it is written with the SDK: the stages, query commands, aggregation commands. */
export type Build = (p: Stages, _: Command, $: Command['aggregate']) => Stages

/** What is expected in place of a result: that the request is refused. */
export class Refusal {
  constructor(
    readonly message: RegExp,
    readonly code: string,
  ) {}
}

/** The general error, with MongoDB's words where they are known. */
export const refused = (message: RegExp): Refusal => new Refusal(message, 'DATABASE_REQUEST_FAILED')

/** The error for what does not exist or is not supported: https://docs.cloudbase.net/error-code/basic */
export const unknown = (message: RegExp): Refusal => new Refusal(message, 'DATABASE_INVALID_OPERRATOR')

/** A list of which the order is not promised. */
export class Unordered {
  constructor(readonly items: unknown[]) {}
}
export const unordered = (...items: unknown[]): Unordered => new Unordered(items)

/** The field is not there. */
export const MISSING = undefined

/** A document, an expression over it, and its value. */
export type ExpressionRow = readonly [doc: Fields, expression: unknown, expected: unknown]

/** What one page of the documentation states, row by row. */
export interface ExpressionTable {
  readonly title: string
  readonly page: string
  readonly rows: readonly ExpressionRow[]
}

/** Documents (with `_id`s of their own choice), a pipeline over them, and what comes out. */
export type StageRow = readonly [title: string, docs: readonly Fields[], build: Build, expected: unknown]

export interface StageTable {
  readonly title: string
  readonly page: string
  readonly rows: readonly StageRow[]
}

export const manual = (page: string): string =>
  `https://www.mongodb.com/docs/v4.0/reference/operator/aggregation/${page}/`
export const cloudbase = (page: string): string =>
  `https://docs.cloudbase.net/api-reference/server/node-sdk/database/aggregate/${page}`
