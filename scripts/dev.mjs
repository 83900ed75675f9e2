/** `npm run dev`: like `npm start`, and builds client and functions again after each change. */
import { runLocal } from './lib/run-local.mjs'

await runLocal({ dev: true })
