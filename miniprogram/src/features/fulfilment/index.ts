export * from './receive'
export * from './waybill'
