export { checkPictures } from './picture.service'
