export { getOverview } from './overview.service'
