/** Prints the folder of the built functions, which are built unless they are: `node scripts/kept-functions.mjs`. */
import { keptFunctions } from './lib/functions-kept.mjs'

console.log(await keptFunctions())
