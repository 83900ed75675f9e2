import { id } from './fields'

test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', '__defineGetter__', '', 'a.b', '$set'])(
  '[SAFE-5] %s is no id',
  (text) => expect(id.safeParse(text).success).toBe(false),
)

test.each(['a', 'p-1', 'sku_2', '0', 'proto'])('%s is an id', (text) => {
  expect(id.parse(text)).toBe(text)
})
