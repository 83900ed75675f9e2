export { POSTER } from './draw-poster'
export * from './use-poster'
