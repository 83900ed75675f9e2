export * from './hooks'
export * from './PicturesCard'
