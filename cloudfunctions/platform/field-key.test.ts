import { fieldKey } from './field-key'

test.each(['a.b', '$set', 'a.$[]', '__proto__', 'constructor', 'hasOwnProperty', 'a\0', ''])(
  '[SAFE-8] %j is no part of a path',
  (name) => expect(() => fieldKey(name)).toThrow(RangeError),
)

test.each(['first', 'Ro1-2', 'p_1', '0', '__proto'])('%s is one', (name) => expect(fieldKey(name)).toBe(name))
