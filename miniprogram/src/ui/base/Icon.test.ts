import fs from 'node:fs'
import path from 'node:path'
import { iconNames } from './Icon'

test('every name has a drawing and every drawing a name', () => {
  const sheet = fs.readFileSync(path.join(__dirname, 'Icon.scss'), 'utf8')
  const drawn = [...sheet.matchAll(/^ {2}'?([\w-]+)'?:\s+"</gm)].map((match) => match[1])
  expect([...iconNames].sort()).toEqual(drawn.sort())
})

test('every drawing is shown somewhere: each one is in the package that every buyer loads', () => {
  const root = path.resolve(__dirname, '../../../..')
  const texts = ['miniprogram/src', 'shared'].flatMap((folder) =>
    fs
      .readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.tsx?$/.test(name) && !/base[\\/]Icon|[\\/]gallery[\\/]/.test(name))
      .map((name) => fs.readFileSync(path.join(root, folder, name), 'utf8')),
  )
  const used = (name: string) => texts.some((text) => new RegExp(`['"]${name}['"]`).test(text))
  expect(iconNames.filter((name) => !used(name))).toEqual([])
})
