export type { Violation } from './audit.model'
export { checkBooks } from './audit.service'
