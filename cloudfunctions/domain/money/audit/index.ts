export { checkBooks, type Violation } from './audit.service'
