/**
 * Unpacks the browser of `@sparticuz/chromium` into a folder: `node packaged.mjs <folder>`. A process of its own,
 * because the package is an ES module that unpacks into the temporary folder of whoever loads it.
 */
import { mkdirSync, writeFileSync } from 'node:fs'

const folder = process.argv[2]
if (!folder) throw new Error('usage: node packaged.mjs <folder>')
mkdirSync(folder, { recursive: true })
process.env.TMPDIR = folder
// With it the package unpacks the libraries, too, that a bare machine does not have.
process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x'
const { default: chromium } = await import('@sparticuz/chromium')
await chromium.executablePath()

// The machine's fonts and the package's one: without any, words have no size and nothing can be found by them.
writeFileSync(
  `${folder}/fonts.conf`,
  `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <include ignore_missing="yes">/etc/fonts/fonts.conf</include>
  <dir prefix="relative">fonts</dir>
</fontconfig>
`,
)
