/**
 * `npm run bench:local [-- --quick] [--sizes 10000,100000] [--only get,find] [--seconds 1] [--rounds 3]
 * [--profile <folder>]`: what the local cloud's database does at 10 k, 100 k and 1 M documents.
 * See docs/performance.md.
 */
import { bundle, run } from './bundle.mjs'

process.stdout.write('· bundling…')
await bundle(['main', 'server', 'fill', 'client'].map((name) => `local-cloud/${name}.ts`))
console.log(' done')
run('local-cloud/main.cjs')
