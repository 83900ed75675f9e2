/** The name of a picture's file, by its id: `1f….jpg`. */
export const nameOf = (picture: string): string => picture.slice(picture.lastIndexOf('/') + 1)

/** Whether WeChat checks pictures of this kind: JPEG, PNG, BMP and GIF. */
export const isTakenByWechat = (picture: string): boolean => /\.(jpg|png)$/.test(picture)
