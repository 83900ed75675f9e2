export { readOldPersonalKeys, readPersonalKey, type PersonalKey, type PersonalKeys } from './keys'
export { openPersonal } from './open'
export {
  createPersonal,
  personalWhenNeeded,
  sealedWith,
  type Personal,
  type Place,
  type Sealed,
} from './personal'
