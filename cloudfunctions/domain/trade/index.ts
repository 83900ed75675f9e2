export { orderJobs, type Job } from './jobs'
export { orderAdminHandlers } from './order-admin.handlers'
export { orderEffects } from './order.effects'
export { orderHandlers } from './order.handlers'
