import type { Handlers } from '../../../platform/door'
import { uploadPicture } from './picture.service'

export const merchant = {
  'picture.upload': uploadPicture,
} satisfies Partial<Handlers<'merchant'>>
