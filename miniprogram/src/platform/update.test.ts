import { isOlder } from './update'

test.each([
  ['2.32.2', true],
  ['2.9.9', true],
  ['1.99.99', true],
  ['2.32.3', false],
  ['2.32.10', false],
  ['3.0.0', false],
  ['3', false],
  [undefined, false],
])('%s is older than 2.32.3: %s', (version, older) => expect(isOlder(version, '2.32.3')).toBe(older))
