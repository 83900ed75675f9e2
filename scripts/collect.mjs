/** Writes the `collected/` files: `node scripts/collect.mjs`. */
import { collect } from './lib/collect.mjs'

collect()
