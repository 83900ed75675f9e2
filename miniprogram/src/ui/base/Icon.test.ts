import fs from 'node:fs'
import path from 'node:path'
import { iconNamed, iconNames } from './Icon'

test('every name has a drawing and every drawing a name', () => {
  const sheet = fs.readFileSync(path.join(__dirname, 'Icon.scss'), 'utf8')
  const drawn = [...sheet.matchAll(/^ {2}'?([\w-]+)'?:\s+"</gm)].map((match) => match[1])
  expect([...iconNames].sort()).toEqual(drawn.sort())
})

test('an unknown name from the server falls back', () => {
  expect(iconNamed('tea')).toBe('tea')
  expect(iconNamed('nonsense')).toBe('leaf')
  expect(iconNamed('nonsense', 'box')).toBe('box')
})
