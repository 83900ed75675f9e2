import { failed, invalidParam } from '../errors'
import type { AdminRequest } from '../engine/request'
import { compileQuery } from '../query/compile'
import type { Query } from '../query/types'
import { parseDoc, parseEjson, stringify } from '../value/ejson'
import { isDoc, type Value } from '../value/types'
import type { EndpointContext } from './context'

const MAX_ANSWER_CHARS = 16 * 1024 * 1024

/** The documents a request is about. */
export function queryOf(request: AdminRequest, { now }: EndpointContext): Query {
  return compileQuery(parseDoc(request.query, 'query', now))
}

/** A whole number of a request, 0 when there is none. */
export function natural(name: string, value: unknown): number {
  if (value === undefined || value === null) return 0
  // As Extended JSON it holds one text; anything else is no number, however deep it is.
  const [text, ...others] = isDoc(value) ? Object.values(value) : []
  const number =
    typeof text === 'string' && others.length === 0 ? parseEjson(JSON.stringify(value), 0) : value
  if (typeof number === 'number' && Number.isInteger(number) && number >= 0) return number
  throw invalidParam(`${name} must be a whole number, 0 or more`)
}

/** An ObjectId as it is written in Extended JSON; within a text its quotes would be escaped. */
const OBJECT_ID = /\{"\$oid":"([0-9a-f]{24})"\}/g

/**
 * A document as an answer holds it: its ObjectIds are plain hexadecimal texts, as the service sends them.
 * https://github.com/TencentCloudBase/node-sdk/blob/master/test/database/unit/oid.test.ts
 */
export const wireText = (text: string): string =>
  text.includes('{"$oid":"') ? text.replace(OBJECT_ID, '"$1"') : text

/** Ids go back as the SDK hands them on: plain strings and numbers, other types as Extended JSON. */
export const wireId = (id: Value): unknown =>
  typeof id === 'object' ? JSON.parse(wireText(stringify(id))) : id

/** The texts of an answer. @throws when they are more than an answer may hold */
export function checkedList(texts: string[]): string[] {
  const list = texts.map(wireText)
  const length = list.reduce((total, text) => total + text.length, 0)
  if (length > MAX_ANSWER_CHARS) throw failed('the answer is larger than 16 MB')
  return list
}
