import Taro from '@tarojs/taro'
import { isWeb } from './env'

/** In a browser several phones share one origin, each below a folder of its own. */
const prefix = isWeb ? `banyan:${location.pathname}:` : 'banyan:'

/** Small things kept on the phone. Reading never throws; writing tells whether it worked. */
export const storage = {
  get<T>(key: string): T | undefined {
    try {
      const text: unknown = Taro.getStorageSync(prefix + key)
      return typeof text === 'string' && text !== '' ? (JSON.parse(text) as T) : undefined
    } catch {
      return undefined
    }
  },
  set(key: string, value: unknown): boolean {
    try {
      Taro.setStorageSync(prefix + key, JSON.stringify(value))
      return true
    } catch {
      return false
    }
  },
  remove(key: string): void {
    try {
      Taro.removeStorageSync(prefix + key)
    } catch {
      // Nothing to do: what cannot be removed is overwritten next time.
    }
  },
}
