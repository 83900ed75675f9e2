export { hearVerdict, oweCheck } from './ask.service'
export { doubtfulPictures, seePicture } from './doubt.service'
export type { PictureCheckDoc, Verdict } from './inspection.model'
