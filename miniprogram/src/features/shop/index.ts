export * from './contact'
export * from './shop-day'
