export type { ShareDoc, VisitDoc } from './share.model'
export { insertVisit, openShare, type OpenedShare } from './share.repo'
