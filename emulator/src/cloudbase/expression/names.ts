import { failed, invalidOperator } from '../errors'

/** Refuses a name which a field of an expression may not have. */
export function checkName(name: string): void {
  if (name === '') throw failed('FieldPath field names may not be empty strings.')
  if (name.startsWith('$')) throw failed(`FieldPath field names may not start with '$': ${name}`)
  if (name.includes('.')) throw failed(`FieldPath field names may not contain '.': ${name}`)
}

/** The parts of a dotted path, each of them a possible name. */
export function pathParts(text: string): readonly string[] {
  if (text.endsWith('.')) throw failed("FieldPath must not end with a '.'.")
  const parts = text.split('.')
  for (const part of parts) checkName(part)
  return parts
}

/** Refuses a name which a user's variable may not have. */
export function checkVariable(name: string): string {
  if (name === '') throw failed('empty variable names are not allowed')
  if (name === 'CURRENT') throw invalidOperator('binding $$CURRENT anew is not supported locally')
  if (!/^[a-z\u0080-\uffff][\w\u0080-\uffff]*$/.test(name)) {
    throw failed(`'${name}' contains an invalid character for a variable name`)
  }
  return name
}
