import fs from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { ROOT } from './domains'

/**
 * Whatever can be tapped says what it is: only what has a role is reached by the Tab key and told by a screen reader
 * (`miniprogram/src/platform/keyboard.h5.ts`).
 */

const CLIENT = path.join(ROOT, 'miniprogram/src')
/** Elements of Taro that are no controls by themselves. */
const PLAIN = new Set(['View', 'Text', 'Image', 'Block'])
/** Pays no heed itself: it keeps a tap from what lies below, or is what one taps beside a sheet, for which Escape stands. */
const PASSES = /stopPropagation|ui-overlay__scrim/

function silent(file: string): string[] {
  const text = fs.readFileSync(file, 'utf8')
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found: string[] = []
  const visit = (node: ts.Node): void => {
    if (
      (ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) &&
      PLAIN.has(node.tagName.getText())
    ) {
      const own = node.attributes.properties.map((one) => one.getText())
      const isTapped = own.some((one) => /^(onClick\b|\{\s*\.\.\..*\bonClick\b)/s.test(one))
      const hasRole = own.some((one) => /^role=|\brole:/.test(one))
      if (isTapped && !hasRole && !PASSES.test(node.getText())) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart())
        found.push(`${path.relative(ROOT, file)}:${line + 1}`)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

test('[REACH-1] whatever can be tapped has a role', () => {
  const files = fs
    .readdirSync(CLIENT, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.tsx') && !file.endsWith('.test.tsx'))
  expect(files.length).toBeGreaterThan(150)
  expect(files.flatMap((file) => silent(path.join(CLIENT, file)))).toEqual([])
})
