export { legalOf } from './legal.service'
