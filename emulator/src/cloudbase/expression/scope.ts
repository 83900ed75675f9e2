import type { Doc, Value } from '../value/types'

/** Values of `$$` variables by their names, without the `$$`. */
export type Variables = Readonly<Record<string, Value | undefined>>

/** What an expression is evaluated in: the document and the variables around it. */
export interface Scope {
  readonly root: Doc
  readonly variables: Variables
}

/** A compiled expression. Undefined stands for a missing value, which is not null. */
export type Evaluate = (scope: Scope) => Value | undefined

/** Compiles a part of an expression, within which the named variables are bound as well. */
export type Compile = (expression: Value, bind?: readonly string[]) => Evaluate

/** The scope within which further variables are bound. */
export const bound = ({ root, variables }: Scope, values: Variables): Scope => ({
  root,
  variables: { ...variables, ...values },
})
