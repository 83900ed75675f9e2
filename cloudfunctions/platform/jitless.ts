import { config } from 'zod'

/**
 * The first import of each function: zod would compile a function for each schema at its first use, which costs an
 * instance 10 ms and pays back only after thousands of calls.
 */
config({ jitless: true })
