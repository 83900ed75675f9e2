/** What names a picture: a file of the storage, or an address. */
export const PICTURE_ADDRESS = /^((https?|cloud):\/)?\/./
