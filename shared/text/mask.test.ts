import { maskName } from './mask'

test.each([
  ['林小满', '林**'],
  ['🇨🇳林', '🇨🇳**'],
  ['👍🏽手工', '👍🏽**'],
  ['❤️', '❤️**'],
  ['👨‍👩‍👧‍👦一家', '👨‍👩‍👧‍👦**'],
  ['  小满', '小**'],
  ['\u200b小满', '小**'],
  ['\u200b', '客**'],
  ['', '客**'],
])('[TEXT-1] %j is shown to others as %s', (name, masked) => expect(maskName(name)).toBe(masked))
