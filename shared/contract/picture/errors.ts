/** What a call of this domain may refuse, and the sentence a user reads. */
export const errors = {
  PICTURE_WRONG: '这不是一张完整的 JPG、PNG 或 WebP 图片，请换一张',
  PICTURE_SIZE: '图片的宽和高都要在 100 到 4096 像素之间，请换一张',
  PICTURE_NOT_KEPT: '图片没有存上，请再试一次',
  PICTURE_UNKNOWN: '有图片没有传好，请去掉它重新选一次',
} as const
