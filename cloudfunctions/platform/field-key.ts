/**
 * A name that is only known at run time, as one part of a field's path (`addresses.<id>`). Names come from callers, who
 * must not choose another field with a `.`, an operator with a `$`, or what every object has already. Schemas refuse
 * such names first; here they cannot come through whatever a schema forgets.
 *
 * @throws RangeError for a name that would lead elsewhere
 */
export function fieldKey(name: string): string {
  if (!/^[^.$\0]+$/.test(name) || name in Object.prototype) throw new RangeError('no name of a field')
  return name
}
